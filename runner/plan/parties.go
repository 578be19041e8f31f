package plan

import (
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// Parties are the orgs, apps and users that have the roles of a scenario.
type Parties struct {
	Orgs  map[flow.Role]*Org
	Apps  map[flow.Role]*App
	Users map[flow.Role]*User
}

// NewParties returns parties in which no role is assigned yet.
func NewParties() *Parties {
	return &Parties{Orgs: map[flow.Role]*Org{}, Apps: map[flow.Role]*App{}, Users: map[flow.Role]*User{}}
}

// Environment returns the environment of a scenario with these parties. paths are those of the
// target's endpoints; admin changes the objects on the target. The error says why an org could not
// be prepared.
func (p *Parties) Environment(need *need.Need, paths flow.Endpoints, admin provisioning.Provisioner) (*steps.Environment, error) {
	env := &steps.Environment{
		Orgs: map[flow.Role]provisioning.Org{}, Apps: map[flow.Role]steps.App{}, Users: map[flow.Role]steps.User{},
		Endpoints: paths, Admin: admin, Trials: need.Trials, Touches: need.Touches,
	}
	for role, org := range p.Orgs {
		if org.err != nil {
			return nil, org.err
		}
		env.Orgs[role] = org.Made
	}
	for role, app := range p.Apps {
		if app.err != nil {
			return nil, app.err
		}
		env.Apps[role] = steps.App{App: app.Made, Org: need.Apps[role].Org}
	}
	for role, user := range p.Users {
		if user.err != nil {
			return nil, user.err
		}
		env.Users[role] = steps.User{User: user.Made, Password: user.Spec.Password, Org: need.Users[role].Org}
	}
	return env, nil
}

// Failed reports whether an org, an app or a user of the parties could not be prepared.
func (p *Parties) Failed() bool {
	for _, org := range p.Orgs {
		if org.err != nil {
			return true
		}
	}
	for _, app := range p.Apps {
		if app.err != nil {
			return true
		}
	}
	for _, user := range p.Users {
		if user.err != nil {
			return true
		}
	}
	return false
}
