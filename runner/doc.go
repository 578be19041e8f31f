// Package runner makes a whole run, from the selection of scenarios to the verdict: it selects
// scenarios, opens the target, prepares what they need there, lets package play run them, and
// collects their results for the reports. It repeats a suite and merges the shards of a run.
//
// Each of these steps is in a package below this one: suite, connect, plan, orgstate, static, play,
// journal, knownfailures and preflight. What a run would cost is in forecast; the proof of the
// suite against faults is in prove.
//
// Begin reading with Run, then run.playRound.
package runner
