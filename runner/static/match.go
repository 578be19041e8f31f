package static

import (
	"cmp"
	"maps"
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// matching is a search, by backtracking, for the parties of one scenario: for every
// role an org, then the apps in these orgs, then the users.
type matching struct {
	on   *Inventory
	need *need.Need

	orgRoles, appRoles, userRoles []flow.Role

	orgs  map[flow.Role]*listedOrg
	apps  map[flow.Role]*listedApp
	users map[flow.Role]*listedUser

	tries     int
	depth     int // how many roles were filled when the shortfall was found
	shortfall *shortfall
}

// maxTries limits the search. It is far more than lists written by people need. A scenario that
// needs more tries does not run.
const maxTries = 20_000

// find finds the parties of a scenario, or says what is missing for it.
func (s *Inventory) find(need *need.Need) (*assignment, *shortfall) {
	c := &matching{
		on: s, need: need, depth: -1,
		orgs: map[flow.Role]*listedOrg{}, apps: map[flow.Role]*listedApp{}, users: map[flow.Role]*listedUser{},
		orgRoles: inRoleOrder(need.Orgs), appRoles: inRoleOrder(need.Apps), userRoles: inRoleOrder(need.Users),
	}
	if !c.matchOrgs(0) {
		return nil, c.shortfall
	}
	return c.result(), nil
}

// inRoleOrder puts "the app" before "another app", and both before the twins:
// their names are longer.
func inRoleOrder[T any](roles map[flow.Role]T) []flow.Role {
	return slices.SortedFunc(maps.Keys(roles), func(a, b flow.Role) int {
		return cmp.Or(cmp.Compare(len(a.String()), len(b.String())), a.Compare(b))
	})
}

// lack keeps the shortfall that was found with the most roles filled, because it needs the fewest
// additions. It returns false, so that the search continues.
func (c *matching) lack(found *shortfall) bool {
	if depth := len(c.orgs) + len(c.apps) + len(c.users); depth > c.depth {
		c.depth, c.shortfall = depth, found
	}
	return false
}

func (c *matching) matchOrgs(from int) bool {
	if from == len(c.orgRoles) {
		return c.matchApps(0)
	}
	role := c.orgRoles[from]
	want := plan.Required(c.need, c.on.offered, c.need.Orgs[role].Settings, true)
	for _, org := range c.on.orgs {
		if c.tries++; c.tries > maxTries || len(c.lacksOfOrg(want, org)) > 0 || c.taken(role, org) {
			continue
		}
		c.orgs[role] = org
		if c.matchOrgs(from + 1) {
			return true
		}
		delete(c.orgs, role)
	}
	return c.lack(c.orgShortfall(role, want))
}

// taken reports whether an org already has a role that excludes another role. One org may have
// several roles of a scenario that ask for the same settings, but "another org" is always one of
// its own.
func (c *matching) taken(role flow.Role, org *listedOrg) bool {
	for other, in := range c.orgs {
		if in == org && (role == flow.AnotherOrg || other == flow.AnotherOrg) {
			return true
		}
	}
	return false
}

func (c *matching) matchApps(from int) bool {
	if from == len(c.appRoles) {
		return c.matchUsers(0)
	}
	role := c.appRoles[from]
	org := c.orgs[c.need.Apps[role].Org]
	want := plan.Required(c.need, c.on.offered, c.need.Apps[role].Settings, false)
	for _, app := range org.apps {
		if c.tries++; c.tries > maxTries || !c.fits(role, want, app) {
			continue
		}
		c.apps[role] = app
		if c.matchApps(from + 1) {
			return true
		}
		delete(c.apps, role)
	}
	return c.lack(c.appShortfall(role, org, want))
}

// asked returns the settings of an app as the scenario asks for them, those on which it does not
// depend among them.
func (c *matching) asked(role flow.Role) settings.Values {
	out := settings.Values{}
	for _, s := range settings.All() {
		if !s.Level.OnOrg() && c.on.offered[s.Key] {
			out[s.Key] = c.need.Apps[role].Settings.Effective(s.Key)
		}
	}
	return out
}

// fits reports whether an app can have a role, in addition to the apps that already have roles.
func (c *matching) fits(role flow.Role, want settings.Values, app *listedApp) bool {
	if len(c.lacksOfApp(want, c.need.Apps[role].Settings, app)) > 0 {
		return false
	}
	for other, in := range c.apps {
		if in == app && (role == flow.AnotherApp || other == flow.AnotherApp) {
			return false
		}
	}
	return true
}

func (c *matching) matchUsers(from int) bool {
	if from == len(c.userRoles) {
		return true
	}
	role := c.userRoles[from]
	org := c.orgs[c.need.Users[role].Org]
	exhausted := 0
	for _, user := range c.inTurn(org.users) {
		if c.tries++; c.tries > maxTries || !c.suits(role, user) {
			continue
		}
		if user.failed+c.need.FailedLogins > c.on.limit {
			exhausted++
			continue
		}
		c.users[role] = user
		if c.matchUsers(from + 1) {
			return true
		}
		delete(c.users, role)
	}
	return c.lack(c.userShortfall(role, org, exhausted))
}

// inTurn orders users so that the failed logins of one user are used up before those
// of the next. Scenarios without failed logins take the user with the fewest uses.
func (c *matching) inTurn(users []*listedUser) []*listedUser {
	if c.need.FailedLogins > 0 {
		return users
	}
	return slices.SortedStableFunc(slices.Values(users), func(a, b *listedUser) int { return cmp.Compare(a.uses, b.uses) })
}

// result returns what was found as the parties of a plan.
func (c *matching) result() *assignment {
	out := &assignment{parties: &plan.Parties{
		Orgs: map[flow.Role]*plan.Org{}, Apps: map[flow.Role]*plan.App{}, Users: map[flow.Role]*plan.User{},
	}}
	for role, org := range c.orgs {
		out.parties.Orgs[role] = &plan.Org{Made: viewOfOrg(org, !c.need.Touches[settings.Challenges])}
	}
	for role, app := range c.apps {
		out.parties.Apps[role] = &plan.App{Made: viewOfApp(app, !c.need.Touches[settings.Challenges])}
		out.apps = append(out.apps, app)
	}
	for role, user := range c.users {
		listed := &plan.User{Made: user.View(&c.orgs[c.need.Users[role].Org].Org)}
		listed.Spec.Password = user.Password
		out.parties.Users[role] = listed
		out.users = append(out.users, user)
	}
	return out
}
