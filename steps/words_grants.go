package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// grantWords are the lines about what a request leads to in the end, for what a
// server may refuse at one endpoint or at the other.
var grantWords = []Definition{
	{
		Expr:     line(`the app still asks for tokens( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], tokenRequest) },
		Run: func(ctx context.Context, w *World, args []string) error {
			a, err := w.lastOf("authorization")
			if err != nil {
				return err
			}
			return w.vary(ctx, newTokenRequest(a.request, w.needsSecret(a.request.cast, settings.WebServerSecret)), args[0])
		},
	},
	{
		Expr:     line(`the request leads to no tokens`),
		Requests: 1,
		Run: func(ctx context.Context, w *World, _ []string) error {
			probe, tokens, err := w.exchangeIfAccepted(ctx)
			if err != nil {
				return err
			}
			if tokens != nil && tokens.reading.outcome != refused {
				return broken(tokens, "the authorization request or the token request to be refused",
					"the token request was %s: %s", tokens.reading.outcome, tokens.reading.form)
			}
			w.Uncontrolled = probe
			return nil
		},
	},
	{
		Expr:     line(`the same request( with.*?)? leads to tokens`),
		Requests: 2,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], authorization) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.controlWithTokens(ctx, args[0], nil)
		},
	},
	{
		Expr:     line(`the same request( with.*?)? leads to tokens when (the app|the org) has "([^"]+)" set to "([^"]*)"`),
		Requests: 2,
		Plan:     planTwin,
		Run: func(ctx context.Context, w *World, args []string) error {
			change, err := settingOf(args[2], args[3])
			if err != nil {
				return errored("%v", err)
			}
			t := twinOf(change)
			return w.controlWithTokens(ctx, args[0], &t.cast)
		},
	},
	{
		Expr:     line(`the scope "([^"]*)" is not granted`),
		Requests: 1,
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.checkNotGranted(ctx, args[0])
		},
	},
	{
		Expr:     line(`the scope that is granted is named`),
		Requests: 1,
		Run: func(ctx context.Context, w *World, _ []string) error {
			probe, tokens, err := w.exchangeIfAccepted(ctx)
			if err != nil {
				return err
			}
			if tokens == nil || tokens.reading.outcome == refused {
				w.Uncontrolled = probe
				return nil
			}
			if f := present(tokens, "member of the answer", "scope", tokens.reading.tokens.scope, ""); f != nil {
				return f
			}
			return nil
		},
	},
	{
		Expr: line(`the ` + requestNames + ` is accepted, or refused with the error "([^"]+)"`),
		Run: func(_ context.Context, w *World, args []string) error {
			a, err := w.lastOf(args[0])
			if err != nil {
				return err
			}
			got := a.reading
			if got.outcome == accepted {
				return nil
			}
			if got.outcome == refused && got.err == args[1] {
				w.Uncontrolled = a
				return nil
			}
			return broken(a, fmt.Sprintf("the %s request to be accepted, or refused with the error %q", args[0], args[1]),
				"it was %s: %s", got.outcome, got.form)
		},
	},
	check(`no code and no token is given`, func(w *World, a *answer, _ []string) *Failure {
		if found := leaks(a.exchange.Response); a.reading.outcome == accepted || len(found) > 0 {
			return broken(a, "an answer that lets no one in", "it was %s: %s", a.reading.outcome, a.reading.form)
		}
		w.Uncontrolled = a
		return nil
	}),
}

// exchangeIfAccepted exchanges the code of the last authorization request for
// tokens; where that was refused, tokens is nil. The authorization request
// stays the last one, so that its control follows.
func (w *World) exchangeIfAccepted(ctx context.Context) (probe, tokens *answer, err error) {
	probe, err = w.lastOf("authorization")
	if err != nil {
		return nil, nil, err
	}
	switch probe.reading.outcome {
	case refused:
		return probe, nil, nil
	case accepted:
		tokens, err = w.send(ctx, w.usualTokenRequest())
		w.last = probe
		return probe, tokens, err
	default:
		return nil, nil, broken(probe, "the authorization request to be accepted or refused", "it was neither: %s", probe.reading.form)
	}
}

// checkNotGranted holds when the request is refused, and when its tokens have
// other scopes. A token response that names no scope grants what was asked for:
// RFC 6749, section 5.1.
func (w *World) checkNotGranted(ctx context.Context, scope string) error {
	probe, tokens, err := w.exchangeIfAccepted(ctx)
	if err != nil {
		return err
	}
	if tokens == nil || tokens.reading.outcome == refused {
		w.Uncontrolled = probe
		return nil
	}
	granted := tokens.reading.tokens.scope
	switch {
	case tokens.reading.outcome != accepted:
		return broken(tokens, "the token request to be accepted or refused", "it was neither: %s", tokens.reading.form)
	case granted == "":
		return broken(tokens, "the scope to be named, since it is not the one that was asked for", "there is no member scope")
	case slices.Contains(strings.Fields(granted), scope):
		return broken(tokens, fmt.Sprintf("no scope %q", scope), "the scope is %q", granted)
	default:
		return nil
	}
}

// controlWithTokens is a control whose code must give tokens, too.
func (w *World) controlWithTokens(ctx context.Context, tail string, parties *cast) error {
	if err := w.control(ctx, tail, parties); err != nil {
		return err
	}
	return w.mustHold(ctx, w.usualTokenRequest(), "tokens")
}
