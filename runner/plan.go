package runner

import (
	"fmt"
	"maps"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps"
)

// plan is everything that a target is asked to prepare, each thing once:
// scenarios that need the same app share it.
type plan struct {
	orgs  []*orgPlan
	casts map[*Scenario]*castPlan
	home  *orgPlan // on a target with a single org, that org; its states are orgs

	offered map[string]bool // keys of the settings that the target offers
}

// all returns every org in which something is made.
func (p *plan) all() []*orgPlan {
	if p.home != nil {
		return []*orgPlan{p.home}
	}
	return p.orgs
}

// orgPlan is an org with the apps and users in it. On a target with a single
// org it is one state of that org, and all apps and users are in the plan's home.
type orgPlan struct {
	settings settings.Values
	apps     []*appPlan
	users    []*userPlan

	org provisioning.Org // once it is prepared
	err error            // why it could not be
}

type appPlan struct {
	spec provisioning.AppSpec
	app  provisioning.App
}

type userPlan struct {
	spec     provisioning.UserSpec
	approved []*appPlan
	user     provisioning.User
}

// castPlan says who plays the roles of a scenario.
type castPlan struct {
	orgs  map[steps.Role]*orgPlan
	apps  map[steps.Role]*appPlan
	users map[steps.Role]*userPlan
}

// planner makes a plan for a target with some capabilities.
type planner struct {
	run    string // the run's id, part of every name
	plan   *plan
	orgs   map[string]*orgPlan
	apps   map[string]*appPlan
	people int
	secret func() string
}

func newPlanner(offered []string, orgs provisioning.Orgs, run string, secret func() string) *planner {
	p := &planner{
		run: run, secret: secret,
		plan: &plan{casts: map[*Scenario]*castPlan{}, offered: map[string]bool{}}, orgs: map[string]*orgPlan{}, apps: map[string]*appPlan{},
	}
	for _, key := range offered {
		p.plan.offered[key] = true
	}
	if orgs == provisioning.OneOrg {
		p.plan.home = &orgPlan{}
	}
	return p
}

// add plans what a scenario needs.
func (p *planner) add(sc *Scenario) {
	cast := &castPlan{
		orgs: map[steps.Role]*orgPlan{}, apps: map[steps.Role]*appPlan{}, users: map[steps.Role]*userPlan{},
	}
	for _, role := range slices.Sorted(maps.Keys(sc.Need.Orgs)) {
		cast.orgs[role] = p.org(sc, role, sc.Need.Orgs[role])
	}
	for _, role := range slices.Sorted(maps.Keys(sc.Need.Apps)) {
		cast.apps[role] = p.app(sc, role, sc.Need.Apps[role], cast)
	}
	for _, role := range slices.Sorted(maps.Keys(sc.Need.Users)) {
		cast.users[role] = p.user(sc.Need, sc.Need.Users[role], cast)
	}
	p.plan.casts[sc] = cast
}

// org returns the org that scenarios with the same settings share, or one of
// the scenario's own where it changes the org.
func (p *planner) org(sc *Scenario, role steps.Role, need *steps.OrgNeed) *orgPlan {
	want := p.offeredOnly(need.Settings)
	key := want.Canonical()
	if role == steps.AnotherOrg {
		key = "another " + key
	}
	if need.Own && p.plan.home == nil {
		key = sc.ID + " " + string(role)
	}
	if _, ok := p.orgs[key]; !ok {
		p.orgs[key] = &orgPlan{settings: want}
		p.plan.orgs = append(p.plan.orgs, p.orgs[key])
	}
	return p.orgs[key]
}

func (p *planner) app(sc *Scenario, role steps.Role, need *steps.AppNeed, cast *castPlan) *appPlan {
	in := p.homeOf(cast.orgs[need.Org])
	want := p.offeredOnly(need.Settings)
	key := fmt.Sprintf("%p %s", in, want.Canonical())
	switch {
	case need.Own:
		key += " " + sc.ID
	case role == steps.AnotherApp:
		key += " another"
	}
	if _, ok := p.apps[key]; !ok {
		name := fmt.Sprintf("codecred-%s-app-%d", p.run, len(p.apps)+1)
		p.apps[key] = &appPlan{spec: provisioning.AppSpec{Name: name, Settings: want}}
		in.apps = append(in.apps, p.apps[key])
	}
	return p.apps[key]
}

// user returns a user of the scenario's own: a lock-out or a revocation of one
// must not reach the others.
func (p *planner) user(need *steps.Need, user *steps.UserNeed, cast *castPlan) *userPlan {
	p.people++
	out := &userPlan{spec: provisioning.UserSpec{
		Username: fmt.Sprintf("codecred-%s-%d@codecred.example", p.run, p.people),
		Password: user.Password + p.secret() + user.Password,
		State:    user.State,
	}}
	if user.Phone {
		out.spec.Phone = fmt.Sprintf("+1555%07d", p.people)
	}
	for _, role := range slices.Sorted(maps.Keys(need.Apps)) {
		if app := cast.apps[role]; need.Apps[role].Org == user.Org && user.Admits(role) && !slices.Contains(out.approved, app) {
			out.approved = append(out.approved, app)
		}
	}
	in := p.homeOf(cast.orgs[user.Org])
	in.users = append(in.users, out)
	return out
}

// homeOf returns the org in which apps and users are made.
func (p *planner) homeOf(org *orgPlan) *orgPlan {
	if p.plan.home != nil {
		return p.plan.home
	}
	return org
}

// offeredOnly leaves out what the target does not offer. Lines that name such a
// setting have made their scenario not applicable before.
func (p *planner) offeredOnly(want settings.Values) settings.Values {
	out := settings.Values{}
	for key, value := range want {
		if p.plan.offered[key] && !value.IsDefault() {
			out[key] = value
		}
	}
	return out
}

// size counts what the plan makes.
func (p *plan) size() (orgs, apps, users int) {
	for _, org := range p.all() {
		apps += len(org.apps)
		users += len(org.users)
	}
	if p.home != nil {
		return 0, apps, users
	}
	return len(p.orgs), apps, users
}
