package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// peopleLines are the lines about which users may log in to an app.
var peopleLines = []Definition{
	planned(`the user is approved for another app alone`, func(n *need.Need, _ []string) error {
		n.Users[flow.TheUser].Only = flow.AnotherApp
		n.Touches.Add(settings.Approvals)
		return n.WantApp(flow.AnotherApp)
	}),
	preparing(plain(`the administrator approves the user for the app`, alterUser(need.Approval, approve))),
	plain(`the same request is accepted once the administrator has approved the user for the app`, controlAfter(need.Approval, approve)),
	plain(`the same request is accepted once the administrator has unfrozen the user`, controlAfter(need.State,
		func(ctx context.Context, w *World) error {
			active := provisioning.Active
			return w.changeUser(ctx, provisioning.UserChange{State: &active})
		})),
}

// controlAfter makes the action that changes the user and then sends the control.
func controlAfter(effect need.Effect, change func(ctx context.Context, w *World) error) Action {
	a := alterUser(effect, func(ctx context.Context, w *World) error {
		if err := change(ctx, w); err != nil {
			return err
		}
		return w.control(ctx, unchanged, nil)
	})
	a.Requests, a.Repeats, a.Control = controlRequests, true, true
	return a
}

// approve approves the user for the app, and for no other.
func approve(ctx context.Context, w *World) error {
	return w.changeUser(ctx, provisioning.UserChange{ApprovedApps: &[]string{w.Env.Apps[flow.TheApp].ID}})
}
