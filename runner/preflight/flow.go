package preflight

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/wire"
	"github.com/codecred/codecred/steps/wire/redact"
)

// party is who asks for authorization to see whether a server speaks the flow
// at all.
type party struct {
	org      provisioning.Org
	app      provisioning.App
	user     provisioning.User
	password string
}

// partyOf takes the usual roles from a scenario's cast.
func partyOf(cast *plan.Assignment) party {
	user := cast.Users[steps.TheUser]
	return party{cast.Orgs[steps.TheOrg].Org, cast.Apps[steps.TheApp].App, user.User, user.Spec.Password}
}

// CanWitness reports whether a scenario's parties get in when they ask with POST, the
// credentials in the body and a code challenge, and the scenario is not disturbed
// by it. With allowed false they would, were the flow allowed for the org.
func CanWitness(n *steps.Need, allowed bool) bool {
	org, app, user := n.Orgs[steps.TheOrg], n.Apps[steps.TheApp], n.Users[steps.TheUser]
	if org == nil || app == nil || user == nil || plan.ChangesTarget(n) || n.FailedLogins > 0 {
		return false
	}
	return org.Settings.On(settings.AllowFlows) == allowed &&
		app.Settings.On(settings.EnableOAuth) && app.Settings.On(settings.EnableFlow) &&
		len(app.Settings.Effective(settings.CallbackURLs).Items()) > 0 &&
		app.Settings.Effective(settings.IPRelaxation).Text() == settings.Bypass &&
		user.State == provisioning.Active && user.Admits(steps.TheApp) && user.Password == ""
}

// ask sends the party's authorization request.
func ask(ctx context.Context, t *connect.Target, p party) *wire.Exchange {
	form := url.Values{
		"response_type": {"code_credentials"}, "client_id": {p.app.ClientID}, "username": {p.user.Username}, "password": {p.password},
		"code_challenge": {"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}, "code_challenge_method": {"S256"}, // RFC 7636, appendix B
	}
	if urls := p.app.Settings.Effective(settings.CallbackURLs).Items(); len(urls) > 0 {
		form.Set("redirect_uri", urls[0])
	}
	secrets := redact.New(t.Secrets)
	secrets.Register("password", p.password)
	ctx, cancel := context.WithTimeout(ctx, t.Limits.RequestTimeout)
	defer cancel()
	return t.Wire.Session("preflight", secrets).Do(ctx, wire.Request{
		Label: "authorization request", Method: http.MethodPost, URL: p.org.Site + t.Paths["authorization request"],
		Header: []reports.Field{
			{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}, {Name: "Auth-Request-Type", Value: "Named-User"},
		},
		Body: []byte(form.Encode()),
	})
}

// Witnesses are parties whose answers tell whether a server speaks the flow.
type Witnesses struct {
	Allowed  []party // they get in, where the target does as it was asked to
	off      *party  // it would, were the flow allowed for its org; nil for none
	MayBeOff bool    // the flow may be off for all of them
}

// MissingFlow says in a sentence that the server does not speak the flow; empty where
// it does, or that is not certain. The error is that nothing answers. Two answers
// must agree. Not to know the
// response type is also a way to refuse where the flow is off, so that it counts
// only where an org with the flow off gets no other answer.
func MissingFlow(ctx context.Context, t *connect.Target, w Witnesses) (string, error) {
	if len(w.Allowed) == 0 {
		return "", nil
	}
	how := func(p party) absence { return absent(ask(ctx, t, p), p) }
	first := ask(ctx, t, w.Allowed[0])
	if first.Response == nil {
		return "", first.Err
	}
	missing := absent(first, w.Allowed[0])
	if missing == "" || w.MayBeOff && missing != noEndpoint || how(w.Allowed[len(w.Allowed)-1]) != missing {
		return "", nil
	}
	if missing == noSuchType && w.off == nil && !t.IsStatic() || w.off != nil && how(*w.off) != missing {
		return "", nil
	}
	return fmt.Sprintf("the server does not speak the Authorization Code and Credentials Flow: asked at %s for an app that may use it, %s; "+
		"check the site, and the endpoints in the target file", w.Allowed[0].org.Site+t.Paths["authorization request"], missing), nil
}

// witnesses finds them among the scenarios of a plan that is prepared.
func WitnessesIn(p *plan.Plan, list []*suite.Scenario) Witnesses {
	// A single org is not yet in the state that they need, unless it was so before.
	out := Witnesses{MayBeOff: p.Home != nil && !p.Home.Org.Settings.On(settings.AllowFlows)}
	for _, sc := range list {
		cast := p.Assignments[sc]
		switch {
		case cast.Failed():
		case CanWitness(sc.Need, true):
			out.Allowed = append(out.Allowed, partyOf(cast))
		case out.off == nil && CanWitness(sc.Need, false):
			off := partyOf(cast)
			out.off = &off
		}
	}
	return out
}

// Password is that of a user who is made to look, or of none.
const Password = "Preflight-Password" //#nosec G101 -- it opens nothing once the check has ended

// Strangers are a party that the org does not know: it shows no more than
// whether there is an endpoint.
func Strangers(org provisioning.Org) Witnesses {
	nobody := party{org: org, password: Password}
	nobody.app.ClientID, nobody.user.Username = "codecred-preflight", "preflight@codecred.example"
	return Witnesses{Allowed: []party{nobody}, MayBeOff: true}
}
