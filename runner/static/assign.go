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
// left. Failed logins are few where users are few, so they go to as many different requirements as
// they can: of each requirement the scenario with the fewest comes first, then the second of each.
func byDemand(list []*suite.Scenario) []*suite.Scenario {
	turn := turns(list)
	mostFirst := func(a, b *suite.Scenario) int {
		return cmp.Or(
			cmp.Compare(demand(b), demand(a)),
			cmp.Compare(min(1, b.Need.FailedLogins), min(1, a.Need.FailedLogins)),
			cmp.Compare(turn[a], turn[b]),
			cmp.Compare(a.Need.FailedLogins, b.Need.FailedLogins),
			strings.Compare(a.ID, b.ID),
		)
	}
	return slices.SortedFunc(slices.Values(list), mostFirst)
}

// turns counts, for each scenario with failed logins, those of its requirement that come before it.
func turns(list []*suite.Scenario) map[*suite.Scenario]int {
	fewestFirst := slices.SortedFunc(slices.Values(list), func(a, b *suite.Scenario) int {
		return cmp.Or(cmp.Compare(a.Need.FailedLogins, b.Need.FailedLogins), strings.Compare(a.ID, b.ID))
	})
	out, seen := map[*suite.Scenario]int{}, map[string]int{}
	for _, sc := range fewestFirst {
		if sc.Need.FailedLogins == 0 {
			continue
		}
		for _, r := range sc.Requirements {
			out[sc] = max(out[sc], seen[r.ID])
			seen[r.ID]++
		}
	}
	return out
}

// demand returns how unusual the settings are that a scenario names, and the passwords of its users.
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
	for _, user := range sc.Need.Users {
		if user.Password != "" {
			n++
		}
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
