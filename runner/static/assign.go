package static

import (
	"cmp"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
)

// AssignAll gives every scenario its parties for as often as it runs. What one
// gets depends on the others of the list, so a run in parts, or one that goes on
// after an interruption, gives the same list each time.
func (s *Inventory) AssignAll(list []*suite.Scenario, times int) {
	for _, sc := range byDemand(list) {
		s.assignOne(sc, times)
	}
}

// byDemand puts those first that are hardest to please: the rest then fits
// around them. First fit, decreasing, is what packs failed logins well.
func byDemand(list []*suite.Scenario) []*suite.Scenario {
	hardest := func(a, b *suite.Scenario) int {
		return cmp.Or(
			cmp.Compare(rank(b), rank(a)),
			cmp.Compare(b.Need.FailedLogins, a.Need.FailedLogins),
			strings.Compare(a.ID, b.ID),
		)
	}
	return slices.SortedFunc(slices.Values(list), hardest)
}

func rank(sc *suite.Scenario) int {
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

// assignOne casts a scenario for every time that it runs, or not at all: a scenario
// that ran in one round and not in the next would look unstable.
func (s *Inventory) assignOne(sc *suite.Scenario, times int) *shortfall {
	if plan.ChangesTarget(sc.Need) {
		s.shortfalls[sc] = &shortfall{text: "it changes something on the target while it runs, or reads a one-time password, and a static target is taken as it stands"}
		return s.shortfalls[sc]
	}
	for range times {
		cast, missing := s.find(sc.Need)
		if missing != nil {
			for _, before := range s.Assignments[sc] {
				before.count(sc, -1)
			}
			delete(s.Assignments, sc)
			s.shortfalls[sc] = missing
			return missing
		}
		cast.count(sc, 1)
		s.Assignments[sc] = append(s.Assignments[sc], cast)
	}
	delete(s.shortfalls, sc)
	return nil
}

// count books what a scenario takes of its parties.
func (c *parties) count(sc *suite.Scenario, by int) {
	for _, app := range c.apps {
		app.uses += by
	}
	for _, user := range c.users {
		user.uses += by
		user.failed += by * sc.Need.FailedLogins
	}
}

// Why says why a scenario has no parties; empty where it has, or the target can
// be changed.
func (s *Inventory) Why(sc *suite.Scenario) string {
	if s == nil || s.shortfalls[sc] == nil {
		return ""
	}
	return s.shortfalls[sc].text
}
