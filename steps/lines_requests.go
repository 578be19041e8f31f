package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/phrase"
)

// requestLines are the lines that send something.
var requestLines = []Definition{
	varied(`(the app|another app|an app of another org) asks for authorization`, flow.Authorization,
		func(args []string, phrases phrase.List) Action {
			app := flow.RoleNamed(args[0])
			return Action{
				Plan: func(n *need.Need) error {
					if app == flow.TheApp {
						return nil
					}
					return n.WantApp(app)
				},
				Run: func(ctx context.Context, w *World) error {
					return w.sendVaried(ctx, w.usualAuthorization(app), phrases)
				},
			}
		}),
	varied(`the app holds an authorization code`, flow.Authorization, func(_ []string, phrases phrase.List) Action {
		return Action{Run: func(ctx context.Context, w *World) error {
			return w.mustHoldCode(ctx, w.usualAuthorization(flow.TheApp), phrases)
		}}
	}),
	varied(`the app (holds|gets new) tokens`, flow.Authorization, func(_ []string, phrases phrase.List) Action {
		return Action{Requests: 2, Run: func(ctx context.Context, w *World) error {
			if err := w.mustHoldCode(ctx, w.usualAuthorization(flow.TheApp), phrases); err != nil {
				return err
			}
			return w.mustHold(ctx, w.usualTokenRequest(), "tokens")
		}}
	}),
	varied(`the app exchanges the code`, flow.Token, func(_ []string, phrases phrase.List) Action {
		return Action{Run: func(ctx context.Context, w *World) error {
			if w.code == nil {
				return errored("there is no code to exchange: a line must get one first")
			}
			return w.sendVaried(ctx, w.usualTokenRequest(), phrases)
		}}
	}),
	varied(`the app refreshes its tokens`, flow.Refresh, func(_ []string, phrases phrase.List) Action {
		return Action{Run: func(ctx context.Context, w *World) error {
			if w.token == nil {
				return errored("there are no tokens to refresh: a line must get them first")
			}
			secret := w.Env.appHas(w.token.Parties.App, settings.RefreshSecret)
			return w.sendVaried(ctx, flow.NewRefresh(w.token, secret), phrases)
		}}
	}),
	bound(`the same request is sent again( with.*)?`, func(args []string) (Action, error) {
		phrases, err := phrase.ReadOpen(args[0])
		return Action{
			Effect: need.Reuse, Requests: 1, Repeats: true, Plan: phrases.Plan,
			Run: func(ctx context.Context, w *World) error {
				before, err := w.latest()
				if err != nil {
					return err
				}
				if err := w.sendVaried(ctx, before.request, phrases); err != nil {
					return err
				}
				if phrases.IsEmpty() {
					w.last.repeats = before
				}
				return nil
			},
		}, err
	}),
}

// usualAuthorization returns the authorization request that fits an app's settings.
func (w *World) usualAuthorization(app flow.Role) *flow.AuthorizationRequest {
	return flow.NewAuthorization(flow.PartiesOf(app), w.wantsPKCE(app))
}

// wantsPKCE reports whether the usual authorization request of an app has a code challenge.
func (w *World) wantsPKCE(app flow.Role) bool {
	of := w.Env.Apps[app]
	return flow.WantsChallenge(of.Settings, w.Env.Orgs[of.Org].Settings)
}

// usualTokenRequest returns the token request for the last code, with the secret if one is
// required.
func (w *World) usualTokenRequest() *flow.TokenRequest { return w.tokenRequestFor(w.code) }

func (w *World) tokenRequestFor(code *flow.AuthorizationRequest) *flow.TokenRequest {
	return flow.NewToken(code, w.Env.appHas(code.Parties.App, settings.WebServerSecret))
}

// mustHoldCode gets the code that a check needs.
func (w *World) mustHoldCode(ctx context.Context, usual flow.Request, by phrase.Variation) error {
	r, err := vary(usual, by)
	if err != nil {
		return err
	}
	return w.mustHold(ctx, r, "an authorization code")
}
