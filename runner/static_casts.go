package runner

import (
	"cmp"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// castAll gives every scenario its parties for as often as it runs. What one
// gets depends on the others of the list, so a run in parts, or one that goes on
// after an interruption, gives the same list each time.
func (s *standing) castAll(list []*Scenario, times int) {
	for _, sc := range inCastingOrder(list) {
		s.castOne(sc, times)
	}
}

// inCastingOrder puts those first that are hardest to please: the rest then fits
// around them. First fit, decreasing, is what packs failed logins well.
func inCastingOrder(list []*Scenario) []*Scenario {
	hardest := func(a, b *Scenario) int {
		return cmp.Or(
			cmp.Compare(rank(b), rank(a)),
			cmp.Compare(b.Need.FailedLogins, a.Need.FailedLogins),
			strings.Compare(a.ID, b.ID),
		)
	}
	return slices.SortedFunc(slices.Values(list), hardest)
}

func rank(sc *Scenario) int {
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

// castOne casts a scenario for every time that it runs, or not at all: a scenario
// that ran in one round and not in the next would look unstable.
func (s *standing) castOne(sc *Scenario, times int) *gap {
	if changes(sc.Need) {
		s.gaps[sc] = &gap{text: "it changes something on the target while it runs, or reads a one-time password, and a static target is taken as it stands"}
		return s.gaps[sc]
	}
	for range times {
		cast, missing := s.cast(sc.Need)
		if missing != nil {
			for _, before := range s.casts[sc] {
				before.count(sc, -1)
			}
			delete(s.casts, sc)
			s.gaps[sc] = missing
			return missing
		}
		cast.count(sc, 1)
		s.casts[sc] = append(s.casts[sc], cast)
	}
	delete(s.gaps, sc)
	return nil
}

// count books what a scenario takes of its parties.
func (c *standingCast) count(sc *Scenario, by int) {
	for _, app := range c.apps {
		app.uses += by
	}
	for _, user := range c.users {
		user.uses += by
		user.failed += by * sc.Need.FailedLogins
	}
}

// why says why a scenario has no parties; empty where it has, or the target can
// be changed.
func (s *standing) why(sc *Scenario) string {
	if s == nil || s.gaps[sc] == nil {
		return ""
	}
	return s.gaps[sc].text
}
