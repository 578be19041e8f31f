package runner

import (
	"sync"

	"github.com/codecred/codecred/fixtures/provisioning/static"
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
	static.Org
	apps   []*standingApp
	users  []*standingUser
	wanted bool // it is not there: somebody would have to prepare it
}

type standingApp struct {
	static.App
	uses   int // scenarios
	wanted bool
}

type standingUser struct {
	static.User
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
	given, ok := on.Admin.(*static.Provisioner)
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
	for _, listed := range given.Orgs {
		org := &standingOrg{Org: listed}
		for _, app := range listed.Apps {
			on.Secrets.Register("client_secret", app.ClientSecret)
			org.apps = append(org.apps, &standingApp{App: app})
		}
		for _, user := range listed.Users {
			org.users = append(org.users, &standingUser{User: user})
		}
		s.orgs = append(s.orgs, org)
	}
	return s
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
