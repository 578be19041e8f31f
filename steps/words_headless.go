package steps

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
)

// headlessWords are the lines about registration, passwordless login and
// forgotten passwords. What one of them begins ends at the authorization
// endpoint, or with a new password, once the one-time password is there.
var headlessWords = []Definition{
	begin(`the app registers a new user`, registration),
	begin(`the app starts a passwordless login`, passwordlessLogin),
	begin(`the app asks for a password reset`, forgotPassword),
	holdOTP(`the app has registered a new user`, registration),
	holdOTP(`the app has started a passwordless login`, passwordlessLogin),
	holdOTP(`the app has asked for a password reset`, forgotPassword),
	{
		Expr:     line(`the app asks for authorization by the one-time password( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], authorization) },
		Run: func(ctx context.Context, w *World, args []string) error {
			if w.begun == nil {
				return errored("nothing waits for a one-time password: a line must begin it first")
			}
			return w.vary(ctx, endOf(w.begun, w.wantsPKCE(w.begun.cast.app)), args[0])
		},
	},
	{
		Expr:     line(`the app sets a new password( with.*)?`),
		Requests: 1,
		Sends:    passwordReset,
		Effect:   effectPassword,
		Plan: func(n *Need, args []string) error {
			n.goThrough(forgotPassword)
			return planPhrases(n, args[0], passwordReset)
		},
		Run: func(ctx context.Context, w *World, args []string) error {
			if w.begun == nil {
				return errored("no password reset was asked for: a line must ask for it first")
			}
			return w.vary(ctx, newPasswordReset(w.begun), args[0])
		},
	},
	check(`a one-time password is sent`, func(w *World, a *answer, _ []string) *Failure {
		if w.given["one-time password"] == "" {
			return broken(a, "a one-time password to be sent by "+a.request.channel(), "the outbox has none")
		}
		return nil
	}),
	check(`the answer does not show the one-time password`, func(w *World, a *answer, _ []string) *Failure {
		otp := w.given["one-time password"]
		if otp == "" {
			return errored("there is no one-time password that an answer could show")
		}
		for _, place := range repeats(a, otp) {
			return broken(a, "the one-time password nowhere but in the message", "it stands in the %s", place)
		}
		return nil
	}),
}

// begin makes the line that sends a headless request.
func begin(expr string, k kind) Definition {
	effect := effectMessage
	if k == registration {
		effect = effectNewUser
	}
	return Definition{
		Expr:     line(expr + `( with.*)?`),
		Requests: 1,
		Sends:    k,
		Effect:   effect,
		Plan: func(n *Need, args []string) error {
			n.goThrough(k)
			return planPhrases(n, args[0], k)
		},
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.vary(ctx, beginnings[k](TheApp), args[0])
		},
	}
}

// holdOTP makes the line after which a one-time password is there.
func holdOTP(expr string, k kind) Definition {
	out := begin(expr, k)
	out.Run = func(ctx context.Context, w *World, args []string) error {
		r, err := vary(beginnings[k](TheApp), args[0])
		if err != nil {
			return err
		}
		if err := w.mustHold(ctx, r, "an answer that begins it"); err != nil {
			return err
		}
		if w.given["one-time password"] == "" {
			return undecided(w.last, "a one-time password, which the check rests on", "the outbox has none")
		}
		return nil
	}
	return out
}

var beginnings = map[kind]func(Role) *request{
	registration: newRegistration, passwordlessLogin: newPasswordlessLogin, forgotPassword: newForgotPassword,
}

// goThrough notes the flow that a kind of request belongs to.
func (n *Need) goThrough(k kind) {
	flows := map[kind]string{
		registration: provisioning.UserRegistration, passwordlessLogin: provisioning.PasswordlessLogin, forgotPassword: provisioning.ForgotPassword,
	}
	n.Flows, n.Outbox = append(n.Flows, flows[k]), true
}
