package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// unsent is a world with an app and a user; nothing can be sent from it.
func unsent() *World {
	env := &Environment{
		Orgs:      map[flow.Role]provisioning.Org{flow.TheOrg: {ID: "o", Site: "https://site.example/x"}},
		Apps:      map[flow.Role]App{flow.TheApp: {Org: flow.TheOrg, App: provisioning.App{ClientID: "the-client", ClientSecret: "the secret&+"}}},
		Users:     map[flow.Role]User{flow.TheUser: {Org: flow.TheOrg, User: provisioning.User{Username: "u@example.com"}, Password: "p w:%&ü"}},
		Endpoints: flow.Endpoints{flow.Authorization: "/authorize", flow.Token: "/token", flow.Refresh: "/token"},
	}
	return NewWorld(env, nil, redact.New(nil))
}

// A request that a variation has changed is not sent if the plan does not know what it concerns.
func TestARequestThatWasNotForeseenIsNotSent(t *testing.T) {
	w := unsent()
	w.Env.Touches, w.Env.Endpoints[flow.Registration] = need.Touches{settings.Codes: true}, "/registration"
	require.NoError(t, w.foreseen(flow.NewAuthorization(flow.Usual(), false)))
	fromPage := flow.NewAuthorization(flow.Usual(), false)
	fromPage.SetHeader("origin", "https://page.example")
	for _, r := range []flow.Request{fromPage, flow.NewPreflight(flow.Token, "https://page.example"), flow.NewRegistration(flow.TheApp)} {
		_, err := w.send(t.Context(), r)
		var failure *Failure
		require.ErrorAs(t, err, &failure, r.Kind())
		assert.Equal(t, reports.Errored, failure.Verdict)
		assert.ErrorContains(t, err, "does not include the "+string(r.Kind()))
	}
}

// A token goes to what the target names only over https, to the site, and where the target file allows plain http.
func TestWhereATokenIsSent(t *testing.T) {
	w := unsent()
	w.Env.PlainHTTP = provisioning.PlainHTTP{"auth:8080"}
	r := flow.NewIdentity(&flow.TokenRequest{})
	for where, sent := range map[string]bool{
		"https://other.example/id": true, "https://site.example/id": true, "http://auth:8080/id": true,
		"http://auth:8081/id": false, "http://other.example/id": false,
	} {
		why := w.leads(r, "https://site.example/x", where)
		if sent {
			assert.Nil(t, why, where)
			continue
		}
		require.NotNil(t, why, where)
		assert.Equal(t, reports.Errored, why.Verdict)
		assert.Contains(t, why.Observed, "nor at a host of plain_http in the target file: no token is sent there")
	}
}
