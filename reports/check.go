package reports

import (
	"errors"
	"fmt"
	"math"
	"path"
	"slices"
	"strings"
)

// ExitCode is the code with which a program ends on this verdict; an unknown
// verdict is a fault of the harness.
func (v RunVerdict) ExitCode() int {
	switch v {
	case Conformant:
		return 0
	case NonConformant:
		return 1
	case Incomplete:
		return 4
	case StaleRun:
		return 5
	default:
		return 3
	}
}

// Check says everything in which results contradict themselves; nil when
// nothing does. A report that says two things is worse than none, so no writer
// writes one.
func (r *Results) Check() error {
	problems := []error{r.checkRun(), r.checkCounts(), r.checkVerdict()}
	for _, s := range r.Scenarios {
		problems = append(problems, s.check())
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

// checkVerdict compares the run's verdict with what its scenarios allow.
func (r *Results) checkVerdict() error {
	must := map[Verdict]int{}
	for _, s := range r.Scenarios {
		if s.Level == Must {
			must[s.Verdict]++
		}
	}
	open := must[NotRun] + must[Inconclusive] + must[Unstable] + must[Errored]
	switch counts := Count(r.Scenarios); {
	case r.Verdict == NonConformant && must[Failed] == 0:
		return errors.New("the run is non_conformant, but no MUST failed")
	case r.Verdict == Incomplete && must[Failed] > 0:
		return fmt.Errorf("the run is incomplete, but %d MUST scenarios failed", must[Failed])
	case r.Verdict != Conformant:
		return nil
	case must[Failed]+must[Stale]+open > 0:
		return fmt.Errorf("the run is conformant, but of its MUST scenarios %d failed, %d are stale and %d are not decided", must[Failed], must[Stale], open)
	case counts[Passed]+counts[Warned]+counts[KnownFailure] == 0:
		return errors.New("the run is conformant, but nothing was decided")
	}
	return nil
}

func (s Scenario) check() error {
	switch {
	case s.ID == "":
		return fmt.Errorf("scenario %q has no id", s.Name)
	case !slices.Contains(Verdicts, s.Verdict):
		return fmt.Errorf("scenario %s has the unknown verdict %q", s.ID, s.Verdict)
	case s.Level != Must && s.Level != Should && s.Level != Info:
		return fmt.Errorf("scenario %s has the unknown level %q", s.ID, s.Level)
	case s.Verdict == Passed && (s.Reason != "" || s.Failure != nil):
		return fmt.Errorf("scenario %s passed, but says why it did not", s.ID)
	case s.Verdict != Passed && s.Reason == "":
		return fmt.Errorf("scenario %s is %s without a reason", s.ID, s.Verdict)
	case s.Verdict == Failed && s.Failure == nil:
		return fmt.Errorf("scenario %s failed, but not what was sent, received and expected", s.ID)
	case math.IsNaN(s.DurationMS) || math.IsInf(s.DurationMS, 0) || s.DurationMS < 0:
		return fmt.Errorf("scenario %s took %v ms", s.ID, s.DurationMS)
	case s.Transcript != "" && !beside(s.Transcript):
		return fmt.Errorf("scenario %s has its transcript in %q, which is not below %s/", s.ID, s.Transcript, transcripts)
	}
	return nil
}

// beside says whether a path stays in the folder of transcripts.
func beside(name string) bool {
	return path.Clean(name) == name && strings.HasPrefix(name, transcripts+"/")
}

// checkLinks follows the ids between scenarios and requirements in both directions.
func (r *Results) checkLinks() error {
	type link struct{ requirement, scenario string }
	fromScenarios := map[link]bool{}
	known := map[string]bool{}
	for _, s := range r.Scenarios {
		if known[s.ID] {
			return fmt.Errorf("scenario %s is there twice", s.ID)
		}
		known[s.ID] = true
		for _, id := range s.Requirements {
			fromScenarios[link{id, s.ID}] = true
		}
	}
	seen := map[string]bool{}
	for _, requirement := range r.Requirements {
		if seen[requirement.ID] {
			return fmt.Errorf("requirement %s is there twice", requirement.ID)
		}
		seen[requirement.ID] = true
		for _, id := range requirement.Scenarios {
			if !fromScenarios[link{requirement.ID, id}] {
				return fmt.Errorf("requirement %s lists scenario %q, which does not name it", requirement.ID, id)
			}
			delete(fromScenarios, link{requirement.ID, id})
		}
	}
	for l := range fromScenarios {
		return fmt.Errorf("scenario %s names requirement %q, which does not list it", l.scenario, l.requirement)
	}
	return nil
}
