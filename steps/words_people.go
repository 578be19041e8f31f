package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
)

// peopleWords are the lines about who is admitted to an app.
var peopleWords = []Definition{
	{
		Expr: line(`the user is approved for another app alone`),
		Plan: func(n *Need, _ []string) error {
			n.Users[TheUser].Only = AnotherApp
			return planApp(n, []string{string(AnotherApp)})
		},
	},
	{
		Expr:   line(`the administrator approves the user for the app`),
		Effect: effectApproval,
		Plan:   alterUser,
		Run:    func(ctx context.Context, w *World, _ []string) error { return w.approve(ctx) },
	},
	{
		Expr:     line(`the same request is accepted once the administrator has approved the user for the app`),
		Effect:   effectApproval,
		Plan:     alterUser,
		Requests: 3,
		Sends:    sameRequest,
		Run: func(ctx context.Context, w *World, _ []string) error {
			if err := w.approve(ctx); err != nil {
				return err
			}
			return w.control(ctx, "", nil)
		},
	},
	{
		Expr:     line(`the same request is accepted once the administrator has unfrozen the user`),
		Effect:   effectState,
		Plan:     alterUser,
		Requests: 3,
		Sends:    sameRequest,
		Run: func(ctx context.Context, w *World, _ []string) error {
			active := provisioning.Active
			if err := w.changeUser(ctx, provisioning.UserChange{State: &active}); err != nil {
				return err
			}
			return w.control(ctx, "", nil)
		},
	},
}

// approve approves the user for the app, and for no other.
func (w *World) approve(ctx context.Context) error {
	return w.changeUser(ctx, provisioning.UserChange{ApprovedApps: &[]string{w.Stage.Apps[TheApp].ID}})
}
