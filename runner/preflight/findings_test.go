package preflight

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps/flow"
)

// madeAt makes an org with an app and a user on the reference server.
func madeAt(t *testing.T, on *connect.Target, set settings.Values) *plan.Parties {
	t.Helper()
	admin := on.Provisioner
	org, err := admin.CreateOrg(t.Context())
	require.NoError(t, err)
	org, err = admin.ChangeOrg(t.Context(), org.ID, settings.Values{settings.AllowFlows: settings.On})
	require.NoError(t, err)
	apps, err := admin.CreateApps(t.Context(), org.ID, []provisioning.AppSpec{{Name: "shop", Settings: settings.Values{
		settings.EnableOAuth: settings.On, settings.EnableFlow: settings.On, settings.CallbackURLs: settings.List("https://shop.example/cb"),
		settings.AppScopes: settings.List("api", "refresh_token"),
	}.With(set)}})
	require.NoError(t, err)
	spec := provisioning.UserSpec{Username: "ada@shop.example", Password: "A-Password-Of-Ada", State: provisioning.Active, ApprovedApps: []string{apps[0].ID}}
	users, err := admin.CreateUsers(t.Context(), org.ID, []provisioning.UserSpec{spec})
	require.NoError(t, err)
	return &plan.Parties{
		Orgs: map[flow.Role]*plan.Org{flow.TheOrg: {Made: org}}, Apps: map[flow.Role]*plan.App{flow.TheApp: {Made: apps[0]}},
		Users: map[flow.Role]*plan.User{flow.TheUser: {Spec: spec, Made: users[0]}},
	}
}

func TestFindingsAreWhatTheServerDoes(t *testing.T) {
	on := opened(t)
	asked := []string{
		settings.RequirePKCE, settings.PostBodyOnly, settings.WebServerSecret, settings.RefreshSecret, settings.RotateRefreshTokens, settings.NamedUserJWT,
	}
	for _, value := range []settings.Value{settings.On, settings.Off} {
		set := settings.Values{}
		for _, key := range asked {
			set[key] = value
		}
		found := map[string]Finding{}
		for _, f := range Findings(t.Context(), on, madeAt(t, on, set), true) {
			found[f.Key] = f
			assert.NotEmpty(t, f.How)
		}
		for _, key := range asked {
			assert.Equal(t, value, found[key].Value, "%s: %s", key, found[key].How)
		}
		assert.Equal(t, settings.List("api", "refresh_token"), found[settings.AppScopes].Value)
		assert.Equal(t, settings.On, found[settings.AllowFlows].Value)
	}
}

// TestNothingIsFoundWithoutALogin holds it for a user who cannot log in, and for a name that has no place in a Basic header.
func TestNothingIsFoundWithoutALogin(t *testing.T) {
	on := opened(t)
	parties := madeAt(t, on, nil)
	for _, f := range Findings(t.Context(), on, parties, false) {
		assert.NotEqual(t, settings.PostBodyOnly, f.Key, "it is asked with a Basic header")
	}
	parties.Users[flow.TheUser].Spec.Password = "another"
	assert.Empty(t, Findings(t.Context(), on, parties, true))
}

// TestWhatIsRefusedAfterALockOutIsNoFinding has a front that locks the user out when the first request is refused.
func TestWhatIsRefusedAfterALockOutIsNoFinding(t *testing.T) {
	on := opened(t)
	parties := madeAt(t, on, settings.Values{settings.RequirePKCE: settings.On})
	back, err := url.Parse(parties.Orgs[flow.TheOrg].Made.Site)
	require.NoError(t, err)
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: back.Scheme, Host: back.Host})
	var locked atomic.Bool
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		if strings.HasSuffix(r.URL.Path, "/authorize") && (locked.Load() || !bytes.Contains(body, []byte("code_challenge="))) {
			locked.Store(true)
			saying(400, `{"error":"invalid_grant","error_description":"locked"}`)(w, r)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	defer front.Close()
	parties.Orgs[flow.TheOrg].Made.Site = front.URL + back.Path
	assert.Empty(t, Findings(t.Context(), on, parties, true))
	assert.True(t, locked.Load())
}

func TestSilenceIsNoAnswerOfAServerThatIsThere(t *testing.T) {
	on := opened(t)
	for status, silent := range map[int]bool{200: false, 400: false, 404: false, 500: false, 429: true, 502: true, 503: true, 504: true} {
		site, _ := siteWhere(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		assert.Equal(t, silent, Silence(t.Context(), on, site) != "", status)
	}
	assert.Contains(t, Silence(t.Context(), on, "http://127.0.0.1:1"), "no answer: ")
}
