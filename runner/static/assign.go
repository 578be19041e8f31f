package static

import (
	"cmp"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
)

// AssignAll assigns parties to every scenario, for each of its rounds. The assignment of a scenario
// depends on the other scenarios of the list. So all shards of a run, and a resumed run, must pass
// the same list.
func (s *Inventory) AssignAll(list []*suite.Scenario, times int) {
	for _, sc := range byDemand(list) {
		s.assignOne(sc, times)
	}
}

// byDemand puts the scenarios with the most unusual needs first, so that the others use what is
// left. With failed logins this is the heuristic "first fit decreasing".
func byDemand(list []*suite.Scenario) []*suite.Scenario {
	mostFirst := func(a, b *suite.Scenario) int {
		return cmp.Or(
			cmp.Compare(demand(b), demand(a)),
			cmp.Compare(b.Need.FailedLogins, a.Need.FailedLogins),
			strings.Compare(a.ID, b.ID),
		)
	}
	return slices.SortedFunc(slices.Values(list), mostFirst)
}

// demand returns how unusual the settings are that a scenario names.
func demand(sc *suite.Scenario) int {
	n := 0
	for key := range sc.Need.Named {
		if s, _ := settings.Lookup(key); s.Level == settings.Site {
			n = 2
		}
	}
	if sc.Need.Named[settings.CallbackURLs] {
		n++
	}
	return n
}

// assignOne assigns parties to a scenario for every round, or for none: a scenario
// that ran in one round and not in the next would look unstable.
func (s *Inventory) assignOne(sc *suite.Scenario, times int) *shortfall {
	if plan.ChangesTarget(sc.Need) {
		s.shortfalls[sc] = &shortfall{text: "it changes something on the target while it runs, or reads a one-time password, and a static target is used as it is"}
		return s.shortfalls[sc]
	}
	for range times {
		found, missing := s.find(sc.Need)
		if missing != nil {
			for _, before := range s.assignments[sc] {
				before.count(sc, -1)
			}
			delete(s.assignments, sc)
			s.shortfalls[sc] = missing
			return missing
		}
		found.count(sc, 1)
		s.assignments[sc] = append(s.assignments[sc], found)
	}
	delete(s.shortfalls, sc)
	return nil
}

// count adds a scenario to the uses of its parties; with by = -1 it removes it.
func (c *assignment) count(sc *suite.Scenario, by int) {
	for _, app := range c.apps {
		app.uses += by
	}
	for _, user := range c.users {
		user.uses += by
		user.failed += by * sc.Need.FailedLogins
	}
}

// Shortfall says what is missing for a scenario. It is empty if the scenario has its parties, and
// for a target that can be changed.
func (s *Inventory) Shortfall(sc *suite.Scenario) string {
	if s == nil || s.shortfalls[sc] == nil {
		return ""
	}
	return s.shortfalls[sc].text
}
