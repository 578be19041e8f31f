package preflight

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

// Logins logs in once for each of the parties, in turn, and exchanges the codes. It stops at the
// first that does not get tokens: the credentials are those of people, who may have changed them, and
// nobody shall be locked out. It returns one sentence on what was refused, which is empty if all are
// in. missing says that the server does not speak the flow at all. The error says that nothing
// answers.
func Logins(ctx context.Context, t *connect.Target, list []*plan.Parties) (refused string, missing bool, err error) {
	for _, parties := range list {
		p := partyOf(parties)
		refused, missing, err = p.logIn(ctx, t)
		if refused != "" || err != nil {
			secrets := redact.New(t.Secrets)
			secrets.Register("password", p.password)
			return secrets.Redact(refused), missing, err
		}
	}
	return "", false, nil
}

func (p party) logIn(ctx context.Context, t *connect.Target) (refused string, missing bool, err error) {
	asks := flow.NewAuthorization(flow.Usual(), p.wantsPKCE())
	sent := send(ctx, t, p, asks, nil)
	if sent.Response == nil {
		return "", false, sent.Err
	}
	got := p.read(asks, sent)
	if got.Outcome != flow.Accepted {
		if how := absent(sent, p); how != "" {
			return p.missing(t, how, sent), how != noAnswer, nil
		}
		return p.refused(ctx, t, sent, got), false, nil
	}
	exchanges := flow.NewToken(asks, p.app.Settings.On(settings.WebServerSecret) && p.app.ClientSecret != "")
	sent = send(ctx, t, p, exchanges, flow.Known{flow.Code: got.Code})
	if sent.Response == nil {
		return "", false, sent.Err
	}
	if tokens := p.read(exchanges, sent); tokens.Outcome != flow.Accepted {
		return fmt.Sprintf("the login of %s was accepted, and the exchange of its code was refused at %s: %s; compare client_secret and "+
			"app.require_secret_for_web_server_flow in the target file with the app's settings", p, urlOf(sent), quote(t.Secrets, tokens, sent)), false, nil
	}
	return "", false, nil
}

// refused says that the party's login was refused. Where the request had no code challenge, it looks
// whether one was all that was missing.
func (p party) refused(ctx context.Context, t *connect.Target, sent *wire.Exchange, got flow.Reading) string {
	if got.Outcome == flow.Refused && !p.wantsPKCE() {
		asks := flow.NewAuthorization(flow.Usual(), true)
		if again := send(ctx, t, p, asks, nil); again.Response != nil && p.read(asks, again).Outcome == flow.Accepted {
			return fmt.Sprintf("the login of %s was refused without a code challenge, and accepted with one: the server requires PKCE, and "+
				"the target file says that it does not; set app.require_pkce, or org.require_pkce, to on", p)
		}
	}
	return fmt.Sprintf("the login of %s was refused: %s answered %s; likely causes are, in this order: %s", p, urlOf(sent), quote(t.Secrets, got, sent), causes(got.Error+" "+got.ErrorDescription))
}

// causes says what may be wrong in the target file, or on the server, by the error of a login and its
// description. Salesforce's errors of this kind are not those of RFC 6749.
func causes(err string) string {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(err), word) })
	}
	switch {
	case has("redirect_uri", "callback"):
		return "app.callback_urls in the target file are not the app's"
	case has("approved", "invalid_app_access"):
		return "the user is not approved for the app: Permitted Users is Admin approved users are pre-authorized, and the permission set or profile is missing"
	case has("invalid_client", "unauthorized_client", "response_type"):
		return "the client_id is not the app's; Enable OAuth, Enable Authorization Code and Credentials Flow or Allow Authorization Code and " +
			"Credentials Flows is off; the app is new and not yet known everywhere"
	default:
		return "the password in the target file is not the user's, or has expired; the user is locked out, frozen, or not approved for the app; " +
			"the client_id or app.callback_urls are not the app's; the flow is off"
	}
}

func (p party) wantsPKCE() bool { return flow.WantsChallenge(p.app.Settings, p.org.Settings) }

func (p party) read(request flow.Request, sent *wire.Exchange) flow.Reading {
	callback := ""
	if urls := p.app.Settings.Effective(settings.CallbackURLs).Items(); request.Kind() == flow.Authorization && len(urls) > 0 {
		callback = urls[0]
	}
	return flow.Read(request.Kind(), sent.Response, callback)
}

// String names the user and the app.
func (p party) String() string { return fmt.Sprintf("%q at the app %q", p.user.Username, p.app.Name) }

func urlOf(sent *wire.Exchange) string {
	where, _, _ := strings.Cut(sent.Request.URL, "?")
	return where
}

// excerpt is how much of a text is quoted, in characters.
const excerpt = 200

// quote describes an answer: its status, where it redirects to, its error, or how its text begins,
// without the secrets: one that is cut would not be found later.
func quote(secrets *redact.Secrets, got flow.Reading, sent *wire.Exchange) string {
	r := sent.Response
	if got.Error != "" {
		return fmt.Sprintf("%d, %s: %s", r.Status, got.Error, got.ErrorDescription)
	}
	text := strings.TrimSpace(fmt.Sprintf("%d %s", r.Status, r.Header.Get("Content-Type")))
	if location, _, _ := strings.Cut(r.Header.Get("Location"), "?"); location != "" {
		text += " with a redirect to " + location
	}
	begins := []rune(strings.Join(strings.Fields(secrets.Redact(string(r.Body))), " "))
	if len(begins) > excerpt {
		begins = append(begins[:excerpt], '…')
	}
	return fmt.Sprintf("%s %q", text, string(begins))
}
