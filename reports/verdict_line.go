package reports

import "fmt"

// VerdictLine says the verdict of a run in one line, with the exit code, such as "conformant: 142
// scenarios, 61 MUST requirements met (exit 0)". It is never wrapped, so that a script can find it.
func (r *Results) VerdictLine() string {
	name := string(r.Verdict)
	switch r.Verdict {
	case NonConformant:
		name = "not conformant"
	case WithinScope:
		name = "conformant within scope"
	default: // the others are words already
	}
	return fmt.Sprintf("%s: %s (exit %d)", name, r.because(), r.ExitCode)
}

func (r *Results) because() string {
	counts := Count(r.Scenarios)
	must := map[Verdict]int{}
	for _, requirement := range r.Requirements {
		if requirement.Level == Must {
			must[requirement.Verdict]++
		}
	}
	scenarios := plural(len(r.Scenarios), "scenario")
	switch r.Verdict {
	case Conformant:
		return fmt.Sprintf("%s, %s met", scenarios, plural(must[Passed], "MUST requirement"))
	case WithinScope:
		return fmt.Sprintf("%d of %s, %d of %s met", len(r.Scenarios)-counts[OutOfScope]-counts[NotApplicable], scenarios,
			must[Passed], plural(must[Passed]+must[OutOfScope], "MUST requirement"))
	case NonConformant:
		return fmt.Sprintf("%d of %s failed, %s broken", counts[Failed], scenarios, plural(must[Failed], "MUST requirement"))
	case Incomplete:
		open := counts[NotRun] + counts[Inconclusive] + counts[Unstable] + counts[Errored]
		if open == 0 && r.lessThanPinned() != "" {
			return fmt.Sprintf("of %s, fewer were decided than the target file pins", scenarios)
		}
		if open == 0 {
			return fmt.Sprintf("of %s, none that a target must pass was decided", scenarios)
		}
		return fmt.Sprintf("nothing failed, but %d of %s not decided", open, scenarios)
	case StaleRun:
		return plural(max(counts[Stale], CountStale(r.Run.KnownFailures)), "known failure") + " no longer true"
	default:
		if n := counts[Errored]; n > 0 {
			return fmt.Sprintf("%d of %s ended in an error", n, scenarios)
		}
		return "the run itself failed"
	}
}

// RequirementsLine counts the requirements of a level by verdict, such as "61 requirements: 60
// passed, 1 failed". It is empty if there are none.
func (r *Results) RequirementsLine(level Level) string {
	counts := map[Verdict]int{}
	total := 0
	for _, requirement := range r.Requirements {
		if requirement.Level == level {
			counts[requirement.Verdict]++
			total++
		}
	}
	if total == 0 {
		return ""
	}
	return plural(total, "requirement") + ": " + CountsInWords(counts)
}
