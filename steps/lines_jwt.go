package steps

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// jwtLines are the lines about ID tokens and about access tokens that are JWTs.
var jwtLines = []Definition{
	bound(`the (ID|access) token is signed with a key that the site publishes`, func(args []string) (Action, error) {
		return Action{
			Requests: 2,
			Plan:     func(n *need.Need) error { n.Ask(flow.KeySet); return nil },
			Run:      func(ctx context.Context, w *World) error { return w.checkSignature(ctx, args[0]) },
		}, nil
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
	check(`the ID token is valid for (\d+) minutes`, func(w *World, a *answer, args []string) *Failure {
		id, failure := w.jwt(a, "ID")
		if failure != nil {
			return failure
		}
		w.note(fmt.Sprintf("the ID token is valid for %s", id.Lifetime()))
		if want, err := time.ParseDuration(args[0] + "m"); err != nil || id.Lifetime() != want {
			return broken(a, "an ID token that is valid for "+args[0]+" minutes, from iat to exp", "it is valid for %s", id.Lifetime())
		}
		return nil
	}),
	check(`the ID token's at_hash, if it has one, is that of the access token`, func(w *World, a *answer, _ []string) *Failure {
		id, failure := w.jwt(a, "ID")
		if failure != nil {
			return failure
		}
		want := id.HashOf(w.latestValue(flow.AccessToken))
		if id.Claims["at_hash"] == nil || want == "" {
			w.note("the ID token has no at_hash that can be checked")
			return nil
		}
		if id.Text("at_hash") != want {
			return broken(a, "an at_hash of the access token in the ID token", "it is that of another text")
		}
		return nil
	}),
	check(`the ID token's azp, if it has one, is the app's client id`, func(w *World, a *answer, _ []string) *Failure {
		id, failure := w.jwt(a, "ID")
		if failure != nil {
			return failure
		}
		if id.Claims["azp"] == nil {
			w.note("the ID token has no azp")
			return nil
		}
		if client := w.Env.Apps[a.request.Common().Parties.App].ClientID; id.Text("azp") != client {
			return broken(a, "the azp "+client+" in the ID token", "it is %v", id.Claims["azp"])
		}
		return nil
	}),
	check(`the ID token, if there is a new one, has the iss, the sub and the aud of the one before`, func(w *World, a *answer, _ []string) *Failure {
		if a.reading.Tokens.ID == "" {
			w.note("the answer has no ID token")
			return nil
		}
		before, err := flow.ReadJWT(w.previousValue(flow.IDToken))
		if err != nil {
			return undecided(a, "an ID token of the login, which the check rests on", "%v", err)
		}
		id, failure := w.jwt(a, "ID")
		if failure != nil {
			return failure
		}
		for _, claim := range []string{"iss", "sub"} {
			if id.Text(claim) != before.Text(claim) {
				return broken(a, "the "+claim+" "+before.Text(claim)+" in the ID token, as in that of the login", "it is %v", id.Claims[claim])
			}
		}
		if client := w.Env.Apps[a.request.Common().Parties.App].ClientID; !slices.Contains(id.Audience(), client) {
			return broken(a, "an ID token whose aud holds the client id "+client, "it is %q", id.Audience())
		}
		return nil
	}),
	check(`the access token's lifetime is the "expires_in" of the answer`, func(w *World, a *answer, _ []string) *Failure {
		access, failure := w.jwt(a, "access")
		if failure != nil {
			return failure
		}
		told, ok := a.reading.Body["expires_in"].(float64)
		if !ok {
			return undecided(a, "a member expires_in with a number, which the check rests on", "it is %v", a.reading.Body["expires_in"])
		}
		if got := access.Lifetime(); got == 0 || (got-time.Duration(told)*time.Second).Abs() > lifetimeDifference {
			return broken(a, fmt.Sprintf("an access token that is valid for the %v seconds of expires_in", told), "it is valid for %v, from iat to exp", got)
		}
		return nil
	}),
	check(`the answer's "signature", if it has one, is that of its "id" and "issued_at" by the consumer secret`, func(w *World, a *answer, _ []string) *Failure {
		secret := w.Env.Apps[a.request.Common().Parties.App].ClientSecret
		if secret == "" {
			return errored("the app has no consumer secret, so nobody can check a signature")
		}
		if a.reading.Outcome != flow.Accepted {
			return undecided(a, "a token response, whose signature is checked", "the request was %s: %s", a.reading.Outcome, a.reading.Form)
		}
		if a.reading.Body["signature"] == nil {
			w.note("the answer has no signature")
			return nil
		}
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte(a.reading.Text("id") + a.reading.Text("issued_at")))
		if a.reading.Text("signature") != base64.StdEncoding.EncodeToString(mac.Sum(nil)) {
			return broken(a, "the HMAC-SHA256 of id and issued_at by the consumer secret, in base64", "the signature is another one")
		}
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

// lifetimeDifference is by how much expires_in may differ from the lifetime that a JWT has: a server may count from
// another moment, or take the clocks of clients into account.
const lifetimeDifference = time.Minute

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
