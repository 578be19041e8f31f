// Package play plays scenarios, from their first line to their judgement. A
// Performance is one scenario as it runs and what it has recorded; an Execution is
// many of them; an Engine plays an execution.
//
// It does not prepare a target and gives a run no verdict: see packages plan and runner.
//
// Begin reading with Execution and Performance.Judge.
package play
