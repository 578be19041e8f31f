package runner

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
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
func partyOf(cast *castPlan) party {
	user := cast.users[steps.TheUser]
	return party{cast.orgs[steps.TheOrg].org, cast.apps[steps.TheApp].app, user.user, user.spec.Password}
}

// calm reports whether a scenario's parties get in when they ask with POST, the
// credentials in the body and a code challenge, and the scenario is not disturbed
// by it. With allowed false they would, were the flow allowed for the org.
func calm(n *steps.Need, allowed bool) bool {
	org, app, user := n.Orgs[steps.TheOrg], n.Apps[steps.TheApp], n.Users[steps.TheUser]
	if org == nil || app == nil || user == nil || changes(n) || n.FailedLogins > 0 {
		return false
	}
	return org.Settings.On(settings.AllowFlows) == allowed &&
		app.Settings.On(settings.EnableOAuth) && app.Settings.On(settings.EnableFlow) &&
		len(app.Settings.Effective(settings.CallbackURLs).Items()) > 0 &&
		app.Settings.Effective(settings.IPRelaxation).Text() == settings.Bypass &&
		user.State == provisioning.Active && user.Admits(steps.TheApp) && user.Password == ""
}

// ask sends the party's authorization request.
func ask(ctx context.Context, t *Target, p party) *wire.Exchange {
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

// witnesses are parties whose answers tell whether a server speaks the flow.
type witnesses struct {
	allowed []party // they get in, where the target does as it was asked to
	off     *party  // it would, were the flow allowed for its org; nil for none
	shut    bool    // the flow may be off for all of them
}

// speaks says in a sentence that the server does not speak the flow; empty where
// it does, or that is not certain. The error is that nothing answers. Two answers
// must agree. Not to know the
// response type is also a way to refuse where the flow is off, so that it counts
// only where an org with the flow off gets no other answer.
func speaks(ctx context.Context, t *Target, w witnesses) (string, error) {
	if len(w.allowed) == 0 {
		return "", nil
	}
	how := func(p party) absence { return absent(ask(ctx, t, p), p) }
	first := ask(ctx, t, w.allowed[0])
	if first.Response == nil {
		return "", first.Err
	}
	missing := absent(first, w.allowed[0])
	if missing == "" || w.shut && missing != noEndpoint || how(w.allowed[len(w.allowed)-1]) != missing {
		return "", nil
	}
	if missing == noSuchType && w.off == nil && !t.stands() || w.off != nil && how(*w.off) != missing {
		return "", nil
	}
	return fmt.Sprintf("the server does not speak the Authorization Code and Credentials Flow: asked at %s for an app that may use it, %s; "+
		"check the site, and the endpoints in the target file", w.allowed[0].org.Site+t.Paths["authorization request"], missing), nil
}

// witnesses finds them among the scenarios of a plan that is prepared.
func witnessesIn(p *plan, list []*Scenario) witnesses {
	// A single org is not yet in the state that they need, unless it was so before.
	out := witnesses{shut: p.home != nil && !p.home.org.Settings.On(settings.AllowFlows)}
	for _, sc := range list {
		cast := p.casts[sc]
		switch {
		case cast.failed():
		case calm(sc.Need, true):
			out.allowed = append(out.allowed, partyOf(cast))
		case out.off == nil && calm(sc.Need, false):
			off := partyOf(cast)
			out.off = &off
		}
	}
	return out
}
