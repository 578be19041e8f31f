package reports

import (
	"fmt"
	"slices"
)

// Judge completes results whose scenarios are known: it sorts the scenarios and
// counts them, gives each requirement that they check a verdict, and gives the
// run its verdict, exit code and reason; then it groups the failures by cause. describe returns the
// level, statement, source and settings of a requirement; its verdict and scenarios are not used.
//
// Set Run.Error, Run.KnownFailures and Run.Pinned before the call: the verdict depends on them.
func (r *Results) Judge(describe func(id string) Requirement) {
	SortScenarios(r.Scenarios)
	r.Schema = Schema
	r.Run.Counts = Count(r.Scenarios)
	r.Verdict, r.Reason = judgeRun(r.Scenarios, r.Run.Error, CountStale(r.Run.KnownFailures))
	if less := r.lessThanPinned(); less != "" && (r.Verdict == Conformant || r.Verdict == WithinScope) {
		r.Verdict, r.Reason = Incomplete, less
	}
	r.ExitCode = r.Verdict.ExitCode()
	r.Requirements = judgeRequirements(describe, r.Scenarios)
	r.findCauses()
}

// judgeRun returns the verdict of a run and the reason for it. Failures come first, then errors of
// the harness or the network, then undecided scenarios. runError is the error that stopped or broke
// the whole run, empty for none; stale is the number of known failures that are no longer true.
func judgeRun(scenarios []Scenario, runError string, stale int) (RunVerdict, string) {
	must, all := countMust(scenarios), Count(scenarios)
	open := must[NotRun] + must[Inconclusive] + must[Unstable]
	switch {
	case must[Failed] > 0:
		return NonConformant, fmt.Sprintf("%d MUST scenarios failed", must[Failed])
	case runError != "":
		return ErrorRun, runError
	case all[Errored] > 0:
		return ErrorRun, fmt.Sprintf("%d scenarios ended in an error of the harness or the network", all[Errored])
	case open > 0:
		return Incomplete, fmt.Sprintf("%d MUST scenarios were not decided", open)
	case all[Stale]+stale > 0:
		return StaleRun, fmt.Sprintf("%d known failures are stale", max(all[Stale], stale))
	case all[Passed]+all[Warned]+all[KnownFailure] == 0:
		return Incomplete, "nothing was decided"
	case must[NotApplicable]+must[OutOfScope] > 0 && must[Passed]+must[KnownFailure] == 0:
		return Incomplete, fmt.Sprintf("none of the %d MUST scenarios applies to this target", must[NotApplicable]+must[OutOfScope])
	case all[OutOfScope] > 0:
		return WithinScope, fmt.Sprintf("every selected MUST within the scope was decided and met; %d scenarios are out of it", all[OutOfScope])
	default:
		return Conformant, "every selected MUST was decided and met"
	}
}

// judgeRequirements gives each requirement the most serious verdict of its scenarios.
func judgeRequirements(describe func(id string) Requirement, scenarios []Scenario) []Requirement {
	byID := map[string]*Requirement{}
	for _, s := range scenarios {
		for _, id := range s.Requirements {
			entry, known := byID[id]
			if !known {
				described := describe(id)
				described.Verdict, described.Scenarios = NotApplicable, nil
				entry = &described
				byID[id] = entry
			}
			entry.Scenarios = append(entry.Scenarios, s.ID)
			if s.Verdict.GraverThan(entry.Verdict) {
				entry.Verdict = s.Verdict
			}
		}
	}
	out := make([]Requirement, 0, len(byID))
	for _, entry := range byID {
		out = append(out, *entry)
	}
	sortRequirements(out)
	return out
}

// byGravity lists the verdicts of scenarios, the most serious first.
var byGravity = []Verdict{
	Failed, Errored, Stale, Unstable, Inconclusive, NotRun, KnownFailure, Warned, Passed, OutOfScope, NotApplicable,
}

// GraverThan says whether a verdict is more serious than another: a requirement, and a scenario
// that ran several times, takes the most serious of its verdicts.
func (v Verdict) GraverThan(other Verdict) bool {
	return slices.Index(byGravity, v) < slices.Index(byGravity, other)
}
