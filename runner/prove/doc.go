// Package prove runs the suite against the reference server with each fault and each
// variant: every fault must make a scenario fail, and no variant may.
//
// It does not judge other servers: package runner does.
//
// Begin reading with Run, then prover.fault.
package prove
