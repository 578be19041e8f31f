package reports

import "fmt"

// summary writes the counts of requirements and, last, the verdict.
func (v *view) summary() {
	v.line("")
	for _, level := range Levels {
		if text := tally(v.Requirements, level); text != "" {
			v.prose(0, string(level), text)
		}
	}
	if v.Verdict != Conformant && v.Reason != "" {
		v.prose(0, "reason", v.Reason)
	}
	s := green
	if v.Verdict != Conformant {
		s = red
	}
	v.line("%s", v.options.paint(s, v.VerdictLine()))
}

// tally counts the requirements of a level by verdict: "61 requirements: 60 passed, 1 failed".
func tally(requirements []Requirement, level Level) string {
	counts := map[Verdict]int{}
	total := 0
	for _, r := range requirements {
		if r.Level == level {
			counts[r.Verdict]++
			total++
		}
	}
	if total == 0 {
		return ""
	}
	return plural(total, "requirement") + ": " + inWords(counts)
}

// VerdictLine says the verdict of a run in one line of words with the exit code,
// such as "conformant: 142 scenarios, 61 MUST requirements met (exit 0)". It is
// never wrapped, so that a script finds it whole.
func (r *Results) VerdictLine() string {
	name := string(r.Verdict)
	if r.Verdict == NonConformant {
		name = "not conformant"
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
	case NonConformant:
		return fmt.Sprintf("%d of %s failed, %s broken", counts[Failed], scenarios, plural(must[Failed], "MUST requirement"))
	case Incomplete:
		open := counts[NotRun] + counts[Inconclusive] + counts[Unstable] + counts[Errored]
		if open == 0 {
			return fmt.Sprintf("of %s none was decided that a target must pass", scenarios)
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

// plural counts a noun that takes an s.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
