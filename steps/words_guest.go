package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
)

// guestWords are the lines about somebody who has no account.
var guestWords = []Definition{
	{
		Expr:     line(`the app asks for authorization of a guest( with.*)?`),
		Requests: 1,
		Plan: func(n *Need, args []string) error {
			n.Flows = append(n.Flows, provisioning.Guest)
			return planPhrases(n, args[0], authorization)
		},
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.vary(ctx, newGuestAuthorization(w.wantsPKCE(TheApp)), args[0])
		},
	},
	{
		Expr:     line(`the app holds an authorization code of a guest( with.*)?`),
		Requests: 1,
		Plan: func(n *Need, args []string) error {
			n.Flows = append(n.Flows, provisioning.Guest)
			return planPhrases(n, args[0], authorization)
		},
		Run: func(ctx context.Context, w *World, args []string) error {
			r, err := vary(newGuestAuthorization(w.wantsPKCE(TheApp)), args[0])
			if err != nil {
				return err
			}
			return w.mustHold(ctx, r, "an authorization code")
		},
	},
	check(`the access token belongs to the guest`, func(w *World, a *answer, _ []string) *Failure {
		token, failure := w.jwt(a, "access")
		if failure != nil {
			return failure
		}
		return present(a, "claim of the access token", "sub", text(token.claims["sub"]), "uvid:"+w.uvid())
	}),
}
