package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// Environment has the objects of a scenario on the target, and the provisioner that can change them
// while the scenario runs.
type Environment struct {
	Orgs      map[flow.Role]provisioning.Org
	Apps      map[flow.Role]App
	Users     map[flow.Role]User
	Endpoints flow.Endpoints
	// Admin changes these objects while the scenario runs.
	Admin provisioning.Provisioner
	// Enter returns when the org on the target has the settings of org; nil if scenarios do not
	// share an org.
	Enter func(ctx context.Context, org provisioning.Org) error

	// Touches says which settings the requests of the scenario may depend on, as planned.
	Touches need.Touches
	// ClientAddress is the IP address from which the target sees the requests of the harness.
	ClientAddress string
	// PlainHTTP lists the hosts beyond loopback that may be asked without TLS.
	PlainHTTP provisioning.PlainHTTP
	// Trials are the combinations that the scenario tries; none for most.
	Trials []combination.Trial
}

// App is an app of a scenario, with the role of the org that it is in.
type App struct {
	provisioning.App

	Org flow.Role
}

// callback returns the first Callback URL of the app.
func (a App) callback() string {
	urls := a.Settings.Effective(settings.CallbackURLs).Items()
	if len(urls) == 0 {
		return need.UsualCallback
	}
	return urls[0]
}

// User is a user of a scenario, with the password that the target does not show.
type User struct {
	provisioning.User

	Password string
	Org      flow.Role
}

// orgOf returns the role of the org whose site a request goes to.
func (e *Environment) orgOf(r flow.Request) flow.Role {
	if c := r.Common(); !c.At.IsZero() {
		return c.At
	}
	return e.Apps[r.Common().Parties.App].Org
}

// site returns the base URL of the app's org.
func (e *Environment) site(app flow.Role) string { return e.Orgs[e.Apps[app].Org].Site }

// appHas reports whether a setting of an app is on.
func (e *Environment) appHas(app flow.Role, key string) bool { return e.Apps[app].Settings.On(key) }
