// Package play plays scenarios, from their first line to their judgement. A Performance is one run
// of a scenario with everything that it has recorded. An Execution is a list of performances; an
// Engine plays an execution.
//
// It does not prepare a target and gives a run no verdict: see packages plan and runner.
//
// Begin reading with Execution and Performance.Judge.
package play
