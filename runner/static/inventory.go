package static

import (
	"slices"
	"sync"

	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
)

// Inventory assigns to scenarios the orgs, apps and users that a target file lists. Users are
// shared: each has a limit of failed logins for the whole run, and is used by one scenario at a
// time. A nil Inventory is for a target that can be changed: it has no shortfalls, and nothing to
// reserve.
type Inventory struct {
	orgs        []*listedOrg
	limit       int                               // of failed logins for one user
	offered     map[string]bool                   // keys of the settings that the target offers
	assignments map[*suite.Scenario][]*assignment // by round
	shortfalls  map[*suite.Scenario]*shortfall    // of the scenarios that have no assignment

	mu       sync.Mutex
	free     *sync.Cond
	reserved map[*suite.Scenario][]*listedUser // the users that a scenario has reserved
}

// listedOrg is an org of the target file, with what is assigned in it.
type listedOrg struct {
	static.Org
	apps      []*listedApp
	users     []*listedUser
	suggested bool // not listed: it is part of a suggestion
}

type listedApp struct {
	static.App
	uses      int // scenarios that it is assigned to
	suggested bool
}

type listedUser struct {
	static.User
	uses      int
	failed    int    // logins that may fail, over the whole run
	holds     string // what the password of a suggested user must contain
	busy      bool   // a scenario has reserved it
	suggested bool
}

// assignment has the parties of a scenario for one round.
type assignment struct {
	parties *plan.Parties
	apps    []*listedApp
	users   []*listedUser
}

// NewInventory returns the inventory of a static target; nil for other targets.
func NewInventory(on *connect.Target) *Inventory {
	given, ok := on.Provisioner.(*static.Provisioner)
	if !ok {
		return nil
	}
	s := &Inventory{
		limit: on.Limits.FailedLoginsPerUser, offered: map[string]bool{},
		assignments: map[*suite.Scenario][]*assignment{}, shortfalls: map[*suite.Scenario]*shortfall{}, reserved: map[*suite.Scenario][]*listedUser{},
	}
	s.free = sync.NewCond(&s.mu)
	for _, key := range on.Offered() {
		s.offered[key] = true
	}
	for _, listed := range given.Orgs {
		org := &listedOrg{Org: listed}
		for _, app := range listed.Apps {
			org.apps = append(org.apps, &listedApp{App: app})
		}
		for _, user := range listed.Users {
			org.users = append(org.users, &listedUser{User: user})
		}
		s.orgs = append(s.orgs, org)
	}
	return s
}

// Parties returns the parties of a scenario in a round, counted from 1. The scenario
// has been assigned and has no shortfall.
func (s *Inventory) Parties(sc *suite.Scenario, round int) *plan.Parties {
	return s.assignments[sc][round-1].parties
}

// Site returns the first site that the target file lists, empty for none.
func (s *Inventory) Site() string {
	if len(s.orgs) == 0 {
		return ""
	}
	return s.orgs[0].Site
}

// Says returns what the target file says of an org and one of its apps, each by its name: the value of a setting in YAML, with
// the items of a list of scopes in order; "" if it says nothing.
func (s *Inventory) Says(org, app string) func(key string) string {
	return func(key string) string {
		setting, _ := settings.Lookup(key)
		for _, listed := range s.orgs {
			if listed.Name != org {
				continue
			}
			if setting.Level.OnOrg() && listed.Says(key) {
				return listed.Settings.Effective(key).YAML()
			}
			for _, of := range listed.apps {
				if of.Name == app && !setting.Level.OnOrg() && of.Says(key) {
					return inOrder(key, of.Settings.Effective(key)).YAML()
				}
			}
		}
		return ""
	}
}

func inOrder(key string, value settings.Value) settings.Value {
	if key != settings.AppScopes {
		return value
	}
	return settings.List(slices.Sorted(slices.Values(value.Items()))...)
}

// MostFailed is the largest number of logins that may fail for one user.
func (s *Inventory) MostFailed() int {
	most := 0
	for _, org := range s.orgs {
		for _, user := range org.users {
			most = max(most, user.failed)
		}
	}
	return most
}
