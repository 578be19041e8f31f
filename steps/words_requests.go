package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/settings"
)

// requestWords are the lines that send something.
var requestWords = []Definition{
	{
		Expr:     line(`(the app|another app|an app of another org) asks for authorization( with.*)?`),
		Requests: 1,
		Plan: func(n *Need, args []string) error {
			if err := planApp(n, args); Role(args[0]) != TheApp && err != nil {
				return err
			}
			return planPhrases(n, args[1], authorization)
		},
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.vary(ctx, w.usualAuthorization(Role(args[0])), args[1])
		},
	},
	{
		Expr:     line(`the app holds an authorization code( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], authorization) },
		Run: func(ctx context.Context, w *World, args []string) error {
			r, err := vary(w.usualAuthorization(TheApp), args[0])
			if err != nil {
				return err
			}
			return w.mustHold(ctx, r, "an authorization code")
		},
	},
	{
		Expr:     line(`the app (holds|gets new) tokens( with.*)?`),
		Requests: 2,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[1], authorization) },
		Run: func(ctx context.Context, w *World, args []string) error {
			r, err := vary(w.usualAuthorization(TheApp), args[1])
			if err != nil {
				return err
			}
			if err := w.mustHold(ctx, r, "an authorization code"); err != nil {
				return err
			}
			return w.mustHold(ctx, w.usualTokenRequest(), "tokens")
		},
	},
	{
		Expr:     line(`the app exchanges the code( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], tokenRequest) },
		Run: func(ctx context.Context, w *World, args []string) error {
			if w.code == nil {
				return errored("there is no code to exchange: a line must get one first")
			}
			return w.vary(ctx, w.usualTokenRequest(), args[0])
		},
	},
	{
		Expr:     line(`the app refreshes its tokens( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], refresh) },
		Run: func(ctx context.Context, w *World, args []string) error {
			if w.token == nil {
				return errored("there are no tokens to refresh: a line must get them first")
			}
			return w.vary(ctx, newRefresh(w.token, w.needsSecret(w.token.cast, settings.RefreshSecret)), args[0])
		},
	},
	{
		Expr:     line(`the same request is sent again( with.*)?`),
		Effect:   effectReuse,
		Requests: 1,
		Sends:    sameRequest,
		Plan:     func(n *Need, args []string) error { return planSame(n, args[0]) },
		Run: func(ctx context.Context, w *World, args []string) error {
			if w.last == nil {
				return errored("no request was sent yet")
			}
			before := w.last
			if err := w.vary(ctx, before.request, args[0]); err != nil {
				return err
			}
			if args[0] == "" {
				w.last.request.repeats = before
			}
			return nil
		},
	},
}

// vary sends a request with the variations that the tail of a line names.
func (w *World) vary(ctx context.Context, usual *request, tail string) error {
	r, err := vary(usual, tail)
	if err != nil {
		return err
	}
	if r.renew && r.from != nil {
		if r.from, err = w.again(ctx, r.from, r.cast); err != nil {
			return err
		}
	}
	_, err = w.send(ctx, r)
	return err
}

// usualAuthorization is the authorization request that suits an app's settings:
// with a code challenge where one is required, and where no secret is: the
// article recommends it for public clients, RFC 9700, section 2.1.1, requires it.
func (w *World) usualAuthorization(app Role) *request {
	c := cast{app: app, user: TheUser}
	if app == AppOfAnotherOrg {
		c.user = UserOfAnotherOrg
	}
	return newAuthorization(c, w.wantsPKCE(app))
}

// wantsPKCE reports whether the usual authorization request of an app carries a
// code challenge.
func (w *World) wantsPKCE(app Role) bool {
	on := w.Stage.Apps[app]
	return on.Settings.On(settings.RequirePKCE) || w.Stage.Orgs[on.Org].Settings.On(settings.OrgRequirePKCE) ||
		!on.Settings.On(settings.WebServerSecret)
}

// usualTokenRequest exchanges the last code, with the secret where one is required.
func (w *World) usualTokenRequest() *request {
	return newTokenRequest(w.code, w.needsSecret(w.code.cast, settings.WebServerSecret))
}

func (w *World) needsSecret(c cast, key string) bool { return w.Stage.Apps[c.app].Settings.On(key) }

// mustHold sends a request that a check rests on. When it is not accepted the
// scenario decides nothing: another scenario has it for its subject.
func (w *World) mustHold(ctx context.Context, r *request, what string) error {
	a, err := w.send(ctx, r)
	if err != nil {
		return err
	}
	if a.reading.outcome != accepted {
		return undecided(a, "the app to get "+what+", which the check rests on", "the %s got %s", r.kind, a.reading.form)
	}
	return nil
}
