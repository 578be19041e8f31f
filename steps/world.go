package steps

import (
	"crypto/rand"
	"encoding/base64"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

// World is one running scenario: what stands for it on the target, what it has
// sent, and what the target has given it. It is used by one goroutine.
type World struct {
	Env     *Environment
	Session *wire.Session
	Secrets *redact.Secrets

	// Exchanges are all that was sent, in order.
	Exchanges []*wire.Exchange
	// Observed are things worth telling of a scenario that passes.
	Observed []string
	// Registered are the users whom the scenario has registered.
	Registered []Registered

	refusal refusal
	given   map[flow.Value]string      // what the target gave, or is known of it
	last    *answer                    // the answer that Then lines speak of
	before  *answer                    // the answer before the last one
	code    *flow.AuthorizationRequest // that gave the code
	token   *flow.TokenRequest         // that gave the tokens
	begun   *flow.HeadlessRequest      // that waits for its one-time password
	tried   []*Attempt                 // what came of the trials
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

// refusal is the refused answer that waits for its control: the same request with
// one thing put right, which must be accepted. A scenario has one at a time, since
// a control backs the refusals before it.
type refusal struct{ waits *answer }

// refuse notes an answer that was refused and needs a control.
func (r *refusal) refuse(a *answer) { r.waits = a }

// settle notes that the control was accepted, or that none is needed since the
// answer is told and not judged.
func (r *refusal) settle() { r.waits = nil }

// answer is a request with what came back and what it means.
type answer struct {
	request  flow.Request
	exchange *wire.Exchange
	reading  flow.Reading
	repeats  *answer // the earlier answer to the same request, where a line sent it again as it was
}

// note keeps something worth telling.
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
