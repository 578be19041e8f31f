package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/combination"
)

// Stage is what stands before a scenario starts, and what can be changed while
// it runs.
type Stage struct {
	Orgs  map[Role]provisioning.Org
	Apps  map[Role]App
	Users map[Role]User
	Paths map[string]string // below the site, by kind of request: "token request"
	// Admin changes what is on the stage while the scenario runs.
	Admin provisioning.Provisioner
	// Enter returns when the org has the settings that it has on the stage; nil
	// where orgs are not shared in turns.
	Enter func(ctx context.Context, org provisioning.Org) error

	// Touches are what the requests of the scenario have to do with, as planned.
	Touches Touches
	// ClientAddress is the address at which the target sees the harness.
	ClientAddress string
	// Trials are the combinations that the scenario tries; none for most.
	Trials []combination.Trial
}

// App is an app on the stage, with the role of the org that it is in.
type App struct {
	provisioning.App
	Org Role
}

// callback returns the first Callback URL of the app.
func (a App) callback() string {
	urls := a.Settings.Effective(settings.CallbackURLs).Items()
	if len(urls) == 0 {
		return callback
	}
	return urls[0]
}

// User is a user on the stage, with the password that the target does not show.
type User struct {
	provisioning.User
	Password string
	Org      Role
}
