package static

import (
	"slices"

	"github.com/codecred/codecred/runner/suite"
)

// Reserve waits until no other scenario has the users of a scenario, since one may
// revoke tokens that the other rests on.
func (s *Inventory) Reserve(sc *suite.Scenario, round int) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	users := s.Assignments[sc][round-1].users
	for slices.ContainsFunc(users, func(u *listedUser) bool { return u.busy }) {
		s.free.Wait()
	}
	for _, user := range users {
		user.busy = true
	}
	s.inside[sc] = users
}

// Release gives the users back, where the scenario has entered.
func (s *Inventory) Release(sc *suite.Scenario) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, user := range s.inside[sc] {
		user.busy = false
	}
	delete(s.inside, sc)
	s.free.Broadcast()
}
