package preflight

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

const callback = "https://app.example/callback"

// someone is a party whose site is at a URL.
func someone(site string) party {
	p := party{password: Password()}
	p.org.Site, p.app.ClientID, p.user.Username = site, "client-1", "ada@codecred.example"
	p.app.Settings = settings.Values{settings.CallbackURLs: settings.List(callback)}
	return p
}

// reply is an answer; headers are name, value, ….
func reply(status int, body string, headers ...string) *wire.Response {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &wire.Response{Status: status, Header: h, Body: []byte(body)}
}

func TestHowAnAnswerShowsThatThereIsNoFlow(t *testing.T) {
	page := `<form><input TYPE="Password"></form>`
	for name, tt := range map[string]struct {
		answer *wire.Response
		want   absence
	}{
		"not found":                       {reply(404, ""), noEndpoint},
		"no such method":                  {reply(405, ""), noEndpoint},
		"not implemented":                 {reply(501, `{"error":"x"}`), noEndpoint},
		"the type is unknown, in JSON":    {reply(400, `{"error":"unsupported_response_type"}`), noSuchType},
		"the type is unknown, at home":    {reply(302, "", "Location", callback+"?error=unsupported_response_type"), noSuchType},
		"the type is unknown, behind #":   {reply(302, "", "Location", callback+"#error=unsupported_response_type"), noSuchType},
		"a page to log in at":             {reply(200, page), loginPage},
		"such a page with another status": {reply(500, page), noAnswer},
		"another page":                    {reply(200, "<h1>hello</h1>"), noAnswer},
		"a redirect to a page":            {reply(302, "", "Location", "/login"), otherPlace},
		"a redirect to the callback":      {reply(302, "", "Location", callback+"?state=x"), ""},
		"a redirect nowhere":              {reply(302, ""), ""},
		"a Location that is no redirect":  {reply(201, "", "Location", "/login"), noAnswer},
		"a code for another app":          {reply(302, "", "Location", "https://other.example/?code=abc"), ""},
		"an error at a page":              {reply(302, "", "Location", "/login?error=access_denied"), ""},
		"JSON of another API":             {reply(200, `{"status":"UP"}`), noAnswer},
		"a block page":                    {reply(403, "<h1>Access denied</h1>"), noAnswer},
		"a refusal":                       {reply(400, `{"error":"invalid_grant"}`), ""},
		"a code":                          {reply(302, "", "Location", callback+"?code=abc"), ""},
		"out of order":                    {reply(503, ""), noAnswer},
	} {
		assert.Equal(t, tt.want, absent(&wire.Exchange{Response: tt.answer}, someone("")), name)
	}
	assert.Empty(t, absent(&wire.Exchange{Err: assert.AnError, Response: reply(404, "")}, someone("")), "an answer that broke off")
	assert.Empty(t, absent(&wire.Exchange{}, someone("")), "no answer")
}

// opened is a target that is spoken to in the usual way; its sites are those of the parties.
func opened(t *testing.T) *connect.Target {
	t.Helper()
	on, err := connect.Open(t.Context(), connect.Options{Profile: features.Salesforce})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, on.Close()) })
	on.Limits.RequestTimeout = time.Second // a server that is not there is asked again until then
	return on
}

// siteWhere is a site that answers each login in turn, the last answer again and again.
func siteWhere(t *testing.T, answers ...http.HandlerFunc) (site string, asked *atomic.Int32) {
	t.Helper()
	asked = &atomic.Int32{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(asked.Add(1))
		answers[min(n, len(answers))-1](w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

func saying(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body)) // a harness that hangs up fails its own test
	}
}

func TestTwoAnswersMustAgreeThatThereIsNoFlow(t *testing.T) {
	on := opened(t)
	missing, unknown, refused := saying(404, ""), saying(400, `{"error":"unsupported_response_type"}`), saying(400, `{"error":"invalid_grant"}`)
	for name, tt := range map[string]struct {
		answers  []http.HandlerFunc
		off      bool // an org with the flow off is asked too
		mayBeOff bool
		says     string // "" where nothing is missing
		asked    int32
	}{
		"no endpoint":                        {[]http.HandlerFunc{missing}, false, false, "there is no endpoint for it", 2},
		"no endpoint, whatever is off":       {[]http.HandlerFunc{missing}, false, true, "there is no endpoint for it", 2},
		"no endpoint with the flow off too":  {[]http.HandlerFunc{missing}, true, false, "there is no endpoint for it", 3},
		"once no endpoint":                   {[]http.HandlerFunc{missing, refused}, false, false, "", 2},
		"no endpoint, but one with flow off": {[]http.HandlerFunc{missing, missing, refused}, true, false, "", 3},
		"it speaks the flow":                 {[]http.HandlerFunc{refused}, true, false, "", 1},
		"the type is unknown to all":         {[]http.HandlerFunc{unknown}, true, false, "it does not know the response type code_credentials", 3},
		"the type is unknown, to some":       {[]http.HandlerFunc{unknown, unknown, refused}, true, false, "", 3},
		"nobody to compare with":             {[]http.HandlerFunc{unknown}, false, false, "", 2},
		"the flow may be off":                {[]http.HandlerFunc{unknown}, true, true, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			site, asked := siteWhere(t, tt.answers...)
			seen := Witnesses{allowed: []party{someone(site), someone(site)}, mayBeOff: tt.mayBeOff}
			if tt.off {
				off := someone(site)
				seen.off = &off
			}
			sentence, err := MissingFlow(t.Context(), on, seen)
			require.NoError(t, err)
			if tt.says == "" {
				assert.Empty(t, sentence)
			} else {
				assert.Contains(t, sentence, "asked at "+site+"/services/oauth2/authorize for an app that may use the flow, "+tt.says)
			}
			assert.Equal(t, tt.asked, asked.Load(), "logins")
		})
	}
}

func TestNobodyToAskDecidesNothing(t *testing.T) {
	sentence, err := MissingFlow(t.Context(), opened(t), Witnesses{})
	require.NoError(t, err)
	assert.Empty(t, sentence)
	assert.True(t, Witnesses{}.None())
	assert.False(t, Witnesses{}.Certain())
}

func TestAServerThatDoesNotAnswerIsNoAbsence(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	sentence, err := MissingFlow(t.Context(), opened(t), Witnesses{allowed: []party{someone(server.URL)}})
	require.Error(t, err)
	assert.Empty(t, sentence)
}

func TestAPartyLogsInWithWhatItHas(t *testing.T) {
	var form map[string][]string
	site, _ := siteWhere(t, func(w http.ResponseWriter, r *http.Request) {
		assert.NoError(t, r.ParseForm())
		form = r.PostForm
		w.WriteHeader(http.StatusNotFound)
	})
	on := opened(t)
	asking := someone(site)
	require.Equal(t, http.StatusNotFound, ask(t.Context(), on, asking).Response.Status)
	assert.Equal(t, []string{"client-1"}, form["client_id"])
	assert.Equal(t, []string{callback}, form["redirect_uri"])
	assert.Equal(t, []string{"ada@codecred.example"}, form["username"])
	assert.Equal(t, []string{asking.password}, form["password"])
	assert.NotEmpty(t, form["code_challenge"])

	seen := UnknownParty(provisioning.Org{Site: site})
	assert.False(t, seen.None())
	assert.False(t, seen.Certain(), "nobody there can log in")
	require.NotNil(t, ask(t.Context(), on, seen.allowed[0]).Response)
	assert.Equal(t, []string{"codecred-preflight"}, form["client_id"])
	assert.NotContains(t, form, "redirect_uri", "there is no app")

	delete(on.Paths, flow.Authorization)
	assert.ErrorContains(t, ask(t.Context(), on, someone(site)).Err, "no endpoint")
}

func TestWhoCanWitness(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads the whole suite once for each change")
	}
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	i := 0
	for !CanWitness(loaded.Scenarios[i].Need, true) {
		i++
	}
	fresh := func() *need.Need {
		again, err := suite.Load(filepath.Join("..", "..", "features"), suite.Selection{Profile: features.Salesforce}) // read anew, since it is changed
		require.NoError(t, err)
		return again.Scenarios[i].Need
	}
	assert.False(t, CanWitness(fresh(), false), "the flow is allowed")
	for name, change := range map[string]func(*need.Need){
		"no org":                      func(n *need.Need) { delete(n.Orgs, flow.TheOrg) },
		"no app":                      func(n *need.Need) { delete(n.Apps, flow.TheApp) },
		"no user":                     func(n *need.Need) { delete(n.Users, flow.TheUser) },
		"the app changes":             func(n *need.Need) { n.Apps[flow.TheApp].Own = true },
		"time passes":                 func(n *need.Need) { n.Clock = true },
		"a login fails":               func(n *need.Need) { n.FailedLogins = 1 },
		"the flow is not allowed":     func(n *need.Need) { n.Orgs[flow.TheOrg].Settings[settings.AllowFlows] = settings.Off },
		"OAuth is off":                func(n *need.Need) { n.Apps[flow.TheApp].Settings[settings.EnableOAuth] = settings.Off },
		"the flow is off for the app": func(n *need.Need) { n.Apps[flow.TheApp].Settings[settings.EnableFlow] = settings.Off },
		"no callback URL":             func(n *need.Need) { n.Apps[flow.TheApp].Settings[settings.CallbackURLs] = settings.List() },
		"the user is frozen":          func(n *need.Need) { n.Users[flow.TheUser].State = provisioning.Frozen },
		"a password of its own":       func(n *need.Need) { n.Users[flow.TheUser].Password = "é" },
	} {
		n := fresh()
		require.True(t, CanWitness(n, true))
		change(n)
		assert.False(t, CanWitness(n, true), name)
	}
	off := fresh()
	off.Orgs[flow.TheOrg].Settings[settings.AllowFlows] = settings.Off
	assert.True(t, CanWitness(off, false))
}

func TestEachEndpointIsAskedOnce(t *testing.T) {
	on := opened(t)
	org, err := on.Provisioner.CreateOrg(t.Context())
	require.NoError(t, err)
	seen := map[string]string{}
	for _, e := range Endpoints(t.Context(), on, org.Site) {
		assert.Empty(t, e.Error, e.Path)
		assert.NotContains(t, []int{0, http.StatusNotFound, http.StatusMethodNotAllowed}, e.Status, e.Path)
		assert.NotContains(t, seen, e.Path)
		seen[e.Path] = e.Kind
	}
	assert.Len(t, seen, 10, "token and refresh requests go to the same endpoint, as the two about passwords do")
	assert.Contains(t, seen, "/services/auth/headless/init/registration")

	on.Capabilities.Flows = nil
	assert.Len(t, Endpoints(t.Context(), on, org.Site), 7, "not those of flows that the target does not offer")

	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	found := Endpoints(t.Context(), on, server.URL)
	require.Len(t, found, 1, "nothing listens there, so the others are not asked")
	assert.NotEmpty(t, found[0].Error)
	assert.Zero(t, found[0].Status)

	by, err := url.Parse(server.URL)
	require.NoError(t, err)
	on.Wire = wire.NewClient(wire.Options{Proxy: func(*url.URL) *wire.Proxy { return &wire.Proxy{URL: by, From: "HTTP_PROXY"} }})
	t.Cleanup(on.Wire.Close)
	found = Endpoints(t.Context(), on, "https://acme.example")
	require.Len(t, found, 1, "no proxy leads there, so the others are not asked")
	assert.Contains(t, found[0].Error, "(HTTP_PROXY)")
}
