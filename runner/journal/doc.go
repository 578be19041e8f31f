// Package journal writes to disk what a run has decided and what it has created on its target. So a
// run that was killed can be resumed, and what it left on the target can be removed.
//
// It writes no reports: see package reports.
//
// Begin reading with Open, Journal.Keep and Watch.
package journal
