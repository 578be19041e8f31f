package steps

import (
	"cmp"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
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

	refusals refusals
	given    map[flow.Value]string      // values that the target gave, or that are known about it
	last     *answer                    // the answer that Then lines check
	before   *answer                    // the answer before the last one
	code     *flow.AuthorizationRequest // the request that gave the code
	token    *flow.TokenRequest         // the request that gave the tokens
	tokens   *answer                    // the answer that has them
	scope    string                     // what these tokens were granted
	scopeWas string                     // what the tokens before were granted
	begun    *flow.HeadlessRequest      // the request whose one-time password is awaited
	tried    []*Attempt                 // results of the trials
	created  []string                   // the consumer secrets of apps that were created for them

	received map[string][]provisioning.Message // the messages of an address and a channel, when they were read last
}

// Registered names a user who came into an org by registration.
type Registered struct{ OrgID, Username string }

// NewWorld returns the world of a scenario that has sent nothing yet.
func NewWorld(env *Environment, session *wire.Session, secrets *redact.Secrets) *World {
	return &World{Env: env, Session: session, Secrets: secrets, given: map[flow.Value]string{}, received: map[string][]provisioning.Message{}}
}

// Uncontrolled returns the kinds of the requests whose refusals still wait for their accepted
// controls, so that they prove nothing. It is empty if every refusal has its control.
func (w *World) Uncontrolled() []flow.Kind {
	var out []flow.Kind
	for _, a := range w.refusals.waiting {
		out = append(out, a.request.Kind())
	}
	return out
}

// refusals holds the refused answers that wait for their controls. A control is the same request
// with one thing corrected, which must be accepted. It confirms no refusal of another request.
type refusals struct{ waiting []*answer }

// refuse records a refused answer that needs a control.
func (r *refusals) refuse(a *answer) {
	if !slices.Contains(r.waiting, a) {
		r.waiting = append(r.waiting, a)
	}
}

// settle removes an answer, and the answers to the same request that were got with nothing in
// between, because their control was accepted or because the answer is only reported and not
// judged. It returns what it removed.
func (r *refusals) settle(a *answer) []*answer {
	var settled, waiting []*answer
	for _, w := range r.waiting {
		if w.first() == a.first() {
			settled = append(settled, w)
		} else {
			waiting = append(waiting, w)
		}
	}
	r.waiting = waiting
	return settled
}

// answer is a request with what came back and what it means.
type answer struct {
	request  flow.Request
	exchange *wire.Exchange
	reading  flow.Reading
	of       *answer // the first answer to the same request, if the request was repeated with nothing in between; nil otherwise
	repeats  *answer // the earlier answer to the same request, if a line repeated the request without a change
}

// first returns the first answer to the same request, which may be the answer itself.
func (a *answer) first() *answer { return cmp.Or(a.of, a) }

// outcome says what became of the request, as it is compared between scenarios.
func (a *answer) outcome() string {
	return fmt.Sprintf("the %s was %s: %s", a.request.Kind(), a.reading.Outcome, a.reading.Form)
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
		return nil, errored("the last request was %s, not %s", got.WithArticle(), k.WithArticle())
	}
	return a, nil
}

// random returns so many random bytes as unpadded base64url.
func random(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b)
}
