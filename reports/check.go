package reports

import (
	"errors"
	"fmt"
	"slices"
)

// Check returns all contradictions within results as one joined error, or nil if there are none. A
// report that contradicts itself is worse than no report, so no format writes one.
func (r *Results) Check() error {
	problems := []error{r.checkRun(), r.checkCounts(), r.checkVerdict()}
	for _, s := range r.Scenarios {
		problems = append(problems, s.check())
	}
	for _, requirement := range r.Requirements {
		problems = append(problems, requirement.check())
	}
	problems = append(problems, r.checkLinks())
	if err := errors.Join(problems...); err != nil {
		return fmt.Errorf("results contradict themselves: %w", err)
	}
	return nil
}

func (r *Results) checkRun() error {
	if r.Schema != Schema {
		return fmt.Errorf("schema is %q, not %q", r.Schema, Schema)
	}
	if r.Run.Finished.Before(r.Run.Started) {
		return fmt.Errorf("the run finished %s before it started", r.Run.Started.Sub(r.Run.Finished))
	}
	if !slices.Contains(RunVerdicts, r.Verdict) {
		return fmt.Errorf("the run has the unknown verdict %q", r.Verdict)
	}
	if want := r.Verdict.ExitCode(); r.ExitCode != want {
		return fmt.Errorf("verdict %q has exit code %d, not %d", r.Verdict, want, r.ExitCode)
	}
	return nil
}

func (r *Results) checkCounts() error {
	counted := Count(r.Scenarios)
	for verdict, n := range r.Run.Counts {
		if _, known := counted[verdict]; !known {
			return fmt.Errorf("%d scenarios are counted under the unknown verdict %q", n, verdict)
		}
	}
	for verdict, n := range counted {
		if r.Run.Counts[verdict] != n {
			return fmt.Errorf("%d scenarios are %s, %d are counted", n, verdict, r.Run.Counts[verdict])
		}
	}
	return nil
}

// checkVerdict compares the run's verdict with the verdicts of its scenarios.
func (r *Results) checkVerdict() error {
	must := countMust(r.Scenarios)
	open := must[NotRun] + must[Inconclusive] + must[Unstable] + must[Errored]
	switch counts := Count(r.Scenarios); {
	case r.Verdict == NonConformant && must[Failed] == 0:
		return errors.New("the run is non_conformant, but no MUST failed")
	case r.Verdict == Incomplete && must[Failed] > 0:
		return fmt.Errorf("the run is incomplete, but %d MUST scenarios failed", must[Failed])
	case r.Verdict != Conformant && r.Verdict != WithinScope:
		return nil
	case r.Verdict == Conformant && counts[OutOfScope] > 0:
		return fmt.Errorf("the run is conformant without a scope, but %d scenarios are out of scope", counts[OutOfScope])
	case r.lessThanPinned() != "":
		return fmt.Errorf("the run is %s, but %s", r.Verdict, r.lessThanPinned())
	case must[Failed]+must[Stale]+open > 0:
		return fmt.Errorf("the run is conformant, but of its MUST scenarios %d failed, %d are stale and %d are not decided", must[Failed], must[Stale], open)
	case counts[Passed]+counts[Warned]+counts[KnownFailure] == 0:
		return errors.New("the run is conformant, but nothing was decided")
	case must[NotApplicable]+must[OutOfScope] > 0 && must[Passed]+must[KnownFailure] == 0:
		return errors.New("the run is conformant, but none of the MUST scenarios was decided")
	}
	return nil
}
