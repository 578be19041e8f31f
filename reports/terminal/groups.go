package terminal

import (
	"fmt"
	"strings"

	"github.com/codecred/codecred/reports"
)

// untold are the verdicts that are told by their reasons, and their titles.
var untold = []struct {
	verdict reports.Verdict
	title   string
}{
	{reports.Errored, "ERRORS (of the harness or the network)"},
	{reports.NotRun, "NOT RUN (should have run)"},
	{reports.Inconclusive, "INCONCLUSIVE (the control was refused)"},
	{reports.Unstable, "UNSTABLE (flips when repeated)"},
	{reports.Warned, "WARNINGS (a SHOULD is not met)"},
	{reports.KnownFailure, "KNOWN FAILURES"},
	{reports.NotApplicable, "NOT APPLICABLE (the target does not offer it)"},
}

// reasons tells each reason once, with how many scenarios have it.
func (v *view) reasons() {
	for _, kind := range untold {
		var g grouping
		for _, s := range v.Scenarios {
			if s.Verdict == kind.verdict {
				g.add(s.Reason, s)
			}
		}
		v.tell(styleOf(kind.verdict), kind.title, g)
	}
}

// observations tells what the documents leave open, as it was seen: each thing
// once, with how many scenarios saw it.
func (v *view) observations() {
	var g grouping
	for _, s := range v.Scenarios {
		for _, thing := range s.Observed {
			g.add(thing, s)
		}
	}
	v.tell(dim, "OBSERVED (the documents leave it open)", g)
}

// stale names the entries of the ledger that are no longer true, also those
// that no scenario shows.
func (v *view) stale() {
	titled := false
	for _, entry := range v.Run.KnownFailures {
		if entry.State != reports.EntryStale {
			continue
		}
		if !titled {
			v.title(yellow, "STALE ENTRIES (of the ledger of known failures)")
			titled = true
		}
		v.prose(2, "", entry.Subject()+": "+entry.Note)
	}
}

// leftovers names what the run made on the target and could not remove.
func (v *view) leftovers() {
	if len(v.Run.NotRemoved) == 0 {
		return
	}
	v.title(yellow, "NOT REMOVED (made on the target by this run; remove it by hand)")
	for _, thing := range v.Run.NotRemoved {
		v.prose(2, "", thing)
	}
}

// tell writes a part of the report that has a group for each text.
func (v *view) tell(s style, title string, g grouping) {
	if len(g.groups) == 0 {
		return
	}
	v.title(s, title)
	for _, group := range g.groups {
		v.prose(2, fmt.Sprintf("%d ×", len(group.ids)), group.text)
		v.prose(2, "", group.examples())
	}
}

// grouping collects the scenarios that share a text, in the order of their first.
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
