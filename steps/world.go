package steps

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"

	"github.com/codecred/codecred/steps/wire"
	"github.com/codecred/codecred/steps/wire/redact"
)

// World is one running scenario: its stage, what it has sent, and what the
// target has given it. It is used by one goroutine.
type World struct {
	Stage   *Stage
	Session *wire.Session
	Secrets *redact.Secrets

	// Exchanges are all that was sent, in order.
	Exchanges []*wire.Exchange
	// Observed are things worth telling of a scenario that passes.
	Observed []string
	// Registered are the users whom the scenario has registered.
	Registered []Registered
	// Uncontrolled is the refusal that no control has backed yet, nil for none.
	Uncontrolled *answer

	given  map[string]string // by name in braces, see value
	last   *answer           // the answer that Then lines speak of
	before *answer           // the answer before the last one
	code   *request          // the authorization request that gave the code
	token  *request          // the token request that gave the tokens
	begun  *request          // the headless request that waits for its one-time password
	tried  []*Attempt        // what came of the stage's trials
}

// Registered names a user who came into an org by registration.
type Registered struct{ OrgID, Username string }

// NewWorld returns the world of a scenario that has sent nothing yet.
func NewWorld(stage *Stage, session *wire.Session, secrets *redact.Secrets) *World {
	return &World{Stage: stage, Session: session, Secrets: secrets, given: map[string]string{}}
}

// answer is a request with what came back and what it means.
type answer struct {
	request  *request
	exchange *wire.Exchange
	reading  reading
}

// send sends a request and reads its answer. The answer becomes the one that
// the next lines speak of. The error is a *Failure: the request could not be
// made, or no whole answer came back.
func (w *World) send(ctx context.Context, r *request) (*answer, error) {
	switch r.kind {
	case registration:
		w.newcomer(w.siteOf(r))
	case passwordReset:
		w.given["new password"] = w.newPassword()
	default: // the others make nothing up
	}
	built, err := w.build(r)
	if unasked, ok := errors.AsType[*Failure](err); ok {
		return nil, unasked
	}
	if err != nil {
		return nil, errored("the %s cannot be made: %v", r.kind, err)
	}
	if err := w.foreseen(r); err != nil {
		return nil, err
	}
	if err := w.enter(ctx, r); err != nil {
		return nil, err
	}
	exchange := w.Session.Do(ctx, built)
	w.Exchanges = append(w.Exchanges, exchange)
	if exchange.Err != nil {
		return nil, (&Failure{
			Verdict:  verdictError,
			Expected: "an answer",
			Observed: fmt.Sprintf("no whole answer: %v", exchange.Err),
		}).about(exchange)
	}
	if status := exchange.Response.Status; isUnavailable(status) {
		return nil, errored("the target did not deal with the %s: it answered %d to the last of %d attempts; "+
			"see whether it or what stands before it is overloaded, and lower requests_per_second in the target file",
			r.kind, status, exchange.Attempts).about(exchange)
	}
	a := &answer{request: r, exchange: exchange, reading: read(r.kind, exchange, w.expectedCallback(r))}
	w.before, w.last = w.last, a
	w.keep(a)
	if a.reading.outcome == accepted && r.headless() && r.kind != passwordReset {
		return a, w.receive(ctx, a)
	}
	return a, nil
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

// enter waits for the turn of the org that a request goes to.
func (w *World) enter(ctx context.Context, r *request) error {
	if w.Stage.Enter == nil {
		return nil
	}
	if err := w.Stage.Enter(ctx, w.Stage.Orgs[w.siteOf(r)]); err != nil {
		return errored("the org could not be had as the scenario needs it: %v", err)
	}
	return nil
}

// keep remembers what an accepted request gave.
func (w *World) keep(a *answer) {
	got := a.reading
	if got.outcome != accepted {
		return
	}
	switch a.request.kind {
	case authorization:
		w.code = a.request
		if from := a.request.from; from != nil && from.kind == registration {
			w.Registered = append(w.Registered, Registered{w.Stage.Orgs[w.siteOf(a.request)].ID, w.Stage.Users[TheNewUser].Username})
		}
		w.remember("code", got.code)
		w.remember("state", got.state)
	case registration, passwordlessLogin:
		w.begun = a.request
		w.remember("identifier", got.identifier)
	case forgotPassword:
		w.begun = a.request
	case passwordReset:
		w.setPassword(w.given["new password"])
	case tokenRequest, refresh:
		if a.request.kind == tokenRequest {
			w.token = a.request
			w.given["first refresh_token"] = got.tokens.refresh
		}
		w.remember("access_token", got.tokens.access)
		w.remember("refresh_token", got.tokens.refresh)
		w.remember("id_token", got.tokens.id)
	case userinfo:
		w.given["previous subject"], w.given["subject"] = w.given["subject"], text(got.body["sub"])
	default: // what the others give is not used again
	}
}

// remember keeps a value and, as "previous …", the one that it replaces.
func (w *World) remember(name, value string) {
	if value == "" {
		return
	}
	w.Secrets.Register(name, value)
	if before := w.given[name]; before != "" {
		w.given["previous "+name] = before
	}
	w.given[name] = value
}

// expectedCallback is the URL that an accepted authorization request must
// redirect to: the one that the request names.
func (w *World) expectedCallback(r *request) string {
	url, err := w.fill(r, r.value("redirect_uri"))
	if err != nil {
		return ""
	}
	return url
}

// random returns so many random bytes as unpadded base64url.
func (w *World) random(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b)
}
