// Package reports is the model of what codecred reports: the results of a run
// (results.json), a proof (proof.json), a forecast and the listings. It gives a
// run its verdict and exit code, counts, sorts and checks results, and reads and
// writes results.json.
//
// It does not format anything for people. Each format is a subpackage, which computes nothing that
// the model could hold: terminal, junit, markdown, and har for transcripts. Package formats lists
// them, and package escape makes foreign text safe to show.
//
// Begin with [Results] in model.go, then [Results.Judge] in judge.go.
package reports
