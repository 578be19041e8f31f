package steps

import (
	"context"
	"fmt"

	"github.com/codecred/codecred/fixtures/settings"
)

const otherParties = `(another app|an app of another org)`

// partyWords are the lines in which another app uses what this one was given.
// The other app says who it is, and no more of the request is its own.
var partyWords = []Definition{
	use(otherParties+` exchanges the code`, tokenRequest),
	use(otherParties+` refreshes the tokens`, refresh),
	use(otherParties+` asks for the user's information`, userinfo),
	use(otherParties+` introspects the access token`, introspection),
}

// use makes the line in which a party sends a request of a kind with what the
// app was given.
func use(expr string, k kind) Definition {
	return Definition{
		Expr:     line(expr + `( with.*)?`),
		Requests: 1,
		Plan: func(n *Need, args []string) error {
			if err := planApp(n, args); err != nil {
				return err
			}
			return planPhrases(n, args[1], k)
		},
		Run: func(ctx context.Context, w *World, args []string) error {
			r, err := w.usualOf(k)
			if err != nil {
				return errored("%v", err)
			}
			return w.vary(ctx, w.sentBy(r, Role(args[0])), args[1])
		},
	}
}

// usualOf returns the usual request of a kind with what the app was given.
func (w *World) usualOf(k kind) (*request, error) {
	switch {
	case w.code == nil, k != tokenRequest && w.token == nil:
		return nil, fmt.Errorf("the app was given nothing that a %s could use: a line must get it first", k)
	case k == tokenRequest:
		return newTokenRequest(w.code, false), nil
	case k == refresh:
		return newRefresh(w.token, false), nil
	case k == introspection:
		return newIntrospection(w.token, tokenNames["access"]), nil
	default:
		return newUserinfo(w.token), nil
	}
}

// sentBy lets another app send a request, with its own secret where it needs one.
func (w *World) sentBy(r *request, app Role) *request {
	r.cast = cast{app: app, user: TheUser}
	if app == AppOfAnotherOrg {
		r.cast.user = UserOfAnotherOrg
	}
	secrets := map[kind]string{tokenRequest: settings.WebServerSecret, refresh: settings.RefreshSecret}
	if key, ok := secrets[r.kind]; ok {
		r.client.body = w.needsSecret(r.cast, key)
	}
	return r
}
