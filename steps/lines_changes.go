package steps

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// changeLines are the lines in which an administrator changes something, or
// time passes.
var changeLines = []Definition{
	bound(`the administrator turns "([^"]+)" (on|off) for (the app|the org)`, bindChange),
	bound(`the administrator sets "([^"]+)" to "([^"]*)" for (the app|the org)`, bindChange),
	bound(`the administrator sets "([^"]+)" to (?:"([^"]*)" and )?codecred's own address for (the app|the org)`, func(args []string) (Action, error) {
		return bindChange([]string{args[0], args[1] + " " + string(flow.Of(flow.OwnAddress)), args[2]})
	}),
	bound(`the administrator (freezes|unfreezes) the user`, func(args []string) (Action, error) {
		state := map[string]provisioning.UserState{"freezes": provisioning.Frozen, "unfreezes": provisioning.Active}[args[0]]
		return alterUser(need.State, func(ctx context.Context, w *World) error {
			return w.changeUser(ctx, provisioning.UserChange{State: &state})
		}), nil
	}),
	plain(`the administrator withdraws the user's approval`, alterUser(need.Approval, func(ctx context.Context, w *World) error {
		return w.changeUser(ctx, provisioning.UserChange{ApprovedApps: &[]string{}})
	})),
	plain(`the administrator gives the user another password`, alterUser(need.Password, func(ctx context.Context, w *World) error {
		password := w.newPassword()
		if err := w.changeUser(ctx, provisioning.UserChange{Password: &password}); err != nil {
			return err
		}
		w.setPassword(password)
		return nil
	})),
	plain(`the administrator deletes the user`, alterUser(need.NoUser, func(ctx context.Context, w *World) error {
		user := w.Env.Users[flow.TheUser]
		if err := w.Env.Admin.DeleteUser(ctx, w.Env.Orgs[user.Org].ID, user.ID); err != nil {
			return errored("the user could not be deleted: %v", err)
		}
		return nil
	})),
	plain(`the administrator deletes the app`, Action{
		Effect: need.NoApp,
		Plan:   func(n *need.Need) error { n.Apps[flow.TheApp].Own = true; return nil },
		Run: func(ctx context.Context, w *World) error {
			app := w.Env.Apps[flow.TheApp]
			if err := w.Env.Admin.DeleteApp(ctx, w.Env.Orgs[app.Org].ID, app.ID); err != nil {
				return errored("the app could not be deleted: %v", err)
			}
			return nil
		},
	}),
	bound(`(\d+) (second|minute|hour|day)s? pass(?:es)?`, func(args []string) (Action, error) {
		passes := duration(args[0], args[1])
		if passes <= 0 || passes > 1000*24*time.Hour {
			return Action{}, fmt.Errorf("%s %ss cannot pass", args[0], args[1])
		}
		return Action{
			Plan: func(n *need.Need) error { n.AlterClock(); return nil },
			Run:  func(ctx context.Context, w *World) error { return w.advanceClock(ctx, passes) },
		}, nil
	}),
}

// alterUser makes the action in which the user is changed.
func alterUser(effect need.Effect, run func(ctx context.Context, w *World) error) Action {
	return Action{Effect: effect, Plan: func(n *need.Need) error { n.AlterUser(); return nil }, Run: run}
}

// duration reads a number and a unit; it returns 0 for a number that is too large.
func duration(number, unit string) time.Duration {
	units := map[string]time.Duration{"second": time.Second, "minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}
	n, err := strconv.Atoi(number)
	if err != nil || n > 1_000_000 {
		return 0
	}
	return time.Duration(n) * units[unit]
}

func (w *World) advanceClock(ctx context.Context, by time.Duration) error {
	if _, err := w.Env.Admin.AdvanceClock(ctx, w.Env.Orgs[flow.TheOrg].ID, by); err != nil {
		return errored("the clock could not be moved: %v", err)
	}
	return nil
}

func (w *World) changeUser(ctx context.Context, change provisioning.UserChange) error {
	user := w.Env.Users[flow.TheUser]
	changed, err := w.Env.Admin.ChangeUser(ctx, w.Env.Orgs[user.Org].ID, user.ID, change)
	if err != nil {
		return errored("the user could not be changed: %v", err)
	}
	user.User = changed
	w.Env.Users[flow.TheUser] = user
	return nil
}

// change is a setting of the app or the org that an administrator changes.
type change struct {
	object      flow.Role
	label, text string
	planned     settings.Values // with an example address in place of the harness's address
}

// readChange reads a label, a value and "the app" or "the org".
func readChange(args []string) (change, error) {
	c := change{object: flow.RoleNamed(args[2]), label: args[0], text: args[1]}
	var err error
	c.planned, err = settingOf(c.label, withExampleAddress(c.text))
	return c, err
}

// withExampleAddress replaces the harness's address, which is not known before the target is asked,
// by an example, so that the rest of a line can be checked.
func withExampleAddress(text string) string {
	return strings.ReplaceAll(text, string(flow.Of(flow.OwnAddress)), "192.0.2.1/32")
}

func bindChange(args []string) (Action, error) {
	c, err := readChange(args)
	return Action{Plan: c.plan, Run: c.run}, err
}

func (c change) plan(n *need.Need) error { return n.Alter(c.object, c.planned) }

func (c change) run(ctx context.Context, w *World) error {
	text, err := w.fill(flow.NewDiscovery(), flow.Template(c.text)) // for the usual parties
	if err != nil {
		return errored("%v", err)
	}
	values, err := settingOf(c.label, text)
	if err != nil {
		return errored("%v", err)
	}
	return w.changeSettings(ctx, c.object, values)
}

// changeSettings changes an org or an app of the scenario.
func (w *World) changeSettings(ctx context.Context, object flow.Role, change settings.Values) error {
	if org, ok := w.Env.Orgs[object]; ok {
		changed, err := w.Env.Admin.ChangeOrg(ctx, org.ID, change)
		if err != nil {
			return unset(err, object.String()+" could not be changed")
		}
		w.Env.Orgs[object] = changed
		return unset(provisioning.Overridden(change, changed.Settings), "")
	}
	app := w.Env.Apps[object]
	changed, err := w.Env.Admin.ChangeApp(ctx, w.Env.Orgs[app.Org].ID, app.ID, change)
	if err != nil {
		return unset(err, object.String()+" could not be changed")
	}
	changed.ClientSecret = app.ClientSecret // the secret that is known, and redacted in reports
	w.Env.Apps[object] = App{App: changed, Org: app.Org}
	return unset(provisioning.Overridden(change, changed.Settings), "")
}
