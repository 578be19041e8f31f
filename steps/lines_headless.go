package steps

import (
	"context"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/phrase"
)

// headlessLines are the lines about registration, passwordless login and forgotten passwords. A
// flow that begins with one of them ends at the authorization endpoint, or with a new password,
// after the one-time password has arrived.
var headlessLines = []Definition{
	begin(`the app registers a new user`, flow.NewRegistration),
	begin(`the app starts a passwordless login`, flow.NewPasswordlessLogin),
	begin(`the app asks for a password reset`, flow.NewForgotPassword),
	holdOTP(`the app has registered a new user`, flow.NewRegistration),
	holdOTP(`the app has started a passwordless login`, flow.NewPasswordlessLogin),
	holdOTP(`the app has asked for a password reset`, flow.NewForgotPassword),
	varied(`the app asks for authorization by the one-time password`, flow.Authorization, func(_ []string, phrases phrase.List) Action {
		return Action{Run: func(ctx context.Context, w *World) error {
			if w.begun == nil {
				return errored("nothing waits for a one-time password: a line must begin it first")
			}
			return w.sendVaried(ctx, flow.NewCompletion(w.begun, w.wantsPKCE(w.begun.Parties.App)), phrases)
		}}
	}),
	varied(`the app sets a new password`, flow.PasswordReset, func(_ []string, phrases phrase.List) Action {
		return Action{
			Sends: flow.PasswordReset, Effect: need.Password,
			Plan: func(n *need.Need) error { n.GoThrough(flow.ForgotPassword); return nil },
			Run: func(ctx context.Context, w *World) error {
				if w.begun == nil {
					return errored("no password reset was asked for: a line must ask for it first")
				}
				return w.sendVaried(ctx, flow.NewPasswordReset(w.begun), phrases)
			},
		}
	}),
	check(`a one-time password is sent`, func(w *World, a *answer, _ []string) *Failure {
		if _, ok := a.request.(*flow.HeadlessRequest); !ok || a.reading.Outcome != flow.Accepted {
			return undecided(a, "an accepted request for a one-time password, which the check is about", "the %s got %s", a.request.Kind(), a.reading.Form)
		}
		if w.latestValue(flow.OneTimePassword) == "" {
			return broken(a, "a one-time password to be sent by "+channel(a.request), "the outbox has no new one")
		}
		return nil
	}),
	check(`the answer does not show the one-time password`, func(w *World, a *answer, _ []string) *Failure {
		otp := w.latestValue(flow.OneTimePassword)
		if otp == "" {
			return errored("there is no one-time password that an answer could show")
		}
		for _, place := range flow.PlacesOf(a.exchange.Response, otp) {
			return broken(a, "the one-time password nowhere but in the message", "it stands in the %s", place)
		}
		return nil
	}),
}

// begin makes the line that sends a headless request of the app.
func begin(expr string, usual func(app flow.Role) *flow.HeadlessRequest) Definition {
	return beginning(expr, usual, func(ctx context.Context, w *World, phrases phrase.List) error {
		return w.sendVaried(ctx, usual(flow.TheApp), phrases)
	})
}

// holdOTP makes the line after which the scenario has a one-time password.
func holdOTP(expr string, usual func(app flow.Role) *flow.HeadlessRequest) Definition {
	return beginning(expr, usual, func(ctx context.Context, w *World, phrases phrase.List) error {
		r, err := vary(usual(flow.TheApp), phrases)
		if err != nil {
			return err
		}
		if err := w.mustHold(ctx, r, "an answer that begins it"); err != nil {
			return err
		}
		if w.latestValue(flow.OneTimePassword) == "" {
			return undecided(w.last, "a one-time password, which the check rests on", "the outbox has none")
		}
		return nil
	})
}

// beginning makes a line that begins a headless flow.
func beginning(expr string, usual func(app flow.Role) *flow.HeadlessRequest,
	run func(ctx context.Context, w *World, phrases phrase.List) error,
) Definition {
	kind, effect := usual(flow.TheApp).Kind(), need.Message
	if kind == flow.Registration {
		effect = need.NewUser
	}
	return varied(expr, kind, func(_ []string, phrases phrase.List) Action {
		return Action{
			Sends: kind, Effect: effect,
			Plan: func(n *need.Need) error { n.GoThrough(kind); return nil },
			Run:  func(ctx context.Context, w *World) error { return run(ctx, w, phrases) },
		}
	})
}

// channel returns the way in which a request asks for a one-time password: email or sms.
func channel(r flow.Request) string {
	if headless, ok := r.(*flow.HeadlessRequest); ok {
		return headless.Channel()
	}
	return "email"
}
