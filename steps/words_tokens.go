package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

var tokenNames = map[string]string{"access": "{access_token}", "refresh": "{refresh_token}"}

// tokenWords are the lines about what tokens are good for.
var tokenWords = []Definition{
	{
		Expr:     line(`the app asks for the user's information( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], userinfo) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.withTokens(func() error { return w.vary(ctx, newUserinfo(w.token), args[0]) })
		},
	},
	{
		Expr:     line(`the app revokes the (access|refresh) token( with.*)?`),
		Effect:   effectRevokes,
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[1], revocation) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.withTokens(func() error { return w.vary(ctx, newRevocation(w.token, tokenNames[args[0]]), args[1]) })
		},
	},
	{
		Expr:     line(`the app introspects the (access|refresh) token( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[1], introspection) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.withTokens(func() error { return w.vary(ctx, newIntrospection(w.token, tokenNames[args[0]]), args[1]) })
		},
	},
	{
		Expr:     line(`the code gives the tokens of (the user|another user|the new user)`),
		Requests: 3,
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.checkOwner(ctx, Role(args[0]))
		},
	},
	{
		Expr:     line(`nobody but (the user|another user) is logged in`),
		Requests: 3,
		Run: func(ctx context.Context, w *World, args []string) error {
			a, err := w.lastOf("authorization")
			if err != nil {
				return err
			}
			switch a.reading.outcome {
			case accepted:
				err = w.checkOwner(ctx, Role(args[0]))
				w.last = a // the control puts this request right
				return err
			case refused:
				w.Observed = append(w.Observed, "the request was refused: "+a.reading.form)
				w.Uncontrolled = a
				return nil
			default:
				return broken(a, args[0]+" alone to be logged in, or nobody", "the request was %s: %s", a.reading.outcome, a.reading.form)
			}
		},
	},
	check(`a refresh token is given`, func(_ *World, a *answer, _ []string) *Failure {
		return present(a, "member of the answer", "refresh_token", a.reading.tokens.refresh, "")
	}),
	check(`no refresh token is given`, func(_ *World, a *answer, _ []string) *Failure {
		if a.reading.tokens.access == "" {
			return undecided(a, "a token response, which the check is about", "the answer is %s", a.reading.form)
		}
		return absent(a, "member of the answer", "refresh_token", a.reading.tokens.refresh != "")
	}),
	check(`the refresh token is a new one`, func(w *World, a *answer, _ []string) *Failure {
		if got := a.reading.tokens.refresh; got != "" && got != w.given["previous refresh_token"] {
			return nil
		}
		return broken(a, "a refresh token that replaces the one used", "there is none, or it is the same")
	}),
	check(`the token type is Bearer`, func(_ *World, a *answer, _ []string) *Failure {
		if strings.EqualFold(a.reading.tokens.kind, "Bearer") {
			return nil
		}
		return broken(a, "the token_type Bearer", "it is %q", a.reading.tokens.kind)
	}),
	check(`the scope granted is "([^"]*)"`, func(_ *World, a *answer, args []string) *Failure {
		got, want := strings.Fields(a.reading.tokens.scope), strings.Fields(args[0])
		slices.Sort(got)
		slices.Sort(want)
		if slices.Equal(got, want) {
			return nil
		}
		return broken(a, fmt.Sprintf("the scope %q", args[0]), "it is %q", a.reading.tokens.scope)
	}),
	check(`the scope granted holds no "([^"]*)"`, func(_ *World, a *answer, args []string) *Failure {
		return absent(a, "scope", args[0], slices.Contains(strings.Fields(a.reading.tokens.scope), args[0]))
	}),
	check(`the token is reported as (active|inactive)`, func(_ *World, a *answer, args []string) *Failure {
		active, ok := a.reading.body["active"].(bool)
		if ok && active == (args[0] == "active") {
			return nil
		}
		return broken(a, "the member active to say that the token is "+args[0], "it is %v", a.reading.body["active"])
	}),
}

// withTokens runs a request that needs tokens.
func (w *World) withTokens(send func() error) error {
	if w.token == nil {
		return errored("there are no tokens yet: a line must get them first")
	}
	return send()
}

// checkOwner exchanges the code of the last authorization request and holds the
// identity URL of its tokens against that of a login by the user's own
// credentials in the body.
//
// The identity URL is the member id of a token response: Headless Identity
// Implementation Guide.
func (w *World) checkOwner(ctx context.Context, owner Role) error {
	if w.code == nil {
		return errored("there is no code to exchange: a line must get one first")
	}
	questioned, err := w.identity(ctx, w.usualTokenRequest())
	if err != nil {
		return err
	}
	probe := w.last
	reference := w.usualAuthorization(TheApp)
	reference.cast.user = owner
	if err := w.mustHold(ctx, reference, "an authorization code for "+string(owner)); err != nil {
		return err
	}
	own, err := w.identity(ctx, w.usualTokenRequest())
	if err != nil {
		return err
	}
	if questioned != own {
		return broken(probe, "tokens of "+string(owner), "they are those of someone else")
	}
	return nil
}

func (w *World) identity(ctx context.Context, r *request) (string, error) {
	a, err := w.send(ctx, r)
	if err != nil {
		return "", err
	}
	id := member(a, "id")
	if a.reading.outcome != accepted || id == "" {
		return "", undecided(a, "a token response with the member id, by which users are told apart", "it is %s", a.reading.form)
	}
	return id, nil
}
