package preflight

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps/flow"
)

// partiesAt are parties at a site whose app requires a secret, and PKCE if said so.
func partiesAt(site string, pkce settings.Value) *plan.Parties {
	p := someone(site)
	p.app.Name, p.app.ClientSecret = "shop", "the-secret-of-the-shop"
	p.app.Settings = p.app.Settings.With(settings.Values{settings.RequirePKCE: pkce, settings.WebServerSecret: settings.On})
	user := &plan.User{Made: p.user}
	user.Spec.Password = "A-Password-Of-Ada"
	return &plan.Parties{
		Orgs: map[flow.Role]*plan.Org{flow.TheOrg: {Made: p.org}}, Apps: map[flow.Role]*plan.App{flow.TheApp: {Made: p.app}},
		Users: map[flow.Role]*plan.User{flow.TheUser: user},
	}
}

// redirecting answers with a redirect to the callback URL.
func redirecting(query string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, callback+query, http.StatusFound) }
}

// tokens answers a token request that has the app's secret.
func tokens(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.PostFormValue("code") != "abc" || r.PostFormValue("client_secret") != "the-secret-of-the-shop" || r.PostFormValue("code_verifier") == "" {
		saying(400, `{"error":"invalid_request"}`)(w, r)
		return
	}
	_, _ = w.Write([]byte(`{"access_token":"a-token","token_type":"Bearer"}`)) // a harness that hangs up fails its own test
}

func TestALoginThatIsRefusedIsOneSentence(t *testing.T) {
	on := opened(t)
	echo := func(w http.ResponseWriter, r *http.Request) {
		saying(400, `{"error":"invalid_grant","error_description":"`+r.PostFormValue("password")+` is wrong"}`)(w, r)
	}
	for name, row := range map[string]struct {
		pkce    settings.Value
		answers []http.HandlerFunc
		says    string // "" where the login is in
		missing bool
		asked   int32
	}{
		"it is in":               {settings.On, []http.HandlerFunc{redirecting("?code=abc"), tokens}, "", false, 2},
		"refused":                {settings.On, []http.HandlerFunc{redirecting("?error=access_denied")}, "access_denied", false, 1},
		"an echo of a password":  {settings.On, []http.HandlerFunc{echo}, "invalid_grant: [password] is wrong", false, 1},
		"a second look":          {settings.Off, []http.HandlerFunc{echo, echo}, "likely causes are", false, 2},
		"PKCE is on":             {settings.Off, []http.HandlerFunc{echo, redirecting("?code=abc")}, "set app.require_pkce", false, 2},
		"the secret is wrong":    {settings.On, []http.HandlerFunc{redirecting("?code=abc"), saying(401, `{"error":"invalid_client"}`)}, "compare client_secret", false, 2},
		"another client id":      {settings.On, []http.HandlerFunc{saying(400, `{"error":"invalid_client_id"}`)}, "the client_id is not the app's", false, 1},
		"another callback URL":   {settings.On, []http.HandlerFunc{saying(400, `{"error":"redirect_uri_mismatch"}`)}, "app.callback_urls in the target file are not the app's", false, 1},
		"not approved":           {settings.On, []http.HandlerFunc{saying(400, `{"error":"invalid_app_access","error_description":"user is not admin approved"}`)}, "likely causes are, in this order: the user is not approved for the app", false, 1},
		"something else answers": {settings.On, []http.HandlerFunc{saying(503, "Down\n for   maintenance")}, `503 text/plain; charset=utf-8 "Down for maintenance"`, false, 1},
	} {
		t.Run(name, func(t *testing.T) {
			site, asked := siteWhere(t, row.answers...)
			refused, missing, err := Logins(t.Context(), on, []*plan.Parties{partiesAt(site, row.pkce)})
			require.NoError(t, err)
			assert.Equal(t, row.missing, missing)
			assert.Equal(t, row.asked, asked.Load())
			assert.NotContains(t, refused, "A-Password-Of-Ada")
			if row.says == "" {
				assert.Empty(t, refused)
				return
			}
			assert.Contains(t, refused, row.says)
		})
	}
}

func TestLoginsEndWithTheFirstThatIsRefused(t *testing.T) {
	on := opened(t)
	site, asked := siteWhere(t, redirecting("?code=abc"), tokens, redirecting("?error=access_denied"))
	same := partiesAt(site, settings.On)
	refused, _, err := Logins(t.Context(), on, []*plan.Parties{same, same, same})
	require.NoError(t, err)
	assert.Contains(t, refused, `the login of "ada@codecred.example" at the app "shop" was refused`)
	assert.EqualValues(t, 3, asked.Load(), "nobody else is tried")
	_, _, err = Logins(t.Context(), on, []*plan.Parties{partiesAt("http://127.0.0.1:1", settings.On)})
	assert.Error(t, err, "nobody listens")
}
