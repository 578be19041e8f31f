package static

import (
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
)

// Suggest says what is missing for scenarios that change nothing, on top of what
// the target file lists. It is found greedily, the scenarios that ask for most
// first: the list is short, but not proven to be the shortest. The inventory holds
// what is suggested afterwards and must not be used for a run.
func (s *Inventory) Suggest(list []*suite.Scenario) *reports.Suggestion {
	list = slices.DeleteFunc(slices.Clone(list), func(sc *suite.Scenario) bool { return plan.ChangesTarget(sc.Need) })
	before := len(s.Assignments)
	// What is added for one scenario may draw others to it, so that they miss each
	// other's users: the list is done when all are assigned anew and nothing is missing.
	for again := true; again; {
		for _, sc := range byDemand(list) {
			s.assignOrAdd(sc)
		}
		s.clear()
		s.AssignAll(list, 1)
		again = slices.ContainsFunc(list, func(sc *suite.Scenario) bool { return s.shortfalls[sc] != nil && s.close(s.shortfalls[sc]) })
	}
	return &reports.Suggestion{Orgs: s.missing(), Scenarios: len(s.Assignments) - before, PasswordRule: plainRule}
}

// assignOrAdd gives a scenario its parties and adds to the list what is missing for it.
func (s *Inventory) assignOrAdd(sc *suite.Scenario) {
	if s.Assignments[sc] != nil {
		return
	}
	missing := s.assignOne(sc, 1)
	for missing != nil && s.close(missing) {
		missing = s.assignOne(sc, 1)
	}
}

// clear takes the parties of every scenario away.
func (s *Inventory) clear() {
	for sc, casts := range s.Assignments {
		for _, cast := range casts {
			cast.count(sc, -1)
		}
	}
	clear(s.Assignments)
	clear(s.shortfalls)
}

// missing lists the orgs that are missing, and those in which something is.
func (s *Inventory) missing() []reports.MissingOrg {
	var list []reports.MissingOrg
	for _, org := range s.Orgs {
		if m := org.missing(); !m.Exists || len(m.Apps)+len(m.Users) > 0 {
			list = append(list, m)
		}
	}
	return list
}

func (o *listedOrg) missing() reports.MissingOrg {
	out := reports.MissingOrg{Name: o.Name, Exists: !o.wanted, Site: o.Site, Settings: brief(o.Settings)}
	for _, app := range o.apps {
		if app.wanted {
			out.Apps = append(out.Apps, reports.MissingApp{Name: app.Name, Settings: brief(app.Settings), Scenarios: app.uses})
		}
	}
	for _, user := range o.users {
		if user.wanted {
			out.Users = append(out.Users, reports.MissingUser{
				Username: user.Username, Password: user.holds, AllApps: user.AllApps, ApprovedApps: user.ApprovedApps,
				State: stateUnlessActive(user.State), Scenarios: user.uses,
			})
		}
	}
	return out
}

// stateUnlessActive returns a state as a target file has it: active users need none.
func stateUnlessActive(state provisioning.UserState) string {
	if state == provisioning.Active {
		return ""
	}
	return string(state)
}

// maxSuggested bounds what may be suggested, so that the search ends.
const maxSuggested = 10_000

// close adds to the list what makes up for a shortfall.
func (s *Inventory) close(g *shortfall) bool {
	switch {
	case g.role == "":
		return false
	case g.org == nil:
		s.Orgs = append(s.Orgs, &listedOrg{wanted: true, Org: static.Org{
			Name: newName("org", s.Orgs, func(o *listedOrg) string { return o.Name }), Settings: departures(g.need),
		}})
		return len(s.Orgs) < maxSuggested
	case g.user == nil:
		name := newName("app", g.org.apps, func(a *listedApp) string { return a.Name })
		g.org.apps = append(g.org.apps, &listedApp{wanted: true, App: static.App{
			Name: name, ClientSecret: name, Settings: departures(g.need),
		}})
		return len(g.org.apps) < maxSuggested
	default:
		g.org.users = append(g.org.users, s.newUser(g))
		return len(g.org.users) < maxSuggested
	}
}

func (s *Inventory) newUser(g *shortfall) *listedUser {
	name := newName(g.org.Name+"-user", g.org.users, func(u *listedUser) string { return strings.TrimSuffix(u.Username, suggestedDomain) })
	return &listedUser{wanted: true, holds: g.user.Password, User: static.User{
		Username: name + suggestedDomain, State: g.user.State, AllApps: !g.user.Unapproved && g.user.Only == "", ApprovedApps: g.approved,
	}}
}

// suggestedDomain is where the suggested users have their names.
const suggestedDomain = "@codecred.example"

// newName returns a name that nothing in a list has yet.
func newName[T any](kind string, list []T, nameOf func(T) string) string {
	for n := len(list) + 1; ; n++ {
		name := fmt.Sprintf("%s-%d", kind, n)
		if !slices.ContainsFunc(list, func(item T) bool { return nameOf(item) == name }) {
			return name
		}
	}
}

// departures leaves out the settings that are at their defaults.
func departures(of settings.Values) settings.Values {
	out := settings.Values{}
	for key, value := range of {
		if s, _ := settings.Lookup(key); !value.Equal(s.Default) {
			out[key] = value
		}
	}
	return out
}

// onlyApproved lists the apps that a user has to be approved for, where it is
// not all of them.
func (c *matching) onlyApproved(need *steps.UserNeed) []string {
	var out []string
	for role, in := range c.need.Apps {
		if in.Org == need.Org && !need.Unapproved && need.Only == role {
			out = append(out, c.apps[role].Name)
		}
	}
	return out
}
