package reports

// Level says how binding a requirement is, in the words of RFC 2119. INFO is not binding: it is
// only observed.
type Level string

// The levels, strongest first.
const (
	Must   Level = "MUST"
	Should Level = "SHOULD"
	Info   Level = "INFO"
)

// Levels lists the levels, strongest first.
var Levels = []Level{Must, Should, Info}

// Verdict is the result of a scenario or of a requirement.
type Verdict string

// The verdicts of a scenario.
const (
	Passed        Verdict = "passed"
	Failed        Verdict = "failed"
	Warned        Verdict = "warned"         // a SHOULD was not met
	NotApplicable Verdict = "not_applicable" // the target declares that it does not offer what the scenario needs, or was seen to do without what it may, or overrides a setting
	OutOfScope    Verdict = "out_of_scope"   // the target cannot show it, and the scope of the run leaves that out
	NotRun        Verdict = "not_run"        // it should have run, but did not
	Inconclusive  Verdict = "inconclusive"   // its control was refused
	Unstable      Verdict = "unstable"       // its verdict changes when it is repeated
	KnownFailure  Verdict = "known_failure"  // it failed exactly as a known failure says
	Stale         Verdict = "stale"          // a known failure that passed, failed for another reason, or expired
	Errored       Verdict = "error"          // an error of the harness or the network
)

// Verdicts lists the verdicts of a scenario in the order in which reports show them.
var Verdicts = []Verdict{
	Passed, Failed, Warned, NotApplicable, OutOfScope, NotRun, Inconclusive, Unstable, KnownFailure, Stale, Errored,
}

// Decides reports whether a verdict says something about the target.
func (v Verdict) Decides() bool { return v != NotRun && v != Errored && v != OutOfScope }

// RunVerdict is the result of a whole run.
type RunVerdict string

// The verdicts of a run.
const (
	Conformant    RunVerdict = "conformant"
	WithinScope   RunVerdict = "conformant_within_scope" // what the scope of the run leaves out was not decided
	NonConformant RunVerdict = "non_conformant"
	Incomplete    RunVerdict = "incomplete"
	StaleRun      RunVerdict = "stale"
	ErrorRun      RunVerdict = "error"
)

// RunVerdicts lists the verdicts of a run.
var RunVerdicts = []RunVerdict{Conformant, WithinScope, NonConformant, Incomplete, StaleRun, ErrorRun}

// ExitCode is the exit code of a program for this verdict. An unknown verdict counts as an error of
// the harness.
func (v RunVerdict) ExitCode() int {
	switch v {
	case Conformant, WithinScope:
		return ExitConformant
	case NonConformant:
		return ExitNonConformant
	case Incomplete:
		return ExitIncomplete
	case StaleRun:
		return ExitStale
	default:
		return ExitTarget
	}
}
