package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/phrase"
)

// grantLines are the lines about the final result of a request, for requests that a server may
// refuse either at the authorization endpoint or at the token endpoint.
var grantLines = []Definition{
	varied(`the app still asks for tokens`, flow.Token, func(_ []string, phrases phrase.List) Action {
		return Action{Run: func(ctx context.Context, w *World) error {
			a, err := w.latestOf(flow.Authorization)
			if err != nil {
				return err
			}
			asked, ok := a.request.(*flow.AuthorizationRequest)
			if !ok {
				return errored("the last request was no authorization request")
			}
			return w.sendVaried(ctx, w.tokenRequestFor(asked), phrases)
		}}
	}),
	mayRefuse(plain(`the request leads to no tokens`, Action{Requests: 1, Run: func(ctx context.Context, w *World) error {
		probe, tokens, err := w.exchangeIfAccepted(ctx)
		if err != nil {
			return err
		}
		if tokens != nil && tokens.reading.Outcome != flow.Refused {
			return wrongOutcome(tokens, "the authorization request or the token request to be refused")
		}
		w.refusals.refuse(probe)
		return nil
	}})),
	bound(`the same request( with.*?)? leads to tokens`, func(args []string) (Action, error) {
		phrases, err := phrase.Read(args[0], flow.Authorization)
		return Action{Requests: 2, Control: true, Plan: phrases.Plan, Run: func(ctx context.Context, w *World) error {
			return w.controlWithTokens(ctx, phrases, nil)
		}}, err
	}),
	bound(`the same request( with.*?)? leads to tokens when (the app|the org) has "([^"]+)" set to "([^"]*)"`, func(args []string) (Action, error) {
		phrases, twin, err := readTwin(args)
		return Action{Requests: 2, Control: true, Plan: both(planTwin(twin), phrases.Plan), Run: func(ctx context.Context, w *World) error {
			return w.controlWithTokens(ctx, phrases, &twin.Parties)
		}}, err
	}),
	mayRefuse(bound(`the scope "([^"]*)" is not granted`, func(args []string) (Action, error) {
		return Action{Requests: 1, Run: func(ctx context.Context, w *World) error { return w.checkNotGranted(ctx, args[0]) }}, nil
	})),
	mayRefuse(plain(`the scope that is granted is named`, Action{Requests: 1, Run: func(ctx context.Context, w *World) error {
		probe, tokens, err := w.exchangeIfAccepted(ctx)
		if err != nil {
			return err
		}
		if tokens == nil || tokens.reading.Outcome == flow.Refused {
			w.refusals.refuse(probe)
			return nil
		}
		if f := present(tokens, "member of the answer", "scope", tokens.reading.Tokens.Scope, ""); f != nil {
			return f
		}
		return nil
	}})),
	mayRefuse(bound(`the `+requestNames+` is accepted, or refused with the error "([^"]+)"`, func(args []string) (Action, error) {
		kind := flow.Named(args[0])
		return Action{Run: func(_ context.Context, w *World) error {
			a, err := w.latestOf(kind)
			if err != nil {
				return err
			}
			got := a.reading
			if got.Outcome == flow.Accepted {
				return nil
			}
			if got.Outcome == flow.Refused && got.Error == args[1] {
				w.refusals.refuse(a)
				return nil
			}
			return wrongOutcome(a, fmt.Sprintf("the %s to be accepted, or refused with the error %q", kind, args[1]))
		}}, nil
	})),
	mayRefuse(bound(`the refresh is refused, or the scope that it names holds no "([^"]+)"`, func(args []string) (Action, error) {
		return Action{Run: func(_ context.Context, w *World) error {
			a, err := w.latestOf(flow.Refresh)
			if err != nil {
				return err
			}
			return w.checkScopeOf(a, a, args[0])
		}}, nil
	})),
	mayRefuse(check(`no code and no token is given`, func(w *World, a *answer, _ []string) *Failure {
		if found := flow.Leaks(a.exchange.Response); a.reading.Outcome == flow.Accepted || len(found) > 0 {
			return wrongOutcome(a, "an answer with which nobody can log in")
		}
		if f := mustBeAnswer(a); f != nil {
			return f
		}
		w.refusals.refuse(a)
		return nil
	})),
}

// exchangeIfAccepted exchanges the code of the last authorization request for tokens. If that
// request was refused, tokens is nil. The authorization request stays the last request, so that its
// control can follow.
func (w *World) exchangeIfAccepted(ctx context.Context) (probe, tokens *answer, err error) {
	probe, err = w.latestOf(flow.Authorization)
	if err != nil {
		return nil, nil, err
	}
	switch probe.reading.Outcome {
	case flow.Refused:
		return probe, nil, nil
	case flow.Accepted:
		tokens, err = w.send(ctx, w.usualTokenRequest())
		w.last = probe
		return probe, tokens, err
	default:
		return nil, nil, wrongOutcome(probe, "the authorization request to be accepted or refused")
	}
}

// checkNotGranted passes if the request is refused, or if its tokens do not have the scope. A token
// response without a scope grants the requested scopes: RFC 6749, section 5.1.
func (w *World) checkNotGranted(ctx context.Context, scope string) error {
	probe, tokens, err := w.exchangeIfAccepted(ctx)
	if err != nil {
		return err
	}
	return w.checkScopeOf(probe, tokens, scope)
}

// checkScopeOf passes if tokens were refused, or if they do not have the scope. The probe is the
// request that asked for the scope; tokens is nil if it was refused itself.
func (w *World) checkScopeOf(probe, tokens *answer, scope string) error {
	if tokens == nil || tokens.reading.Outcome == flow.Refused {
		w.refusals.refuse(probe)
		return nil
	}
	granted := tokens.reading.Tokens.Scope
	switch {
	case tokens.reading.Outcome != flow.Accepted:
		return wrongOutcome(tokens, "the "+string(tokens.request.Kind())+" to be accepted or refused")
	case granted == "", slices.Contains(strings.Fields(granted), scope):
		return broken(tokens, fmt.Sprintf("a scope without %q, which is named since it is not the one that was asked for", scope), "the scope is %q", granted)
	default:
		return nil
	}
}

// controlWithTokens sends a control whose code must also give tokens.
func (w *World) controlWithTokens(ctx context.Context, by phrase.Variation, parties *flow.Parties) error {
	if err := w.control(ctx, by, parties); err != nil {
		return err
	}
	return w.mustHold(ctx, w.usualTokenRequest(), "tokens")
}
