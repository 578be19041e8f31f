package preflight

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps/flow"
)

// Finding is a setting of an app, or of its org, as the server acts. A server that is wrong acts otherwise than the setting is: only
// the app's administrator knows that.
type Finding struct {
	Key   string
	Value settings.Value
	How   string // a sentence: what was sent, and what became of it
}

// Findings asks a server what it does for an app, with right logins of a user. The parties have logged in before. With
// plain, user name and password may stand in a Basic header. What does not show is left out. Nothing is found if the user cannot log
// in at the end as at the beginning.
func Findings(ctx context.Context, t *connect.Target, parties *plan.Parties, plain bool) []Finding {
	f := finder{ctx: ctx, t: t, party: partyOf(parties)}
	usual, code := f.login(true)
	if usual == nil {
		return nil
	}
	exchange := flow.NewToken(usual, f.app.ClientSecret != "")
	got := f.send(exchange, flow.Known{flow.Code: code})
	if got.Outcome != flow.Accepted {
		return nil
	}
	for _, key := range []string{settings.AllowFlows, settings.EnableOAuth, settings.EnableFlow} {
		f.add(key, settings.On, "a login was accepted")
	}
	f.tokens(got)
	f.challenge()
	if plain {
		f.postBody()
	}
	if f.app.ClientSecret != "" {
		f.secret()
	}
	if got.Tokens.Refresh != "" {
		f.refresh(exchange, got.Tokens.Refresh)
	}
	if again, _ := f.login(true); again == nil { // what was refused may have been so for another reason, such as a lock-out
		return nil
	}
	return f.found
}

// finder collects findings.
type finder struct {
	party
	ctx   context.Context //nolint:containedctx // it lives for one call of Findings
	t     *connect.Target
	found []Finding
}

func (f *finder) add(key string, value settings.Value, how string) {
	f.found = append(f.found, Finding{key, value, how})
}

func (f *finder) send(request flow.Request, known flow.Known) flow.Reading {
	sent := send(f.ctx, f.t, f.party, request, known)
	if sent.Response == nil {
		return flow.Reading{}
	}
	return f.read(request, sent)
}

// login logs in, and returns the request with its code; nil if it was refused.
func (f *finder) login(challenge bool) (*flow.AuthorizationRequest, string) {
	asks := flow.NewAuthorization(flow.Usual(), challenge)
	got := f.send(asks, nil)
	if got.Outcome != flow.Accepted {
		return nil, ""
	}
	return asks, got.Code
}

// decided notes a checkbox that refuses a request where it is on.
func (f *finder) decided(key, what string, got flow.Reading) {
	switch {
	case got.Outcome == flow.Accepted:
		f.add(key, settings.Off, what+" was accepted")
	case got.Outcome == flow.Refused && got.Error != "":
		f.add(key, settings.On, fmt.Sprintf("%s was refused: %s", what, got.Error))
	default: // the answer may be of something else
	}
}

func (f *finder) challenge() {
	asks := flow.NewAuthorization(flow.Usual(), false)
	f.decided(settings.RequirePKCE, "a login without a code challenge", f.send(asks, nil))
}

func (f *finder) postBody() {
	asks := flow.NewAuthorization(flow.Usual(), true)
	asks.Login.Placement = flow.Placement{Basic: true}
	f.decided(settings.PostBodyOnly, "a login with user name and password in a Basic header", f.send(asks, nil))
}

func (f *finder) secret() {
	asks, code := f.login(true)
	if asks == nil {
		return
	}
	f.decided(settings.WebServerSecret, "a token request without the consumer secret", f.send(flow.NewToken(asks, false), flow.Known{flow.Code: code}))
}

// refresh uses a refresh token without the secret and, if that is refused, with it.
func (f *finder) refresh(from *flow.TokenRequest, token string) {
	got := f.send(flow.NewRefresh(from, false), flow.Known{flow.RefreshToken: token})
	if f.app.ClientSecret != "" {
		f.decided(settings.RefreshSecret, "a refresh request without the consumer secret", got)
		if got.Outcome != flow.Accepted {
			got = f.send(flow.NewRefresh(from, true), flow.Known{flow.RefreshToken: token})
		}
	}
	if got.Outcome != flow.Accepted {
		return
	}
	if next := got.Tokens.Refresh; next != "" && next != token {
		f.add(settings.RotateRefreshTokens, settings.On, "a refresh gave another refresh token")
	} else {
		f.add(settings.RotateRefreshTokens, settings.Off, "a refresh gave no other refresh token")
	}
}

// tokens notes what a token response shows.
func (f *finder) tokens(got flow.Reading) {
	if scopes := strings.Fields(got.Tokens.Scope); len(scopes) > 0 {
		slices.Sort(scopes)
		f.add(settings.AppScopes, settings.List(scopes...), "a login that asked for no scope got these")
	}
	jwt := strings.HasPrefix(got.Tokens.Access, "ey") && strings.Count(got.Tokens.Access, ".") == 2
	f.add(settings.NamedUserJWT, settings.Switch(jwt), map[bool]string{true: "the access token is a JWT", false: "the access token is no JWT"}[jwt])
}
