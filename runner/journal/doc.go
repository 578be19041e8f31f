// Package journal keeps on disk what a run has decided and what it has made on its
// target, so that a run that was killed can be resumed, and what it left be removed.
//
// It writes no reports: see package reports.
//
// Begin reading with Open, Journal.Keep and Watch.
package journal
