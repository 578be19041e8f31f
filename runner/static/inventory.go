package static

import (
	"sync"

	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
)

// Inventory gives scenarios what stands on a target that nobody changes. Its
// users are shared: each has a number of failed logins that the whole run may
// spend, and serves one scenario at a time.
type Inventory struct {
	Orgs        []*listedOrg
	limit       int // of failed logins for one user
	offered     map[string]bool
	Assignments map[*suite.Scenario][]*parties // one for each time that the suite runs
	shortfalls  map[*suite.Scenario]*shortfall // of scenarios that have none

	mu     sync.Mutex
	free   *sync.Cond
	inside map[*suite.Scenario][]*listedUser // that a scenario has for itself now
}

// listedOrg is an org with what came of it.
type listedOrg struct {
	static.Org
	apps   []*listedApp
	users  []*listedUser
	wanted bool // it is not there: somebody would have to prepare it
}

type listedApp struct {
	static.App
	uses   int // scenarios
	wanted bool
}

type listedUser struct {
	static.User
	uses   int
	failed int    // logins that may fail, over the whole run
	holds  string // what the password must hold, of one that is wanted
	busy   bool
	wanted bool
}

// parties is who plays the roles of a scenario.
type parties struct {
	Plan  *plan.Assignment
	apps  []*listedApp
	users []*listedUser
}

// NewInventory returns nil for a target that can be changed.
func NewInventory(on *connect.Target) *Inventory {
	given, ok := on.Admin.(*static.Provisioner)
	if !ok {
		return nil
	}
	s := &Inventory{
		limit: on.Limits.FailedLoginsPerUser, offered: map[string]bool{},
		Assignments: map[*suite.Scenario][]*parties{}, shortfalls: map[*suite.Scenario]*shortfall{}, inside: map[*suite.Scenario][]*listedUser{},
	}
	s.free = sync.NewCond(&s.mu)
	for _, key := range on.Offered() {
		s.offered[key] = true
	}
	for _, listed := range given.Orgs {
		org := &listedOrg{Org: listed}
		for _, app := range listed.Apps {
			on.Secrets.Register("client_secret", app.ClientSecret)
			org.apps = append(org.apps, &listedApp{App: app})
		}
		for _, user := range listed.Users {
			org.users = append(org.users, &listedUser{User: user})
		}
		s.Orgs = append(s.Orgs, org)
	}
	return s
}

// MostFailed is the largest number of logins that may fail for one user.
func (s *Inventory) MostFailed() int {
	most := 0
	for _, org := range s.Orgs {
		for _, user := range org.users {
			most = max(most, user.failed)
		}
	}
	return most
}
