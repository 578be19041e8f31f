package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/phrase"
	"github.com/codecred/codecred/steps/wire"
)

// purpose says why a request is sent, for its label: "" for most requests.
type purpose string

// asControl marks the accepted twin of a refused request.
const asControl purpose = " (control)"

// send sends a request and reads its answer. The next lines are about this answer. The error is a
// *Failure: the request could not be made, or there was no complete answer.
func (w *World) send(ctx context.Context, r flow.Request) (*answer, error) {
	return w.sendFor(ctx, "", r)
}

// sendFor sends a request. If the app is to prove itself and is refused with its secret in the body,
// the request is sent again with the secret in a Basic header, where the endpoint leaves the way open:
// RFC 7009, section 2.1, and RFC 7662, section 2.1, do. A line that names the header is about the header.
func (w *World) sendFor(ctx context.Context, why purpose, r flow.Request) (*answer, error) {
	if k := r.Kind(); (k == flow.Introspection || k == flow.Revocation) && r.ClientAuth().Body {
		return w.sendEitherWay(ctx, why, r)
	}
	return w.sendOnce(ctx, why, r)
}

// sendEitherWay sends a request. If it is refused with the app's own secret in one place, it is sent
// again with the secret in the other one. For a token request this is right only where the way to
// authenticate is not what the scenario checks, as in a control: a server need not take both.
//
// Source: RFC 6749, section 2.3.1.
func (w *World) sendEitherWay(ctx context.Context, why purpose, r flow.Request) (*answer, error) {
	before := w.last
	a, err := w.sendOnce(ctx, why, r)
	if err != nil || !refusesSecret(a) {
		return a, err
	}
	again, err := w.sendOnce(ctx, why, moved(r))
	if err != nil {
		return nil, err
	}
	if r.Common().From != nil && again.reading.Outcome == flow.Refused && again.reading.Error == "invalid_grant" {
		// The first attempt has used up the code.
		if again, err = w.sendRenewed(ctx, why, moved(r)); err != nil {
			return nil, err
		}
	}
	w.before = before // all are one request to the lines
	if again.reading.Outcome == flow.Refused {
		w.last = a
		return a, nil
	}
	return again, nil
}

// sendRenewed sends a request with a new code, or new tokens.
func (w *World) sendRenewed(ctx context.Context, why purpose, r flow.Request) (*answer, error) {
	r = r.Clone()
	c := r.Common()
	if c.From != nil {
		var err error
		if c.From, err = w.again(ctx, c.From, c.Parties); err != nil {
			return nil, err
		}
	}
	return w.sendOnce(ctx, why, r)
}

// refusesSecret reports whether an answer refuses the app's own secret, which the endpoint may want in
// the other place.
func refusesSecret(a *answer) bool {
	auth := a.request.ClientAuth()
	if auth == nil || !auth.IsOwn() || a.reading.Outcome != flow.Refused || a.request.Common().Basic != (flow.BasicForm{}) {
		return false
	}
	return a.exchange.Response.Status == http.StatusUnauthorized || slices.Contains(secretErrors, a.reading.Error)
}

// secretErrors are the errors of a server that sees no secret where it looks for one: RFC 6749, section 5.2.
var secretErrors = []string{"invalid_client", "invalid_request", "unauthorized_client"}

// moved returns a request with the app's secret in the other place.
func moved(r flow.Request) flow.Request {
	r = r.Clone()
	*r.ClientAuth(), _ = r.ClientAuth().Moved()
	return r
}

func (w *World) sendOnce(ctx context.Context, why purpose, r flow.Request) (*answer, error) {
	written, err := w.ready(ctx, r)
	if err != nil {
		return nil, err
	}
	written.Label += string(why)
	exchange := w.Session.Do(ctx, written)
	w.Exchanges = append(w.Exchanges, exchange)
	if exchange.Err != nil {
		return nil, unanswered(exchange)
	}
	if status := exchange.Response.Status; isUnavailable(status) {
		return nil, errored("the target did not deal with the %s: it answered %d to the last of %d attempts; "+
			"see whether it or what stands before it is overloaded, and lower requests_per_second in the target file",
			r.Kind(), status, exchange.Attempts).about(exchange)
	}
	a := w.take(r, exchange)
	if headless, ok := r.(*flow.HeadlessRequest); ok && a.reading.Outcome == flow.Accepted && r.Kind() != flow.PasswordReset {
		return a, w.receive(ctx, headless)
	}
	return a, nil
}

// unanswered returns the failure of a request without a whole answer. One that must not go by a proxy
// was not sent, and says nothing of the target.
func unanswered(exchange *wire.Exchange) *Failure {
	if failure, ok := errors.AsType[*wire.Error](exchange.Err); ok && failure.Kind == wire.Forwarded {
		return (&Failure{Verdict: reports.NotRun, Observed: failure.Error()}).about(exchange)
	}
	return (&Failure{
		Verdict:  verdictError,
		Expected: "an answer",
		Observed: fmt.Sprintf("no whole answer: %v", exchange.Err),
	}).about(exchange)
}

// ready writes a request, with the new values that it needs, and returns when it may be sent.
func (w *World) ready(ctx context.Context, r flow.Request) (wire.Request, error) {
	switch r.Kind() {
	case flow.Registration:
		w.newUser(w.Env.orgOf(r))
	case flow.PasswordReset:
		w.given[flow.Value{Name: flow.NewPassword}] = w.newPassword()
	default: // other requests need no new values
	}
	written, err := w.write(r)
	if err != nil {
		return written, err
	}
	if err := w.foreseen(r); err != nil {
		return written, err
	}
	return written, w.enter(ctx, r)
}

// sendVaried sends a request that differs from the usual one. If it uses new codes or tokens, it
// gets them first.
func (w *World) sendVaried(ctx context.Context, usual flow.Request, by phrase.Variation) error {
	r, err := vary(usual, by)
	if err != nil {
		return err
	}
	if c := r.Common(); c.Renew && c.From != nil {
		if c.From, err = w.again(ctx, c.From, c.Parties); err != nil {
			return err
		}
	}
	_, err = w.send(ctx, r)
	return err
}

// vary returns the usual request with the variation of a line.
func vary(usual flow.Request, by phrase.Variation) (flow.Request, error) {
	r, err := by.Vary(usual)
	if err != nil {
		return nil, errored("%v", err)
	}
	return r, nil
}

// write turns a request into its form on the wire. The error is a *Failure.
func (w *World) write(r flow.Request) (wire.Request, error) {
	role := w.Env.orgOf(r)
	org, ok := w.Env.Orgs[role]
	if !ok {
		return wire.Request{}, errored("the %s cannot be made: nothing was prepared for %s", r.Kind(), role)
	}
	written, err := flow.Write(r, org.Site, w.Env.Endpoints, values{w})
	if why, ok := unaskable(err); ok {
		return wire.Request{}, why
	}
	if err != nil {
		return wire.Request{}, errored("the %s cannot be made: %v", r.Kind(), err)
	}
	if why := w.leads(r, org.Site, written.URL); why != nil {
		return wire.Request{}, why
	}
	return written, nil
}

// leads checks a URL that the target has named, to which a token would be sent.
func (w *World) leads(r flow.Request, site, where string) *Failure {
	if r.Kind() != flow.Identity && !r.Common().AtInstance {
		return nil
	}
	if !flow.IsSafeURL(where, site, w.Env.PlainHTTP.Allows) {
		return errored("the %s would go to %q, which is neither at the site, nor https, nor at a host of plain_http in the target file: no token is sent there", r.Kind(), where)
	}
	if flow.LeavesMachine(site, where) {
		return errored("the %s would go to %q: a target on a loopback address is tested without anyone's consent, so nothing is sent elsewhere", r.Kind(), where)
	}
	return nil
}

// take reads an answer and stores the values that it gave.
func (w *World) take(r flow.Request, exchange *wire.Exchange) *answer {
	a := &answer{request: r, exchange: exchange, reading: flow.Read(r.Kind(), exchange.Response, w.expectedCallback(r))}
	w.before, w.last = w.last, a
	w.keep(a)
	return a
}

// isUnavailable reports whether a status says that the request was not dealt with
// at all, and perhaps will be later: RFC 9110, sections 15.5.9 and 15.6.3 to
// 15.6.5; RFC 6585, section 4. It speaks of the network or of load, not of the flow.
func isUnavailable(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	default:
		return false
	}
}

// foreseen checks that the plan of the scenario includes a request. A shared org may have any value
// of a setting on which the planned requests do not depend, so the answer to an unplanned request
// would prove nothing.
func (w *World) foreseen(r flow.Request) error {
	for _, c := range flow.Concerns(r) {
		// Without a challenge, the usual request of an app that does not require PKCE looks unusual.
		usual := c == settings.Challenges && !w.wantsPKCE(r.Common().Parties.App)
		if !w.Env.Touches[c] && !usual {
			return errored("the plan of the scenario does not include the %s, which depends on settings for %s", r.Kind(), c)
		}
	}
	return nil
}

// enter waits until the org of a request has the settings that the scenario needs.
func (w *World) enter(ctx context.Context, r flow.Request) error {
	if w.Env.Enter == nil {
		return nil
	}
	return unset(w.Env.Enter(ctx, w.Env.Orgs[w.Env.orgOf(r)]), "the org could not get the settings that the scenario needs")
}

// keep stores the values that an accepted request gave.
func (w *World) keep(a *answer) {
	got := a.reading
	if got.Outcome != flow.Accepted {
		return
	}
	switch r := a.request.(type) {
	case *flow.AuthorizationRequest:
		w.code = r
		if r.From != nil && r.From.Kind() == flow.Registration {
			w.Registered = append(w.Registered, Registered{w.Env.Orgs[w.Env.orgOf(r)].ID, w.Env.Users[flow.TheNewUser].Username})
		}
		w.remember(flow.Code, got.Code)
		w.remember(flow.State, got.State)
	case *flow.HeadlessRequest:
		w.keepHeadless(r, got)
	case *flow.TokenRequest:
		w.token, w.tokens = r, a
		w.scopeWas = w.scope
		w.scope, _ = w.granted(a)
		w.given[flow.Value{Name: flow.RefreshToken, Age: flow.First}] = got.Tokens.Refresh
		w.replace(flow.IdentityURL, got.Text("id"))
		w.replace(flow.InstanceURL, got.Text("instance_url"))
		w.keepTokens(got.Tokens)
	case *flow.RefreshRequest:
		w.keepTokens(got.Tokens)
	case *flow.UserinfoRequest:
		w.given[flow.Value{Name: flow.Subject, Age: flow.Previous}] = w.latestValue(flow.Subject)
		w.given[flow.Value{Name: flow.Subject}] = got.Text("sub")
	default: // no later request uses the values of other answers
	}
}

func (w *World) keepTokens(t flow.Tokens) {
	w.remember(flow.AccessToken, t.Access)
	w.remember(flow.RefreshToken, t.Refresh)
	w.remember(flow.IDToken, t.ID)
}

func (w *World) keepHeadless(r *flow.HeadlessRequest, got flow.Reading) {
	if r.Kind() == flow.PasswordReset {
		if !r.Params.Has("otp") { // whatever the answer is called, nothing was set
			return
		}
		w.setPassword(w.latestValue(flow.NewPassword))
		return
	}
	w.begun = r
	w.remember(flow.Identifier, got.Identifier)
}

// receive reads the one-time password that an accepted request sent, if the outbox has one.
func (w *World) receive(ctx context.Context, r *flow.HeadlessRequest) error {
	key := flow.Value{Name: flow.OneTimePassword}
	if name := r.Params.Get("username"); r.Kind() != flow.Registration && name != flow.Of(flow.Username) {
		w.given[key] = "" // no one-time password
		return nil
	}
	to, err := values{w}.Value(r, r.Recipient())
	if err != nil {
		return errored("%v", err)
	}
	messages, err := w.Env.Admin.Outbox(ctx, w.Env.Orgs[w.Env.orgOf(r)].ID, to)
	if err != nil {
		return errored("the outbox could not be read: %v", err)
	}
	messages = slices.DeleteFunc(messages, func(m provisioning.Message) bool { return m.Channel != r.Channel() })
	before := w.received[to+" "+r.Channel()]
	w.received[to+" "+r.Channel()] = messages
	if !hasNew(messages, before) || messages[0].Code == "" {
		w.given[key] = ""
		return nil
	}
	w.remember(flow.OneTimePassword, messages[0].Code)
	return nil
}

// hasNew reports whether messages, the newest first, have one that was not there before. An outbox
// may keep the newest message alone.
func hasNew(messages, before []provisioning.Message) bool {
	return len(messages) > len(before) || len(messages) > 0 && messages[0] != before[0]
}

// expectedCallback is the URL that an accepted authorization request must
// redirect to: the one that the request names.
func (w *World) expectedCallback(r flow.Request) string {
	url, err := w.fill(r, r.Common().Params.Get("redirect_uri"))
	if err != nil {
		return ""
	}
	return url
}

// mustHold sends a request that is a precondition of a check. If it is not accepted, the scenario
// decides nothing: another scenario tests this request.
func (w *World) mustHold(ctx context.Context, r flow.Request, what string) error {
	a, err := w.sendEitherWay(ctx, "", r)
	if err != nil {
		return err
	}
	if a.reading.Outcome != flow.Accepted {
		return undecided(a, "the app to get "+what+", which the check rests on", "the %s got %s", r.Kind(), a.reading.Form)
	}
	return nil
}

// mustRefuse sends a request that has to be refused, and waits for its control.
func (w *World) mustRefuse(ctx context.Context, r flow.Request, expected string) error {
	a, err := w.send(ctx, r)
	if err != nil {
		return err
	}
	if a.reading.Outcome != flow.Refused {
		return wrongOutcome(a, expected)
	}
	w.refusals.refuse(a)
	return nil
}
