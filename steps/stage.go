package steps

import (
	"context"
	"time"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/steps/combination"
)

// Stage is what stands before a scenario starts, and what can be changed while
// it runs.
type Stage struct {
	Orgs  map[Role]target.Org
	Apps  map[Role]App
	Users map[Role]User
	Paths map[string]string // below the site, by kind of request: "token request"
	Admin Admin
	// Enter returns when the org has the settings that it has on the stage; nil
	// where orgs are not shared in turns.
	Enter func(ctx context.Context, org target.Org) error

	// Touches are what the requests of the scenario have to do with, as planned.
	Touches Touches
	// ClientAddress is the address at which the target sees the harness.
	ClientAddress string
	// Trials are the combinations that the scenario tries; none for most.
	Trials []combination.Trial
}

// App is an app on the stage, with the role of the org that it is in.
type App struct {
	target.App
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
	target.User
	Password string
	Org      Role
}

// Admin changes what is on the stage, as an administrator would. A call returns
// when its change is in effect.
type Admin interface {
	ChangeOrg(ctx context.Context, org target.Org, change settings.Values) (target.Org, error)
	ChangeApp(ctx context.Context, org target.Org, app target.App, change settings.Values) (target.App, error)
	DeleteApp(ctx context.Context, org target.Org, app target.App) error
	ChangeUser(ctx context.Context, org target.Org, user target.User, change target.UserChange) (target.User, error)
	DeleteUser(ctx context.Context, org target.Org, user target.User) error
	// FindUser returns the users with that name: none or one.
	FindUser(ctx context.Context, org target.Org, username string) ([]target.User, error)
	// Outbox returns the messages sent to an exact address, newest first.
	Outbox(ctx context.Context, org target.Org, to string) ([]target.Message, error)
	AdvanceClock(ctx context.Context, org target.Org, by time.Duration) error
}
