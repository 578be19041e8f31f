package static

import (
	"cmp"
	"maps"
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps"
)

// matching looks for the parties of one scenario among what stands: for every
// role an org, then the apps in these orgs, then the users.
type matching struct {
	on   *Inventory
	need *steps.Need

	orgRoles, appRoles, userRoles []steps.Role

	orgs  map[steps.Role]*listedOrg
	apps  map[steps.Role]*listedApp
	users map[steps.Role]*listedUser

	tries     int
	depth     int // how many roles were filled when the gap was met
	shortfall *shortfall
}

// maxTries bounds the search. It is far more than lists that people write need;
// a scenario for which it does not suffice is not run.
const maxTries = 20_000

// find finds the parties of a scenario, or says what is missing for it.
func (s *Inventory) find(need *steps.Need) (*parties, *shortfall) {
	c := &matching{
		on: s, need: need, depth: -1,
		orgs: map[steps.Role]*listedOrg{}, apps: map[steps.Role]*listedApp{}, users: map[steps.Role]*listedUser{},
		orgRoles: inRoleOrder(need.Orgs), appRoles: inRoleOrder(need.Apps), userRoles: inRoleOrder(need.Users),
	}
	if !c.matchOrgs(0) {
		return nil, c.shortfall
	}
	return c.result(), nil
}

// inRoleOrder puts "the app" before "another app", and both before the twins:
// their names are longer.
func inRoleOrder[T any](roles map[steps.Role]T) []steps.Role {
	return slices.SortedFunc(maps.Keys(roles), func(a, b steps.Role) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
}

// lack keeps the gap that was met when most roles were filled: it is the one
// that is nearest to being closed.
func (c *matching) lack(g *shortfall) bool {
	if depth := len(c.orgs) + len(c.apps) + len(c.users); depth > c.depth {
		c.depth, c.shortfall = depth, g
	}
	return false
}

func (c *matching) matchOrgs(from int) bool {
	if from == len(c.orgRoles) {
		return c.matchApps(0)
	}
	role := c.orgRoles[from]
	want := plan.Required(c.need, c.on.offered, c.need.Orgs[role].Settings, true)
	for _, org := range c.on.Orgs {
		if c.tries++; c.tries > maxTries || len(departs(c.need, want, org.Settings)) > 0 || c.taken(role, org) {
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

// taken reports whether an org plays a part that must be another's: two orgs of
// a scenario that have the same settings may be one, but for the other org.
func (c *matching) taken(role steps.Role, org *listedOrg) bool {
	for other, in := range c.orgs {
		if in == org && (role == steps.AnotherOrg || other == steps.AnotherOrg) {
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

// fits reports whether an app can play a role beside those that are cast.
func (c *matching) fits(role steps.Role, want settings.Values, app *listedApp) bool {
	if len(departs(c.need, want, app.Settings)) > 0 || app.ClientSecret == "" && needsSecret(want) {
		return false
	}
	for other, in := range c.apps {
		if in == app && (role == steps.AnotherApp || other == steps.AnotherApp) {
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
	spent := 0
	for _, user := range c.inTurn(org.users) {
		if c.tries++; c.tries > maxTries || !c.suits(role, user) {
			continue
		}
		if user.failed+c.need.FailedLogins > c.on.limit {
			spent++
			continue
		}
		c.users[role] = user
		if c.matchUsers(from + 1) {
			return true
		}
		delete(c.users, role)
	}
	return c.lack(c.userShortfall(role, org, spent))
}

// inTurn orders users so that failed logins fill one user after the other, and
// everything else is shared out.
func (c *matching) inTurn(users []*listedUser) []*listedUser {
	if c.need.FailedLogins > 0 {
		return users
	}
	return slices.SortedStableFunc(slices.Values(users), func(a, b *listedUser) int { return cmp.Compare(a.uses, b.uses) })
}

// result puts the parties into the form that a stage is set from.
func (c *matching) result() *parties {
	out := &parties{Plan: &plan.Assignment{
		Orgs: map[steps.Role]*plan.Org{}, Apps: map[steps.Role]*plan.App{}, Users: map[steps.Role]*plan.User{},
	}}
	for role, org := range c.orgs {
		out.Plan.Orgs[role] = &plan.Org{Org: org.View()}
	}
	for role, app := range c.apps {
		out.Plan.Apps[role] = &plan.App{App: app.View()}
		out.apps = append(out.apps, app)
	}
	for role, user := range c.users {
		plan := &plan.User{User: user.View(&c.orgs[c.need.Users[role].Org].Org)}
		plan.Spec.Password = user.Password
		out.Plan.Users[role] = plan
		out.users = append(out.users, user)
	}
	return out
}
