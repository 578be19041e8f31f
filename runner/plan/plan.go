package plan

import (
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/suite"
)

// Plan is everything that a target is asked to prepare. Scenarios that need the same app share it.
type Plan struct {
	Orgs    []*Org
	Parties map[*suite.Scenario]*Parties
	// Single is the org of a target with a single org; nil on other targets. It holds all apps and
	// users, and Orgs are the states that it takes. Its Made is the org as it was found, and Begins as it is when scenarios
	// start.
	Single *Org
	Begins provisioning.Org

	offered map[string]bool // keys of the settings that the target offers
}

// Org is an org with the apps and users in it.
type Org struct {
	Settings settings.Values
	Apps     []*App
	users    []*User

	Made provisioning.Org // once it is prepared
	err  error            // why it could not be prepared
}

// App is an app that is asked for and, once it is prepared, the app that was made.
type App struct {
	Spec provisioning.AppSpec
	Made provisioning.App
	err  error // why the target refused it
}

// User is a user who is asked for and, once prepared, the user who was made.
type User struct {
	Spec     provisioning.UserSpec
	approved []*App // for which the user is approved
	Made     provisioning.User
	err      error // why the target refused it
}

// All returns every org in which something is made.
func (p *Plan) All() []*Org {
	if p.Single != nil {
		return []*Org{p.Single}
	}
	return p.Orgs
}

// Size counts the orgs, apps and users that the plan makes.
func (p *Plan) Size() (orgs, apps, users int) {
	for _, org := range p.All() {
		apps += len(org.Apps)
		users += len(org.users)
	}
	if p.Single != nil {
		return 0, apps, users
	}
	return len(p.Orgs), apps, users
}
