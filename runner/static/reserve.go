package static

import (
	"slices"

	"github.com/codecred/codecred/runner/suite"
)

// Reserve waits until no other scenario has the users of a scenario, and reserves
// them: a scenario may revoke tokens that another one relies on.
func (s *Inventory) Reserve(sc *suite.Scenario, round int) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	users := s.assignments[sc][round-1].users
	for slices.ContainsFunc(users, func(u *listedUser) bool { return u.busy }) {
		s.free.Wait()
	}
	for _, user := range users {
		user.busy = true
	}
	s.reserved[sc] = users
}

// Release releases the users that Reserve has reserved. It may be called without a reservation.
func (s *Inventory) Release(sc *suite.Scenario) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, user := range s.reserved[sc] {
		user.busy = false
	}
	delete(s.reserved, sc)
	s.free.Broadcast()
}
