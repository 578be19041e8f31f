package steps

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/codecred/codecred/steps/wire"
)

// World is one running scenario: its stage, what it has sent, and what the
// target has given it. It is used by one goroutine.
type World struct {
	Stage   *Stage
	Session *wire.Session
	Secrets *wire.Secrets

	// Exchanges are all that was sent, in order.
	Exchanges []*wire.Exchange
	// Observed are things worth telling of a scenario that passes.
	Observed []string
	// Uncontrolled is the refusal that no control has backed yet, nil for none.
	Uncontrolled *answer

	given  map[string]string // by name in braces, see value
	last   *answer           // the answer that Then lines speak of
	before *answer           // the answer before the last one
	code   *request          // the authorization request that gave the code
	token  *request          // the token request that gave the tokens
	tried  []*Attempt        // what came of the stage's trials
}

// NewWorld returns the world of a scenario that has sent nothing yet.
func NewWorld(stage *Stage, session *wire.Session, secrets *wire.Secrets) *World {
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
	built, err := w.build(r)
	if unasked, ok := errors.AsType[*Failure](err); ok {
		return nil, unasked
	}
	if err != nil {
		return nil, errored("the %s cannot be made: %v", r.kind, err)
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
	a := &answer{request: r, exchange: exchange, reading: read(r.kind, exchange, w.expectedCallback(r))}
	w.before, w.last = w.last, a
	w.keep(a)
	return a, nil
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
		w.remember("code", got.code)
		w.remember("state", got.state)
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
