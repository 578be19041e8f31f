package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/phrase"
)

// tokenNames are the tokens that lines name.
var tokenNames = map[string]flow.ValueName{"access": flow.AccessToken, "refresh": flow.RefreshToken}

// tokenLines are the lines about the validity and the use of tokens.
var tokenLines = []Definition{
	varied(`the app asks for the user's information`, flow.Userinfo, func(_ []string, phrases phrase.List) Action {
		return Action{Run: func(ctx context.Context, w *World) error {
			return w.withTokens(func() error { return w.sendVaried(ctx, flow.NewUserinfo(w.token), phrases) })
		}}
	}),
	varied(`the app asks who the user is at the identity URL`, flow.Identity, func(_ []string, phrases phrase.List) Action {
		return Action{
			Plan: func(n *need.Need) error { n.Flows = append(n.Flows, provisioning.IdentityURL); return nil },
			Run: func(ctx context.Context, w *World) error {
				return w.withTokens(func() error { return w.sendVaried(ctx, flow.NewIdentity(w.token), phrases) })
			},
		}
	}),
	varied(`the app revokes the (access|refresh) token`, flow.Revocation, func(args []string, phrases phrase.List) Action {
		token := tokenNames[args[0]]
		return Action{Effect: need.Revokes, Run: func(ctx context.Context, w *World) error {
			return w.withTokens(func() error { return w.sendVaried(ctx, flow.NewRevocation(w.token, token), phrases) })
		}}
	}),
	varied(`the app introspects the (access|refresh) token`, flow.Introspection, func(args []string, phrases phrase.List) Action {
		token := tokenNames[args[0]]
		return Action{Run: func(ctx context.Context, w *World) error {
			return w.withTokens(func() error { return w.sendVaried(ctx, flow.NewIntrospection(w.token, token), phrases) })
		}}
	}),
	bound(`the code gives the tokens of (the user|another user|the new user)`, func(args []string) (Action, error) {
		owner := flow.RoleNamed(args[0])
		return Action{Requests: ownerRequests, Run: func(ctx context.Context, w *World) error { return w.checkOwner(ctx, owner) }}, nil
	}),
	mayRefuse(bound(`nobody but (the user|another user) is logged in`, func(args []string) (Action, error) {
		owner := flow.RoleNamed(args[0])
		return Action{Requests: ownerRequests + loginRequests, Run: func(ctx context.Context, w *World) error {
			a, err := w.latestOf(flow.Authorization)
			if err != nil {
				return err
			}
			switch a.reading.Outcome {
			case flow.Accepted:
				err = w.checkOwnerAlone(ctx, owner)
				w.last = a // the control puts this request right
				return err
			case flow.Refused:
				w.note("the request was refused: " + a.reading.Form)
				w.refusals.refuse(a)
				return nil
			default:
				return wrongOutcome(a, owner.String()+" alone to be logged in, or nobody")
			}
		}}, nil
	})),
	check(`a refresh token is given`, func(_ *World, a *answer, _ []string) *Failure {
		return present(a, "member of the answer", "refresh_token", a.reading.Tokens.Refresh, "")
	}),
	check(`no refresh token is given`, func(_ *World, a *answer, _ []string) *Failure {
		if a.reading.Tokens.Access == "" {
			return undecided(a, "a token response, which the check is about", "the answer is %s", a.reading.Form)
		}
		return absent(a, "member of the answer", "refresh_token", a.reading.Tokens.Refresh != "")
	}),
	check(`the refresh token is a new one`, func(w *World, a *answer, _ []string) *Failure {
		if got := a.reading.Tokens.Refresh; got != "" && got != w.previousValue(flow.RefreshToken) {
			return nil
		}
		return broken(a, "a refresh token that replaces the one used", "there is none, or it is the same")
	}),
	check(`the token type is Bearer`, func(_ *World, a *answer, _ []string) *Failure {
		if strings.EqualFold(a.reading.Tokens.Type, "Bearer") {
			return nil
		}
		return broken(a, "the token_type Bearer", "it is %q", a.reading.Tokens.Type)
	}),
	check(`the scope granted is "([^"]*)"`, func(w *World, a *answer, args []string) *Failure {
		if a.reading.Outcome != flow.Accepted {
			return undecided(a, "a token response, which the check is about", "the answer is %s", a.reading.Form)
		}
		granted, named := w.granted(a)
		if sameScope(granted, args[0]) {
			return nil
		}
		how := ""
		if !named {
			how = ", since there is no member scope, and then the scope is the one that was asked for"
		}
		return broken(a, fmt.Sprintf("the scope %q", args[0]), "it is %q%s", granted, how)
	}),
	check(`the scope granted is the same as for the tokens before`, func(w *World, a *answer, _ []string) *Failure {
		if a.reading.Outcome != flow.Accepted || w.scopeWas == "" {
			return undecided(a, "two token responses whose scopes are compared", "the answer is %s, and the scope before was %q", a.reading.Form, w.scopeWas)
		}
		if sameScope(w.scope, w.scopeWas) {
			return nil
		}
		return broken(a, fmt.Sprintf("the scope %q, in any order", w.scopeWas), "it is %q", w.scope)
	}),
	check(`the scope told of the token, if there is one, holds none but those that were granted`, func(w *World, a *answer, _ []string) *Failure {
		if w.before == nil || a.request.Kind() != flow.Introspection {
			return errored("a line must get tokens first, and another one introspect the access token")
		}
		if a.reading.Body["active"] != true {
			return undecided(a, "an active token, whose scope is looked at", "active is %s", shape(a.reading.Body["active"]))
		}
		told := a.reading.Text("scope")
		if told == "" {
			w.note("the introspection tells no scope")
			return nil
		}
		granted, named := w.granted(w.before)
		if !slices.ContainsFunc(strings.Fields(told), func(s string) bool { return !slices.Contains(strings.Fields(granted), s) }) {
			return nil // a server may tell a client less: RFC 7662, section 2.2
		}
		how := "named in the answer"
		if !named {
			how = "asked for, and the answer names no other"
		}
		return broken(a, fmt.Sprintf("none but the scope %q, which was %s", granted, how), "the introspection says %q", told)
	}),
	check(`the token is reported as active`, func(_ *World, a *answer, _ []string) *Failure {
		if a.reading.Outcome == flow.Accepted && a.reading.Body["active"] == true {
			return nil
		}
		return broken(a, "an answer whose member active is true", "active is %s in the answer %s", shape(a.reading.Body["active"]), a.reading.Form)
	}),
	mayRefuse(check(`the token is reported as inactive`, func(w *World, a *answer, _ []string) *Failure {
		if reportsInactive(a) {
			w.refusals.refuse(a)
			return nil
		}
		return broken(a, "an answer whose member active is false", "active is %s in the answer %s", shape(a.reading.Body["active"]), a.reading.Form)
	})),
	check(`nothing else is told of the token`, func(_ *World, a *answer, _ []string) *Failure {
		for _, name := range tokenMembers {
			if _, there := a.reading.Body[name]; there {
				return absent(a, "member of the answer", name, there)
			}
		}
		return nil
	}),
	mayRefuse(check(`the token is not reported as active`, func(w *World, a *answer, _ []string) *Failure {
		if a.reading.Outcome == flow.Refused || reportsInactive(a) {
			w.refusals.refuse(a)
			return nil
		}
		return broken(a, "the request to be refused, or the member active to be false", "active is %s in the answer %s", shape(a.reading.Body["active"]), a.reading.Form)
	})),
}

// tokenMembers are the members of an introspection answer that tell something about the token: RFC
// 7662, section 2.2. A server may add members that do not.
var tokenMembers = []string{"scope", "client_id", "username", "token_type", "exp", "iat", "nbf", "sub", "aud", "iss", "jti"}

// granted returns the scope of a token response. If it has no member scope, named is false, and the
// scope is the one that was asked for: that of the refresh request, or of the login if that request
// names none. It is empty if no scope was asked for.
//
// Source: RFC 6749, sections 5.1 and 6.
func (w *World) granted(a *answer) (scope string, named bool) {
	if _, named = a.reading.Body["scope"]; named {
		return a.reading.Tokens.Scope, true
	}
	r := a.request
	if r.Kind() == flow.Token && r.Common().From != nil {
		r = r.Common().From
	}
	if r.Kind() == flow.Refresh && !r.Common().Params.Has("scope") {
		return w.scope, false
	}
	asked, err := w.fill(r, r.Common().Params.Get("scope"))
	if err != nil { // then the request could not have been sent
		return "", false
	}
	return asked, false
}

// sameScope reports whether two scopes have the same items, in any order: RFC 6749, section 3.3.
func sameScope(a, b string) bool {
	one, other := strings.Fields(a), strings.Fields(b)
	slices.Sort(one)
	slices.Sort(other)
	return slices.Equal(one, other)
}

// withTokens runs a request that needs tokens.
func (w *World) withTokens(send func() error) error {
	if w.token == nil {
		return errored("there are no tokens yet: a line must get them first")
	}
	return send()
}
