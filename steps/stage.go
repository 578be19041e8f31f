package steps

import (
	"context"
	"time"

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
	Admin Admin
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

// Admin changes what is on the stage, as an administrator would. A call returns
// when its change is in effect.
type Admin interface {
	ChangeOrg(ctx context.Context, org provisioning.Org, change settings.Values) (provisioning.Org, error)
	ChangeApp(ctx context.Context, org provisioning.Org, app provisioning.App, change settings.Values) (provisioning.App, error)
	DeleteApp(ctx context.Context, org provisioning.Org, app provisioning.App) error
	ChangeUser(ctx context.Context, org provisioning.Org, user provisioning.User, change provisioning.UserChange) (provisioning.User, error)
	DeleteUser(ctx context.Context, org provisioning.Org, user provisioning.User) error
	// FindUser returns the users with that name: none or one.
	FindUser(ctx context.Context, org provisioning.Org, username string) ([]provisioning.User, error)
	// Outbox returns the messages sent to an exact address, newest first.
	Outbox(ctx context.Context, org provisioning.Org, to string) ([]provisioning.Message, error)
	AdvanceClock(ctx context.Context, org provisioning.Org, by time.Duration) error
}
