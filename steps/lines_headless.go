package steps

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

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
	plain(`the same request is accepted once the one-time password has been used`, Action{
		Requests: controlRequests + 1, Repeats: true, Control: true,
		Run: func(ctx context.Context, w *World) error {
			probe, err := w.latest()
			if err != nil {
				return err
			}
			if w.begun == nil {
				return errored("nothing waits for a one-time password: a line must begin it first")
			}
			if err := w.mustHold(ctx, flow.NewCompletion(w.begun, w.wantsPKCE(w.begun.Parties.App)), "a code by the one-time password"); err != nil {
				return err
			}
			w.last = probe
			return w.control(ctx, unchanged, nil)
		},
	}),
	bound(`with a new one-time password, the right one is refused after (\d+) wrong ones`, func(args []string) (Action, error) {
		times, err := strconv.Atoi(args[0])
		return Action{
			Requests: times + 2, Repeats: true,
			Plan: func(n *need.Need) error { n.FailedLogins += times; return nil },
			Run:  func(ctx context.Context, w *World) error { return w.tryOneTimePasswords(ctx, times) },
		}, err
	}),
	plain(`the one-time password, if one is sent, logs nobody in as the user of these tokens`, Action{
		Requests: 2 + 2*2, Run: func(ctx context.Context, w *World) error { return w.checkNobodyElse(ctx) }, // each may be asked about at two endpoints
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

// tryOneTimePasswords sends the last request, which was accepted, with wrong one-time passwords and
// then with the right one. That it was accepted is the control of the refusals. A server that stops
// answering because there were too many limits the tries as well.
func (w *World) tryOneTimePasswords(ctx context.Context, times int) error {
	alone, err := w.latestOf(flow.Authorization)
	if err != nil {
		return err
	}
	begun, ok := alone.request.Common().From.(*flow.HeadlessRequest)
	if !ok || alone.reading.Outcome != flow.Accepted {
		return undecided(alone, "a request with a one-time password to be accepted when it is right", "the %s got %s", alone.request.Kind(), alone.reading.Form)
	}
	from, err := w.again(ctx, begun, begun.Parties)
	if err != nil {
		return err
	}
	right := alone.request.Clone()
	right.Common().From = from
	wrong, err := phrase.Read(" with a wrong one-time password", right.Kind())
	if err != nil {
		return errored("%v", err)
	}
	for tried := range times {
		r, err := vary(right, wrong)
		if err != nil {
			return err
		}
		if limited, err := w.guess(ctx, r, tried); limited || err != nil {
			return err
		}
	}
	a, err := w.send(ctx, right)
	if w.limits(times) {
		return nil
	}
	if err == nil && a.reading.Outcome != flow.Refused {
		return wrongOutcome(a, fmt.Sprintf("the right one-time password to be refused after %d wrong ones", times))
	}
	return err
}

// guess sends a request with a wrong one-time password, and reports whether the server has had enough of
// them. A first one that is too many has another reason.
func (w *World) guess(ctx context.Context, r flow.Request, tried int) (limited bool, err error) {
	a, err := w.send(ctx, r)
	switch {
	case tried > 0 && w.limits(tried):
		return true, nil
	case err != nil:
		return false, err
	case a.reading.Outcome != flow.Refused:
		return false, undecided(a, "a wrong one-time password to be refused", "it was %s: %s", a.reading.Outcome, a.reading.Form)
	default:
		return false, nil
	}
}

// limits reports whether the last answer says that there were too many requests, and notes it: RFC 6585,
// section 4.
func (w *World) limits(tried int) bool {
	last := w.Exchanges[len(w.Exchanges)-1]
	if last.Response == nil || last.Response.Status != http.StatusTooManyRequests {
		return false
	}
	w.note(fmt.Sprintf("after %d wrong one-time passwords the answer is 429", tried))
	return true
}

// checkNobodyElse uses the one-time password of a registration, if the registration was accepted and
// sent one. The tokens that it leads to, if any, must not be of the user of the tokens before.
func (w *World) checkNobodyElse(ctx context.Context) error {
	begun, err := w.latestOf(flow.Registration)
	if err != nil {
		return err
	}
	if f := mustBeAnswer(begun); f != nil {
		return f
	}
	if begun.reading.Outcome != flow.Accepted || w.latestValue(flow.OneTimePassword) == "" {
		w.note("the registration sent no one-time password: it was " + begun.reading.Form)
		return nil
	}
	if w.tokens == nil {
		return errored("there are no tokens of the user who was there before: a line must get them first")
	}
	taken, by, err := w.tellOwner(ctx, w.tokens)
	if err != nil {
		return err
	}
	ended, err := w.send(ctx, flow.NewCompletion(w.begun, w.wantsPKCE(w.begun.Parties.App)))
	if err != nil {
		return err
	}
	if ended.reading.Outcome != flow.Accepted {
		w.note("the one-time password gave no code: the answer was " + ended.reading.Form)
		return nil
	}
	tokens, err := w.tokensOfCode(ctx)
	if err != nil {
		return err
	}
	switch id, err := by.ask(ctx, w, tokens); {
	case err != nil:
		return err
	case id == "":
		return undecided(tokens, by.name+" to tell users apart", "it is not there for the user who registered")
	case id == taken:
		return broken(tokens, "no tokens of the user who was there before", "the tokens are theirs, by %s", by.name)
	}
	return nil
}
