package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/phrase"
)

// guestLines are the lines about somebody who has no account.
var guestLines = []Definition{
	varied(`the app asks for authorization of a guest`, flow.Authorization, func(_ []string, phrases phrase.List) Action {
		return Action{Plan: asGuest, Run: func(ctx context.Context, w *World) error {
			return w.sendVaried(ctx, flow.NewGuestAuthorization(w.wantsPKCE(flow.TheApp)), phrases)
		}}
	}),
	varied(`the app holds an authorization code of a guest`, flow.Authorization, func(_ []string, phrases phrase.List) Action {
		return Action{Plan: asGuest, Run: func(ctx context.Context, w *World) error {
			return w.mustHoldCode(ctx, flow.NewGuestAuthorization(w.wantsPKCE(flow.TheApp)), phrases)
		}}
	}),
	check(`the access token belongs to the guest`, func(w *World, a *answer, _ []string) *Failure {
		token, failure := w.jwt(a, "access")
		if failure != nil {
			return failure
		}
		return present(a, "claim of the access token", "sub", token.Text("sub"), "uvid:"+w.uvid())
	}),
}

// asGuest plans a scenario that goes through the flow of guests.
func asGuest(n *need.Need) error {
	n.Flows = append(n.Flows, provisioning.Guest)
	return nil
}
