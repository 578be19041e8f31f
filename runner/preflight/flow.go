package preflight

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

// party is the org, app and user of an authorization request that shows whether a server speaks the
// flow.
type party struct {
	org      provisioning.Org
	app      provisioning.App
	user     provisioning.User
	password string
}

// partyOf takes the org, the app and the user from the parties of a scenario.
func partyOf(p *plan.Parties) party {
	user := p.Users[flow.TheUser]
	return party{p.Orgs[flow.TheOrg].Made, p.Apps[flow.TheApp].Made, user.Made, user.Spec.Password}
}

// CanWitness reports whether the parties of a scenario may be asked to log in with POST,
// the credentials in the body and a code challenge: the login must be accepted, and the
// scenario must not notice it. With allowed false, the login would be accepted if the
// flow were allowed for the org.
func CanWitness(n *need.Need, allowed bool) bool {
	org, app, user := n.Orgs[flow.TheOrg], n.Apps[flow.TheApp], n.Users[flow.TheUser]
	if org == nil || app == nil || user == nil || plan.ChangesTarget(n) || n.FailedLogins > 0 {
		return false
	}
	return org.Settings.On(settings.AllowFlows) == allowed &&
		app.Settings.On(settings.EnableOAuth) && app.Settings.On(settings.EnableFlow) &&
		len(app.Settings.Effective(settings.CallbackURLs).Items()) > 0 &&
		app.Settings.Effective(settings.IPRelaxation).Text() == settings.Bypass &&
		user.State == provisioning.Active && user.Admits(flow.TheApp) && user.Password == ""
}

// ask sends the party's authorization request, with a code challenge.
func ask(ctx context.Context, t *connect.Target, p party) *wire.Exchange {
	return send(ctx, t, p, flow.NewAuthorization(flow.Usual(), true), nil)
}

// send sends a request of the party. given are the values that the server gave, such as the code that a token request
// exchanges.
func send(ctx context.Context, t *connect.Target, p party, request flow.Request, given flow.Known) *wire.Exchange {
	known := flow.Known{flow.ClientID: p.app.ClientID, flow.Username: p.user.Username, flow.Password: p.password, flow.ClientSecret: p.app.ClientSecret}
	maps.Copy(known, given)
	if urls := p.app.Settings.Effective(settings.CallbackURLs).Items(); len(urls) > 0 {
		known[flow.Callback] = urls[0]
	} else {
		request.Common().Params.Remove("redirect_uri")
	}
	written, err := flow.Write(request, p.org.Site, t.Paths, known)
	if err != nil {
		return &wire.Exchange{Err: err}
	}
	secrets := redact.New(t.Secrets)
	secrets.Register("password", p.password)
	ctx, cancel := context.WithTimeout(ctx, t.Limits.RequestTimeout)
	defer cancel()
	return t.Wire.Session("preflight", secrets).Do(ctx, written)
}

// Witnesses are parties whose logins tell whether a server speaks the flow.
type Witnesses struct {
	allowed  []party // their logins must be accepted
	off      *party  // whose login would be accepted if the flow were allowed for its org; nil for none
	mayBeOff bool    // the flow may be off for all of them
}

// Certain reports whether a login that is accepted can be expected of the witnesses.
func (w Witnesses) Certain() bool { return len(w.allowed) > 0 && !w.mayBeOff }

// None reports whether there is no party that can log in.
func (w Witnesses) None() bool { return len(w.allowed) == 0 }

// MissingFlow returns a sentence that says that the server does not speak the flow. It is empty if
// the server speaks it, and if that is not certain. The error says that nothing answers, or is a
// *NoAnswerError.
//
// Two answers must agree. A server may also refuse with the error
// unsupported_response_type because the flow is off; so this error counts only where an
// org with the flow off gets the same answer.
func MissingFlow(ctx context.Context, t *connect.Target, w Witnesses) (string, error) {
	if len(w.allowed) == 0 {
		return "", nil
	}
	how := func(p party) absence { return absent(ask(ctx, t, p), p) }
	first := ask(ctx, t, w.allowed[0])
	if first.Response == nil {
		return "", first.Err
	}
	missing := absent(first, w.allowed[0])
	if missing == "" || w.mayBeOff && missing != noEndpoint || how(w.allowed[len(w.allowed)-1]) != missing {
		return "", nil
	}
	if missing == noSuchType && w.off == nil && !t.IsStatic() || w.off != nil && how(*w.off) != missing {
		return "", nil
	}
	sentence := w.allowed[0].missing(t, missing, first)
	if missing == noAnswer {
		return "", &NoAnswerError{sentence}
	}
	return sentence, nil
}

// NoAnswerError says in one sentence that what answers gives no answer of the flow, as a maintenance
// page does.
type NoAnswerError struct{ sentence string }

// Error is the sentence, which quotes the answer.
func (e *NoAnswerError) Error() string { return e.sentence }

// missing says that the server does not speak the flow, or that something else answers for it.
func (p party) missing(t *connect.Target, how absence, sent *wire.Exchange) string {
	what := "the server does not speak the Authorization Code and Credentials Flow"
	if how == noAnswer {
		what = "no authorization server answers, or something before it does"
	}
	return fmt.Sprintf("%s: asked at %s for an app that may use the flow, %s (%s); check the site, the endpoints in the target file, and whether a "+
		"gateway, a maintenance page or a captcha stands before the server", what, p.org.Site+t.Paths[flow.Authorization], how, quote(t.Secrets, flow.Reading{}, sent))
}

// WitnessesIn finds witnesses among the scenarios of a plan that is prepared.
func WitnessesIn(p *plan.Plan, list []*suite.Scenario) Witnesses {
	// A single org is still in its first state.
	out := Witnesses{mayBeOff: p.Single != nil && !p.Begins.Settings.On(settings.AllowFlows)}
	for _, sc := range list {
		parties := p.Parties[sc]
		switch {
		case parties.Failed():
		case CanWitness(sc.Need, true):
			out.allowed = append(out.allowed, partyOf(parties))
		case out.off == nil && CanWitness(sc.Need, false):
			off := partyOf(parties)
			out.off = &off
		}
	}
	return out
}

// Password returns a password for a user who is made for the preflight. It is a new one each time: one
// that everybody knows would open what a check that was killed leaves behind.
func Password() string { return "Preflight-1-" + rand.Text() }

// UnknownParty returns one witness that the org does not know. Its login only shows whether the
// endpoint exists.
func UnknownParty(org provisioning.Org) Witnesses {
	nobody := party{org: org, password: Password()}
	nobody.app.ClientID, nobody.user.Username = "codecred-preflight", "preflight@codecred.example"
	return Witnesses{allowed: []party{nobody}, mayBeOff: true}
}
