package reports

import (
	"fmt"
	"strings"
)

// undecided are the verdicts that are told by their reasons, and their titles.
var undecided = []struct {
	verdict Verdict
	title   string
}{
	{Errored, "ERRORS (of the harness or the network)"},
	{NotRun, "NOT RUN (should have run)"},
	{Inconclusive, "INCONCLUSIVE (the control was refused)"},
	{Unstable, "UNSTABLE (flips when repeated)"},
	{Warned, "WARNINGS (a SHOULD is not met)"},
	{KnownFailure, "KNOWN FAILURES"},
	{NotApplicable, "NOT APPLICABLE (the target does not offer it)"},
}

// group is the scenarios that share a reason.
type group struct {
	reason    string
	scenarios []Scenario
}

// groups tells each reason once, with how many scenarios have it.
func (v *view) groups() {
	for _, kind := range undecided {
		groups := groupByReason(v.Scenarios, kind.verdict)
		if len(groups) == 0 {
			continue
		}
		v.title(styleOf(kind.verdict), kind.title)
		for _, g := range groups {
			v.prose(2, fmt.Sprintf("%d ×", len(g.scenarios)), g.reason)
			v.prose(2, "", examples(g.scenarios))
		}
	}
}

// groupByReason collects the scenarios of one verdict, in the order of their first.
func groupByReason(scenarios []Scenario, verdict Verdict) []group {
	var groups []group
	place := map[string]int{}
	for _, s := range scenarios {
		if s.Verdict != verdict {
			continue
		}
		i, known := place[s.Reason]
		if !known {
			i = len(groups)
			place[s.Reason] = i
			groups = append(groups, group{reason: s.Reason})
		}
		groups[i].scenarios = append(groups[i].scenarios, s)
	}
	return groups
}

// examples names the first scenarios of a group and counts the rest.
func examples(scenarios []Scenario) string {
	const named = 3
	var ids []string
	for _, s := range scenarios[:min(named, len(scenarios))] {
		ids = append(ids, s.ID)
	}
	text := strings.Join(ids, ", ")
	if more := len(scenarios) - named; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
