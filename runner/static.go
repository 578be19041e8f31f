package runner

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
)

// standing gives scenarios what stands on a target that nobody changes. Its
// users are shared: each has a number of failed logins that the whole run may
// spend, and serves one scenario at a time.
type standing struct {
	orgs    []*standingOrg
	limit   int // of failed logins for one user
	offered map[string]bool
	casts   map[*Scenario][]*standingCast // one for each time that the suite runs
	gaps    map[*Scenario]*gap            // of scenarios that have none

	mu     sync.Mutex
	free   *sync.Cond
	inside map[*Scenario][]*standingUser // that a scenario has for itself now
}

// standingOrg is an org with what came of it.
type standingOrg struct {
	target.StaticOrg
	apps   []*standingApp
	users  []*standingUser
	wanted bool // it is not there: somebody would have to prepare it
}

type standingApp struct {
	target.StaticApp
	uses   int // scenarios
	wanted bool
}

type standingUser struct {
	target.StaticUser
	uses   int
	failed int    // logins that may fail, over the whole run
	holds  string // what the password must hold, of one that is wanted
	busy   bool
	wanted bool
}

// standingCast is who plays the roles of a scenario.
type standingCast struct {
	plan  *castPlan
	apps  []*standingApp
	users []*standingUser
}

// newStanding returns nil for a target that can be changed.
func newStanding(on *Target) *standing {
	static, ok := on.Admin.(*target.Static)
	if !ok {
		return nil
	}
	s := &standing{
		limit: on.Limits.FailedLoginsPerUser, offered: map[string]bool{},
		casts: map[*Scenario][]*standingCast{}, gaps: map[*Scenario]*gap{}, inside: map[*Scenario][]*standingUser{},
	}
	s.free = sync.NewCond(&s.mu)
	for _, key := range on.offered() {
		s.offered[key] = true
	}
	for _, listed := range static.Orgs {
		org := &standingOrg{StaticOrg: listed}
		for _, app := range listed.Apps {
			on.Secrets.Register("client_secret", app.ClientSecret)
			org.apps = append(org.apps, &standingApp{StaticApp: app})
		}
		for _, user := range listed.Users {
			org.users = append(org.users, &standingUser{StaticUser: user})
		}
		s.orgs = append(s.orgs, org)
	}
	return s
}

// stands reports whether nobody changes the target.
func (t *Target) stands() bool {
	_, ok := t.Admin.(*target.Static)
	return ok
}

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
	if namesSite(sc.Need) {
		n += 2
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
		s.gaps[sc] = &gap{text: "it changes something on the target while it runs, and a static target is taken as it stands"}
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

// enter waits until no other scenario has the users of a scenario, since one may
// revoke tokens that the other rests on.
func (s *standing) enter(sc *Scenario, round int) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	users := s.casts[sc][round-1].users
	for slices.ContainsFunc(users, func(u *standingUser) bool { return u.busy }) {
		s.free.Wait()
	}
	for _, user := range users {
		user.busy = true
	}
	s.inside[sc] = users
}

// leave gives the users back, where the scenario has entered.
func (s *standing) leave(sc *Scenario) {
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

// mostFailed is the largest number of logins that may fail for one user.
func (s *standing) mostFailed() int {
	most := 0
	for _, org := range s.orgs {
		for _, user := range org.users {
			most = max(most, user.failed)
		}
	}
	return most
}
