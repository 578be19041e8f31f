// Package runner takes a run from its start to its verdict: it selects scenarios,
// opens the target, prepares what they need there, has them played, and hands their
// results to the reports. It repeats a suite and merges the shards of a run.
//
// What each of these steps does is in the packages below this one: suite, connect,
// plan, orgstate, static, play, journal, knownfailures and preflight. What a run
// would cost is in forecast; the proof of the suite against faults is in prove.
//
// Begin reading with Run, then run.playRound.
package runner
