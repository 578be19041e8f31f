package terminal

import (
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/reports"
)

// grouped lists the verdicts whose scenarios are grouped by their reasons, with the
// title of each.
var grouped = []struct {
	verdict reports.Verdict
	title   string
}{
	{reports.Errored, "ERRORS (of the harness or the network)"},
	{reports.NotRun, "NOT RUN (should have run)"},
	{reports.Inconclusive, "INCONCLUSIVE (a precondition or a control did not hold)"},
	{reports.Unstable, "UNSTABLE (flips when repeated)"},
	{reports.Warned, "WARNINGS (a SHOULD is not met)"},
	{reports.KnownFailure, "KNOWN FAILURES"},
	{reports.OutOfScope, "OUT OF SCOPE (the target cannot show it)"},
	{reports.NotApplicable, "NOT APPLICABLE (the target does not offer it)"},
}

// reasons writes each reason once, with how many scenarios have it.
func (v *view) reasons() {
	for _, kind := range grouped {
		var g grouping
		for _, s := range v.Scenarios {
			if s.Verdict == kind.verdict {
				g.add(v.why(s), s)
			}
		}
		v.groups(styleOf(kind.verdict), kind.title, g)
	}
}

// why is the reason of a scenario, or the failure that it waits for.
func (v *view) why(s reports.Scenario) string {
	if s.WaitsFor == "" {
		return s.Reason
	}
	for _, shown := range v.Scenarios {
		if shown.ID == s.WaitsFor {
			return fmt.Sprintf("waits for %s (%s)", shown.ID, strings.Join(shown.Requirements, ", "))
		}
	}
	return "waits for " + s.WaitsFor
}

// observations writes what was observed where the documents leave the behaviour open: each
// observation once, with the number of its scenarios.
func (v *view) observations() {
	var g grouping
	for _, s := range v.Scenarios {
		for _, thing := range s.Observed {
			g.add(thing, s)
		}
	}
	v.groups(dim, "OBSERVED (the documents leave it open)", g)
}

// stale names the known failures that are no longer true, including those without a scenario in the
// report.
func (v *view) stale() {
	titled := false
	for _, entry := range v.Run.KnownFailures {
		if entry.State != reports.EntryStale {
			continue
		}
		if !titled {
			v.title(yellow, "STALE ENTRIES (of the file of known failures)")
			titled = true
		}
		v.labelled(2, "", entry.Subject()+": "+entry.Note)
	}
}

// notRemoved names what the run created on the target and could not remove.
func (v *view) notRemoved() {
	if len(v.Run.NotRemoved) == 0 {
		return
	}
	v.title(yellow, "NOT REMOVED (made on the target by this run; remove it by hand)")
	for _, thing := range v.Run.NotRemoved {
		v.labelled(2, "", thing)
	}
}

// groups writes a part of the report that has a group for each text.
func (v *view) groups(s style, title string, g grouping) {
	if len(g.groups) == 0 {
		return
	}
	v.title(s, title)
	shown, rest := g.largest()
	for _, group := range shown {
		v.labelled(2, fmt.Sprintf("%d ×", len(group.ids)), group.text)
		v.labelled(2, "", group.examples())
	}
	if rest.texts > 0 {
		v.labelled(2, fmt.Sprintf("%d ×", rest.scenarios), fmt.Sprintf("%d others, which results.json has", rest.texts))
	}
}

// mostGroups is how many texts a part of the report has at most. A static target may lack something
// else for every second scenario.
const mostGroups = 15

// rest counts what a part of the report does not show.
type rest struct{ texts, scenarios int }

// largest returns the groups with the most scenarios, in their order, and counts the others.
func (g grouping) largest() ([]group, rest) {
	if len(g.groups) <= mostGroups {
		return g.groups, rest{}
	}
	bySize := slices.SortedStableFunc(slices.Values(g.groups), func(a, b group) int { return len(b.ids) - len(a.ids) })
	left := rest{texts: len(bySize) - mostGroups}
	for _, small := range bySize[mostGroups:] {
		left.scenarios += len(small.ids)
	}
	return bySize[:mostGroups], left
}

// grouping collects the scenarios that share a text, in the order of the first scenario of each.
type grouping struct {
	groups []group
	place  map[string]int
}

type group struct {
	text string
	ids  []string
}

func (g *grouping) add(text string, s reports.Scenario) {
	i, known := g.place[text]
	if !known {
		i = len(g.groups)
		if g.place == nil {
			g.place = map[string]int{}
		}
		g.place[text] = i
		g.groups = append(g.groups, group{text: text})
	}
	g.groups[i].ids = append(g.groups[i].ids, s.ID)
}

// examples names the first scenarios of a group and counts the rest.
func (g group) examples() string {
	const named = 3
	text := strings.Join(g.ids[:min(named, len(g.ids))], ", ")
	if more := len(g.ids) - named; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
