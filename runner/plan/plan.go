package plan

import (
	"fmt"
	"maps"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
)

// Plan is everything that a target is asked to prepare, each thing once:
// scenarios that need the same app share it.
type Plan struct {
	Orgs        []*Org
	Assignments map[*suite.Scenario]*Assignment
	Home        *Org // on a target with a single org, that org; its states are orgs

	offered map[string]bool // keys of the settings that the target offers
}

// All returns every org in which something is made.
func (p *Plan) All() []*Org {
	if p.Home != nil {
		return []*Org{p.Home}
	}
	return p.Orgs
}

// Org is an org with the apps and users in it. On a target with a single
// org it is one state of that org, and all apps and users are in the plan's home.
type Org struct {
	Settings settings.Values
	Apps     []*App
	users    []*User

	Org provisioning.Org // once it is prepared
	err error            // why it could not be
}

type App struct {
	Spec provisioning.AppSpec
	App  provisioning.App
}

type User struct {
	Spec     provisioning.UserSpec
	approved []*App
	User     provisioning.User
}

// Assignment says who plays the roles of a scenario.
type Assignment struct {
	Orgs  map[steps.Role]*Org
	Apps  map[steps.Role]*App
	Users map[steps.Role]*User
}

// Planner makes a plan for a target with some capabilities.
type Planner struct {
	run    string // the run's id, part of every name
	Plan   *Plan
	orgs   map[string]*Org
	apps   map[string]*App
	people int
	secret func() string
}

func NewPlanner(offered []string, orgs provisioning.Orgs, run string, secret func() string) *Planner {
	p := &Planner{
		run: run, secret: secret,
		Plan: &Plan{Assignments: map[*suite.Scenario]*Assignment{}, offered: map[string]bool{}}, orgs: map[string]*Org{}, apps: map[string]*App{},
	}
	for _, key := range offered {
		p.Plan.offered[key] = true
	}
	if orgs == provisioning.OneOrg {
		p.Plan.Home = &Org{}
	}
	return p
}

// Add plans what a scenario needs.
func (p *Planner) Add(sc *suite.Scenario) {
	cast := &Assignment{
		Orgs: map[steps.Role]*Org{}, Apps: map[steps.Role]*App{}, Users: map[steps.Role]*User{},
	}
	for _, role := range slices.Sorted(maps.Keys(sc.Need.Orgs)) {
		cast.Orgs[role] = p.org(sc, role, sc.Need.Orgs[role])
	}
	for _, role := range slices.Sorted(maps.Keys(sc.Need.Apps)) {
		cast.Apps[role] = p.app(sc, role, sc.Need.Apps[role], cast)
	}
	for _, role := range slices.Sorted(maps.Keys(sc.Need.Users)) {
		cast.Users[role] = p.user(sc.Need, sc.Need.Users[role], cast)
	}
	p.Plan.Assignments[sc] = cast
}

// org returns the org that scenarios with the same settings share, or one of
// the scenario's own where it changes the org.
func (p *Planner) org(sc *suite.Scenario, role steps.Role, need *steps.OrgNeed) *Org {
	want := p.offeredOnly(need.Settings)
	key := want.Canonical()
	if role == steps.AnotherOrg {
		key = "another " + key
	}
	if need.Own && p.Plan.Home == nil {
		key = sc.ID + " " + string(role)
	}
	if _, ok := p.orgs[key]; !ok {
		p.orgs[key] = &Org{Settings: want}
		p.Plan.Orgs = append(p.Plan.Orgs, p.orgs[key])
	}
	return p.orgs[key]
}

func (p *Planner) app(sc *suite.Scenario, role steps.Role, need *steps.AppNeed, cast *Assignment) *App {
	in := p.homeOf(cast.Orgs[need.Org])
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
		p.apps[key] = &App{Spec: provisioning.AppSpec{Name: name, Settings: want}}
		in.Apps = append(in.Apps, p.apps[key])
	}
	return p.apps[key]
}

// user returns a user of the scenario's own: a lock-out or a revocation of one
// must not reach the others.
func (p *Planner) user(need *steps.Need, user *steps.UserNeed, cast *Assignment) *User {
	p.people++
	out := &User{Spec: provisioning.UserSpec{
		Username: fmt.Sprintf("codecred-%s-%d@codecred.example", p.run, p.people),
		Password: user.Password + p.secret() + user.Password,
		State:    user.State,
	}}
	if user.Phone {
		out.Spec.Phone = fmt.Sprintf("+1555%07d", p.people)
	}
	for _, role := range slices.Sorted(maps.Keys(need.Apps)) {
		if app := cast.Apps[role]; need.Apps[role].Org == user.Org && user.Admits(role) && !slices.Contains(out.approved, app) {
			out.approved = append(out.approved, app)
		}
	}
	in := p.homeOf(cast.Orgs[user.Org])
	in.users = append(in.users, out)
	return out
}

// homeOf returns the org in which apps and users are made.
func (p *Planner) homeOf(org *Org) *Org {
	if p.Plan.Home != nil {
		return p.Plan.Home
	}
	return org
}

// offeredOnly leaves out what the target does not offer. Lines that name such a
// setting have made their scenario not applicable before.
func (p *Planner) offeredOnly(want settings.Values) settings.Values {
	out := settings.Values{}
	for key, value := range want {
		if p.Plan.offered[key] && !value.IsDefault() {
			out[key] = value
		}
	}
	return out
}

// Size counts what the plan makes.
func (p *Plan) Size() (orgs, apps, users int) {
	for _, org := range p.All() {
		apps += len(org.Apps)
		users += len(org.users)
	}
	if p.Home != nil {
		return 0, apps, users
	}
	return len(p.Orgs), apps, users
}
