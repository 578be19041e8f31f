package plan

import (
	"fmt"
	"maps"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// Planner makes a plan, scenario by scenario.
type Planner struct {
	Plan *Plan

	run      string          // part of every name
	orgs     map[string]*Org // by their settings, or by the scenario that has one of its own
	apps     map[string]*App // likewise
	users    int             // so far
	password func() string   // makes one that no other user has
}

// NewPlanner returns a planner for a target that offers some settings, by their keys,
// and one org or many. run becomes a part of every name; password makes a password.
func NewPlanner(offered []string, orgs provisioning.Orgs, run string, password func() string) *Planner {
	p := &Planner{
		run: run, password: password,
		Plan: &Plan{Parties: map[*suite.Scenario]*Parties{}, offered: map[string]bool{}}, orgs: map[string]*Org{}, apps: map[string]*App{},
	}
	for _, key := range offered {
		p.Plan.offered[key] = true
	}
	if orgs == provisioning.OneOrg {
		p.Plan.Single = &Org{}
	}
	return p
}

// Add plans what a scenario needs.
func (p *Planner) Add(sc *suite.Scenario) {
	parties := NewParties()
	for _, role := range slices.SortedFunc(maps.Keys(sc.Need.Orgs), flow.Role.Compare) {
		parties.Orgs[role] = p.org(sc, role, sc.Need.Orgs[role])
	}
	for _, role := range slices.SortedFunc(maps.Keys(sc.Need.Apps), flow.Role.Compare) {
		parties.Apps[role] = p.app(sc, role, sc.Need.Apps[role], parties)
	}
	for _, role := range slices.SortedFunc(maps.Keys(sc.Need.Users), flow.Role.Compare) {
		parties.Users[role] = p.user(sc.Need, sc.Need.Users[role], parties)
	}
	p.Plan.Parties[sc] = parties
}

// org returns the org that scenarios with the same settings share. A scenario that changes its org
// gets one that no other uses.
func (p *Planner) org(sc *suite.Scenario, role flow.Role, need *need.Org) *Org {
	want := p.offeredOnly(need.Settings)
	key := want.Canonical()
	if role == flow.AnotherOrg {
		key = "another " + key
	}
	if need.Own && p.Plan.Single == nil {
		key = sc.ID + " " + role.String()
	}
	if _, ok := p.orgs[key]; !ok {
		p.orgs[key] = &Org{Settings: want}
		p.Plan.Orgs = append(p.Plan.Orgs, p.orgs[key])
	}
	return p.orgs[key]
}

// app returns the app that scenarios with the same settings share. A scenario that changes its app
// gets one that no other uses.
func (p *Planner) app(sc *suite.Scenario, role flow.Role, need *need.App, parties *Parties) *App {
	in := p.holder(parties.Orgs[need.Org])
	want := p.offeredOnly(need.Settings)
	key := fmt.Sprintf("%p %s", in, want.Canonical())
	switch {
	case need.Own:
		key += " " + sc.ID
	case role == flow.AnotherApp:
		key += " another"
	}
	if _, ok := p.apps[key]; !ok {
		name := fmt.Sprintf("codecred-%s-app-%d", p.run, len(p.apps)+1)
		p.apps[key] = &App{Spec: provisioning.AppSpec{Name: name, Settings: want}}
		in.Apps = append(in.Apps, p.apps[key])
	}
	return p.apps[key]
}

// user returns a user for this scenario alone: when a scenario locks its user or revokes a token,
// no other scenario must notice.
func (p *Planner) user(need *need.Need, user *need.User, parties *Parties) *User {
	p.users++
	out := &User{Spec: provisioning.UserSpec{
		Username: fmt.Sprintf("codecred-%s-%d@codecred.example", p.run, p.users),
		Password: user.Password + p.password() + user.Password,
		State:    user.State,
	}}
	if user.Phone {
		out.Spec.Phone = fmt.Sprintf("+1555%07d", p.users)
	}
	for _, role := range slices.SortedFunc(maps.Keys(need.Apps), flow.Role.Compare) {
		if app := parties.Apps[role]; need.Apps[role].Org == user.Org && user.Admits(role) && !slices.Contains(out.approved, app) {
			out.approved = append(out.approved, app)
		}
	}
	in := p.holder(parties.Orgs[user.Org])
	in.users = append(in.users, out)
	return out
}

// holder returns the org in which the apps and users of an org are made.
func (p *Planner) holder(org *Org) *Org {
	if p.Plan.Single != nil {
		return p.Plan.Single
	}
	return org
}

// offeredOnly leaves out the settings that the target does not offer. A scenario that
// names one of these is not applicable, so it is not planned.
func (p *Planner) offeredOnly(want settings.Values) settings.Values {
	out := settings.Values{}
	for key, value := range want {
		if p.Plan.offered[key] && !value.IsDefault() {
			out[key] = value
		}
	}
	return out
}
