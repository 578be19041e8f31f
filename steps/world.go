package steps

import (
	"crypto/rand"
	"encoding/base64"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

// World is the state of one running scenario: its objects on the target, the exchanges, and the
// values that the target has given. It is used by one goroutine.
type World struct {
	Env     *Environment
	Session *wire.Session
	Secrets *redact.Secrets

	// Exchanges are all that was sent, in order.
	Exchanges []*wire.Exchange
	// Observed has observations that are reported even if the scenario passes.
	Observed []string
	// Registered are the users whom the scenario has registered.
	Registered []Registered

	refusal refusal
	given   map[flow.Value]string      // values that the target gave, or that are known about it
	last    *answer                    // the answer that Then lines check
	before  *answer                    // the answer before the last one
	code    *flow.AuthorizationRequest // the request that gave the code
	token   *flow.TokenRequest         // the request that gave the tokens
	begun   *flow.HeadlessRequest      // the request whose one-time password is awaited
	tried   []*Attempt                 // results of the trials
}

// Registered names a user who came into an org by registration.
type Registered struct{ OrgID, Username string }

// NewWorld returns the world of a scenario that has sent nothing yet.
func NewWorld(env *Environment, session *wire.Session, secrets *redact.Secrets) *World {
	return &World{Env: env, Session: session, Secrets: secrets, given: map[flow.Value]string{}}
}

// IsUncontrolled reports whether a refusal still waits for its accepted control,
// so that it proves nothing.
func (w *World) IsUncontrolled() bool { return w.refusal.waits != nil }

// refusal holds the refused answer that waits for its control: the same request with one thing
// corrected, which must be accepted. A scenario has one at a time, because a control confirms all
// refusals before it.
type refusal struct{ waits *answer }

// refuse records a refused answer that needs a control.
func (r *refusal) refuse(a *answer) { r.waits = a }

// settle records that the control was accepted, or that none is needed because the answer is only
// reported and not judged.
func (r *refusal) settle() { r.waits = nil }

// answer is a request with what came back and what it means.
type answer struct {
	request  flow.Request
	exchange *wire.Exchange
	reading  flow.Reading
	repeats  *answer // the earlier answer to the same request, if a line repeated the request without a change
}

// note adds an observation.
func (w *World) note(text string) { w.Observed = append(w.Observed, text) }

// latest returns the last answer. The error says that there is none.
func (w *World) latest() (*answer, error) {
	if w.last == nil {
		return nil, errored("no request was sent yet")
	}
	return w.last, nil
}

// latestOf returns the last answer, which must be to a request of a kind.
func (w *World) latestOf(k flow.Kind) (*answer, error) {
	a, err := w.latest()
	if err != nil {
		return nil, err
	}
	if got := a.request.Kind(); got != k {
		return nil, errored("the last request was a %s, not a %s", got, k)
	}
	return a, nil
}

// random returns so many random bytes as unpadded base64url.
func random(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b)
}
