package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"

	"github.com/codecred/codecred/steps/flow"
)

// jwtLines are the lines about ID tokens and about access tokens that are JWTs.
var jwtLines = []Definition{
	bound(`the (ID|access) token is signed with a key that the site publishes`, func(args []string) (Action, error) {
		return Action{Requests: 2, Run: func(ctx context.Context, w *World) error {
			return w.checkSignature(ctx, args[0])
		}}, nil
	}),
	check(`the access token is a signed JWT`, func(w *World, a *answer, _ []string) *Failure {
		if _, failure := w.jwt(a, "access"); failure != nil {
			return failure
		}
		if strings.HasSuffix(w.latestValue(flow.AccessToken), ".") {
			return broken(a, "an access token that is a signed JWT", "its signature is empty")
		}
		return nil
	}),
	check(`the access token is not a JWT`, func(w *World, a *answer, _ []string) *Failure {
		if w.latestValue(flow.AccessToken) == "" {
			return errored("there is no access token yet: a line must get one first")
		}
		if flow.IsJWT(w.latestValue(flow.AccessToken)) {
			return broken(a, "an access token that is not a JWT", "it is one")
		}
		return nil
	}),
	check(`the ID token has the claim "([^"]+)"`+setTo, func(w *World, a *answer, args []string) *Failure {
		want, err := w.fill(a.request, template(args[1]))
		if err != nil {
			return errored("%v", err)
		}
		id, failure := w.jwt(a, "ID")
		if failure != nil {
			return failure
		}
		got := id.Claims[args[0]]
		if got == nil {
			return broken(a, "the claim "+args[0]+" in the ID token", "it is not there, or null")
		}
		return present(a, "claim of the ID token", args[0], fmt.Sprint(got), want)
	}),
	check(`the ID token is for the app`, func(w *World, a *answer, _ []string) *Failure {
		id, failure := w.jwt(a, "ID")
		if failure != nil {
			return failure
		}
		if client := w.Env.Apps[a.request.Common().Parties.App].ClientID; !slices.Contains(id.Audience(), client) {
			return broken(a, "an ID token whose aud holds the client id "+client, "it is %q", id.Audience())
		}
		return nil
	}),
	check(`it is noted how long the ID token is valid`, func(w *World, a *answer, _ []string) *Failure {
		id, failure := w.jwt(a, "ID")
		if failure != nil {
			return failure
		}
		w.note(fmt.Sprintf("the ID token is valid for %s", id.Lifetime()))
		return nil
	}),
	check(`the answer's subject is that of the ID token`, func(w *World, a *answer, _ []string) *Failure {
		id, failure := w.jwt(a, "ID")
		if failure != nil {
			return failure
		}
		sub := id.Text("sub")
		if sub == "" {
			return undecided(a, "the claim sub in the ID token, which the check rests on", "it is not there, or no text")
		}
		return present(a, "member of the answer", "sub", a.reading.Member("sub"), sub)
	}),
}

// jwtNames are the tokens that lines name.
var jwtNames = map[string]flow.ValueName{"ID": flow.IDToken, "access": flow.AccessToken}

// jwt reads the ID token or the access token that the target gave last. A token
// response with the scope openid must have an ID token: OpenID Connect Core 1.0,
// section 3.1.3.3.
func (w *World) jwt(a *answer, which string) (*flow.JWT, *Failure) {
	token, err := flow.ReadJWT(w.latestValue(jwtNames[which]))
	if err != nil {
		return nil, broken(a, "an "+which+" token that is a signed JWT", "%v", err)
	}
	return token, nil
}

// checkSignature checks the signature of the ID token or the access token with the site's keys.
func (w *World) checkSignature(ctx context.Context, which string) error {
	last, err := w.latest()
	if err != nil {
		return err
	}
	token, failure := w.jwt(last, which)
	if failure != nil {
		return failure
	}
	keys, err := w.publishedKeys(ctx)
	if err != nil {
		return err
	}
	if !token.SignedBy(keys) {
		return broken(w.last, "a key behind the signature of the "+which+" token", "none of the %d published keys is", len(keys))
	}
	return nil
}

// publishedKeys returns the keys that the site publishes.
func (w *World) publishedKeys(ctx context.Context) ([]jose.JSONWebKey, error) {
	r, err := w.keySetRequest(ctx)
	if err != nil {
		return nil, err
	}
	a, err := w.send(ctx, r)
	if err != nil {
		return nil, err
	}
	var set jose.JSONWebKeySet
	if json.Unmarshal(a.exchange.Response.Body, &set) != nil || len(set.Keys) == 0 {
		return nil, broken(a, "a key set with a key in it", "the answer is %s", a.reading.Form)
	}
	return set.Keys, nil
}
