package steps

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/codecred/codecred/fixtures/provisioning"
)

// changeWords are the lines in which an administrator changes something, or
// time passes.
var changeWords = []Definition{
	{
		Expr: line(`the administrator turns "([^"]+)" (on|off) for (the app|the org)`),
		Plan: func(n *Need, args []string) error { return planChange(n, args[2], args[0], args[1]) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.change(ctx, args[2], args[0], args[1])
		},
	},
	{
		Expr: line(`the administrator sets "([^"]+)" to "([^"]*)" for (the app|the org)`),
		Plan: func(n *Need, args []string) error { return planChange(n, args[2], args[0], args[1]) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.change(ctx, args[2], args[0], args[1])
		},
	},
	{
		Expr: line(`the administrator sets "([^"]+)" to (?:"([^"]*)" and )?codecred's own address for (the app|the org)`),
		Plan: func(n *Need, args []string) error { return planChange(n, args[2], args[0], args[1]+" "+ownRange) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.change(ctx, args[2], args[0], args[1]+" "+ownRange)
		},
	},
	{
		Expr:   line(`the administrator (freezes|unfreezes) the user`),
		Effect: effectState,
		Plan:   alterUser,
		Run: func(ctx context.Context, w *World, args []string) error {
			state := map[string]provisioning.UserState{"freezes": provisioning.Frozen, "unfreezes": provisioning.Active}[args[0]]
			return w.changeUser(ctx, provisioning.UserChange{State: &state})
		},
	},
	{
		Expr:   line(`the administrator withdraws the user's approval`),
		Effect: effectApproval,
		Plan:   alterUser,
		Run: func(ctx context.Context, w *World, _ []string) error {
			return w.changeUser(ctx, provisioning.UserChange{ApprovedApps: &[]string{}})
		},
	},
	{
		Expr:   line(`the administrator gives the user another password`),
		Effect: effectPassword,
		Plan:   alterUser,
		Run: func(ctx context.Context, w *World, _ []string) error {
			password := w.newPassword()
			if err := w.changeUser(ctx, provisioning.UserChange{Password: &password}); err != nil {
				return err
			}
			w.setPassword(password)
			return nil
		},
	},
	{
		Expr:   line(`the administrator deletes the user`),
		Effect: effectNoUser,
		Plan:   alterUser,
		Run: func(ctx context.Context, w *World, _ []string) error {
			user := w.Stage.Users[TheUser]
			if err := w.Stage.Admin.DeleteUser(ctx, w.Stage.Orgs[user.Org].ID, user.ID); err != nil {
				return errored("the user could not be deleted: %v", err)
			}
			return nil
		},
	},
	{
		Expr:   line(`the administrator deletes the app`),
		Effect: effectNoApp,
		Plan:   func(n *Need, _ []string) error { n.Apps[TheApp].Own = true; return nil },
		Run: func(ctx context.Context, w *World, _ []string) error {
			app := w.Stage.Apps[TheApp]
			if err := w.Stage.Admin.DeleteApp(ctx, w.Stage.Orgs[app.Org].ID, app.ID); err != nil {
				return errored("the app could not be deleted: %v", err)
			}
			return nil
		},
	},
	{
		Expr: line(`(\d+) (second|minute|hour|day)s? pass(?:es)?`),
		Plan: func(n *Need, args []string) error {
			n.Clock, n.Orgs[TheOrg].Own = true, true
			if passed(args) <= 0 || passed(args) > 1000*24*time.Hour {
				return fmt.Errorf("%s %ss cannot pass", args[0], args[1])
			}
			return nil
		},
		Run: func(ctx context.Context, w *World, args []string) error {
			if _, err := w.Stage.Admin.AdvanceClock(ctx, w.Stage.Orgs[TheOrg].ID, passed(args)); err != nil {
				return errored("the clock could not be moved: %v", err)
			}
			return nil
		},
	},
}

// passed reads a number and a unit as a length of time.
func passed(args []string) time.Duration {
	units := map[string]time.Duration{"second": time.Second, "minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}
	n, err := strconv.Atoi(args[0])
	if err != nil || n > 1_000_000 {
		return 0
	}
	return time.Duration(n) * units[args[1]]
}

func (w *World) changeUser(ctx context.Context, change provisioning.UserChange) error {
	user := w.Stage.Users[TheUser]
	changed, err := w.Stage.Admin.ChangeUser(ctx, w.Stage.Orgs[user.Org].ID, user.ID, change)
	if err != nil {
		return errored("the user could not be changed: %v", err)
	}
	user.User = changed
	w.Stage.Users[TheUser] = user
	return nil
}
