package runner

import (
	"cmp"
	"maps"
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps"
)

// casting looks for the parties of one scenario among what stands: for every
// role an org, then the apps in these orgs, then the users.
type casting struct {
	on   *standing
	need *steps.Need

	orgRoles, appRoles, userRoles []steps.Role

	orgs  map[steps.Role]*standingOrg
	apps  map[steps.Role]*standingApp
	users map[steps.Role]*standingUser

	tries int
	depth int // how many roles were filled when the gap was met
	gap   *gap
}

// maxTries bounds the search. It is far more than lists that people write need;
// a scenario for which it does not suffice is not run.
const maxTries = 20_000

// cast finds the parties of a scenario, or says what is missing for it.
func (s *standing) cast(need *steps.Need) (*standingCast, *gap) {
	c := &casting{
		on: s, need: need, depth: -1,
		orgs: map[steps.Role]*standingOrg{}, apps: map[steps.Role]*standingApp{}, users: map[steps.Role]*standingUser{},
		orgRoles: inRoleOrder(need.Orgs), appRoles: inRoleOrder(need.Apps), userRoles: inRoleOrder(need.Users),
	}
	if !c.castOrgs(0) {
		return nil, c.gap
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
func (c *casting) lack(g *gap) bool {
	if depth := len(c.orgs) + len(c.apps) + len(c.users); depth > c.depth {
		c.depth, c.gap = depth, g
	}
	return false
}

func (c *casting) castOrgs(from int) bool {
	if from == len(c.orgRoles) {
		return c.castApps(0)
	}
	role := c.orgRoles[from]
	want := wanted(c.need, c.on.offered, c.need.Orgs[role].Settings, true)
	for _, org := range c.on.orgs {
		if c.tries++; c.tries > maxTries || len(departs(c.need, want, org.Settings)) > 0 || c.taken(role, org) {
			continue
		}
		c.orgs[role] = org
		if c.castOrgs(from + 1) {
			return true
		}
		delete(c.orgs, role)
	}
	return c.lack(c.orgGap(role, want))
}

// taken reports whether an org plays a part that must be another's: two orgs of
// a scenario that have the same settings may be one, but for the other org.
func (c *casting) taken(role steps.Role, org *standingOrg) bool {
	for other, in := range c.orgs {
		if in == org && (role == steps.AnotherOrg || other == steps.AnotherOrg) {
			return true
		}
	}
	return false
}

func (c *casting) castApps(from int) bool {
	if from == len(c.appRoles) {
		return c.castUsers(0)
	}
	role := c.appRoles[from]
	org := c.orgs[c.need.Apps[role].Org]
	want := wanted(c.need, c.on.offered, c.need.Apps[role].Settings, false)
	for _, app := range org.apps {
		if c.tries++; c.tries > maxTries || !c.fits(role, want, app) {
			continue
		}
		c.apps[role] = app
		if c.castApps(from + 1) {
			return true
		}
		delete(c.apps, role)
	}
	return c.lack(c.appGap(role, org, want))
}

// fits reports whether an app can play a role beside those that are cast.
func (c *casting) fits(role steps.Role, want settings.Values, app *standingApp) bool {
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

func (c *casting) castUsers(from int) bool {
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
		if c.castUsers(from + 1) {
			return true
		}
		delete(c.users, role)
	}
	return c.lack(c.userGap(role, org, spent))
}

// inTurn orders users so that failed logins fill one user after the other, and
// everything else is shared out.
func (c *casting) inTurn(users []*standingUser) []*standingUser {
	if c.need.FailedLogins > 0 {
		return users
	}
	return slices.SortedStableFunc(slices.Values(users), func(a, b *standingUser) int { return cmp.Compare(a.uses, b.uses) })
}

// result puts the parties into the form that a stage is set from.
func (c *casting) result() *standingCast {
	out := &standingCast{plan: &castPlan{
		orgs: map[steps.Role]*orgPlan{}, apps: map[steps.Role]*appPlan{}, users: map[steps.Role]*userPlan{},
	}}
	for role, org := range c.orgs {
		out.plan.orgs[role] = &orgPlan{org: org.View()}
	}
	for role, app := range c.apps {
		out.plan.apps[role] = &appPlan{app: app.View()}
		out.apps = append(out.apps, app)
	}
	for role, user := range c.users {
		plan := &userPlan{user: user.View(&c.orgs[c.need.Users[role].Org].Org)}
		plan.spec.Password = user.Password
		out.plan.users[role] = plan
		out.users = append(out.users, user)
	}
	return out
}
