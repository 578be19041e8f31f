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
	"github.com/codecred/codecred/steps/need"
)

// Suggest says what is missing for the scenarios of a list that change nothing, in addition to what
// the target file lists. It serves the scenarios that demand most first, so its list is short, but
// it is not proven to be the shortest. Afterwards the inventory holds what was suggested, and must
// not be used for a run.
func (s *Inventory) Suggest(list []*suite.Scenario) *reports.Suggestion {
	list = slices.DeleteFunc(slices.Clone(list), func(sc *suite.Scenario) bool { return plan.ChangesTarget(sc.Need) })
	before := len(s.assignments)
	// An app that is added for one scenario may also be assigned to others, which then lack a user
	// there. So all scenarios are assigned again until nothing is missing.
	for again := true; again; {
		for _, sc := range byDemand(list) {
			s.assignOrAdd(sc)
		}
		s.clear()
		s.AssignAll(list, 1)
		again = slices.ContainsFunc(list, func(sc *suite.Scenario) bool { return s.shortfalls[sc] != nil && s.fill(s.shortfalls[sc]) })
	}
	return &reports.Suggestion{Orgs: s.missing(), Scenarios: len(s.assignments) - before, PasswordRule: plainRule}
}

// assignOrAdd assigns parties to a scenario, and adds what is missing for it.
func (s *Inventory) assignOrAdd(sc *suite.Scenario) {
	if s.assignments[sc] != nil {
		return
	}
	missing := s.assignOne(sc, 1)
	for missing != nil && s.fill(missing) {
		missing = s.assignOne(sc, 1)
	}
}

// clear removes the parties of every scenario.
func (s *Inventory) clear() {
	for sc, rounds := range s.assignments {
		for _, assigned := range rounds {
			assigned.count(sc, -1)
		}
	}
	clear(s.assignments)
	clear(s.shortfalls)
}

// missing lists the orgs that are missing, and those in which something is missing.
func (s *Inventory) missing() []reports.MissingOrg {
	var list []reports.MissingOrg
	for _, org := range s.orgs {
		if m := org.missing(); !m.Exists || len(m.Apps)+len(m.Users) > 0 {
			list = append(list, m)
		}
	}
	return list
}

func (o *listedOrg) missing() reports.MissingOrg {
	out := reports.MissingOrg{Name: o.Name, Exists: !o.suggested, Site: o.Site, Settings: brief(o.Settings)}
	for _, app := range o.apps {
		if app.suggested {
			out.Apps = append(out.Apps, reports.MissingApp{Name: app.Name, Settings: brief(app.Settings), Scenarios: app.uses})
		}
	}
	for _, user := range o.users {
		if user.suggested {
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

// maxSuggested limits the suggestions of each kind, so that the search ends.
const maxSuggested = 10_000

// fill adds what is missing. It returns false if no addition would help, or if too much was added
// already.
func (s *Inventory) fill(missing *shortfall) bool {
	switch {
	case missing.role.IsZero():
		return false
	case missing.org == nil:
		s.orgs = append(s.orgs, &listedOrg{suggested: true, Org: static.Org{
			Name: newName("org", s.orgs, func(o *listedOrg) string { return o.Name }), Settings: departures(missing.need), AtDefault: true,
		}})
		return len(s.orgs) < maxSuggested
	case missing.user == nil:
		name := newName("app", missing.org.apps, func(a *listedApp) string { return a.Name })
		missing.org.apps = append(missing.org.apps, &listedApp{suggested: true, App: static.App{
			Name: name, ClientSecret: name, Settings: departures(missing.need), AtDefault: true,
		}})
		return len(missing.org.apps) < maxSuggested
	default:
		missing.org.users = append(missing.org.users, s.newUser(missing))
		return len(missing.org.users) < maxSuggested
	}
}

func (s *Inventory) newUser(missing *shortfall) *listedUser {
	name := newName(missing.org.Name+"-user", missing.org.users, func(u *listedUser) string { return strings.TrimSuffix(u.Username, suggestedDomain) })
	return &listedUser{suggested: true, holds: missing.user.Password, User: static.User{
		Username: name + suggestedDomain, State: missing.user.State, AllApps: !missing.user.Unapproved && missing.user.Only.IsZero(), ApprovedApps: missing.approved,
	}}
}

// suggestedDomain is the domain in the names of suggested users.
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

// departures returns the settings that differ from their defaults.
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
func (c *matching) onlyApproved(need *need.User) []string {
	var out []string
	for role, in := range c.need.Apps {
		if in.Org == need.Org && !need.Unapproved && need.Only == role {
			out = append(out, c.apps[role].Name)
		}
	}
	return out
}
