package reports

// Level is how much a requirement binds, in the words of RFC 2119; INFO is only observed.
type Level string

// The levels, strongest first.
const (
	Must   Level = "MUST"
	Should Level = "SHOULD"
	Info   Level = "INFO"
)

// Verdict is the result of a scenario or of a requirement.
type Verdict string

// The verdicts of a scenario.
const (
	Passed        Verdict = "passed"
	Failed        Verdict = "failed"
	Warned        Verdict = "warned"         // a SHOULD was not met
	NotApplicable Verdict = "not_applicable" // the target declares that it does not offer this
	NotRun        Verdict = "not_run"        // it should have run and did not
	Inconclusive  Verdict = "inconclusive"   // its control was refused
	Unstable      Verdict = "unstable"       // it flips when repeated
	KnownFailure  Verdict = "known_failure"  // failed as a known failure says
	Stale         Verdict = "stale"          // a known failure that passed, failed otherwise or expired
	Errored       Verdict = "error"          // the harness's or the network's fault
)

// Verdicts lists the verdicts of a scenario in the order in which reports show them.
var Verdicts = []Verdict{
	Passed, Failed, Warned, NotApplicable, NotRun, Inconclusive, Unstable, KnownFailure, Stale, Errored,
}

// RunVerdict is the result of a whole run.
type RunVerdict string

// The verdicts of a run.
const (
	Conformant    RunVerdict = "conformant"
	NonConformant RunVerdict = "non_conformant"
	Incomplete    RunVerdict = "incomplete"
	StaleRun      RunVerdict = "stale"
	ErrorRun      RunVerdict = "error"
)
