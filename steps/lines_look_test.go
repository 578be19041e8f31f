package steps

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

const site = "https://one.example/site"

// response is an answer made by hand: its status, header fields and body.
type response struct {
	status int
	header map[string]string
	body   string
}

// exchange returns an exchange with the answer.
func (r response) exchange() *wire.Exchange {
	header := http.Header{}
	for name, value := range r.header {
		header.Set(name, value)
	}
	return &wire.Exchange{Response: &wire.Response{Status: r.status, Header: header, Body: []byte(r.body)}}
}

// look runs a line on an answer to a request. The result is nil if the line finds nothing wrong.
func look(t *testing.T, line string, r flow.Request, what response) (*World, error) {
	t.Helper()
	found, err := Find(line)
	require.NoError(t, err)
	exchange := what.exchange()
	env := &Environment{
		Endpoints: flow.Endpoints{flow.Authorization: "/authorize"},
		Orgs:      map[flow.Role]provisioning.Org{flow.TheOrg: {Site: site}},
		Apps: map[flow.Role]App{flow.TheApp: {Org: flow.TheOrg, App: provisioning.App{
			ClientID: "the-client", Settings: settings.Values{settings.CallbackURLs: settings.List("https://app.example/callback")},
		}}},
	}
	world := NewWorld(env, nil, redact.New(nil))
	if written, err := world.write(r); err == nil { // one that needs a code has none here
		exchange.Request = written
	}
	world.take(r, exchange)
	return world, found.Run(t.Context(), world)
}

// lineCase is a line, a request, and answers to it that are right or wrong by the line.
type lineCase struct {
	name         string
	line         string
	request      flow.Request
	right, wrong []response
}

const asJSON = "application/json"

// The requests that answers are made for.
var (
	theirs     = flow.NewPreflight(flow.Token, "https://page.example")
	loggingIn  = withState(flow.NewAuthorization(flow.Usual(), false), "xyz")
	exchanging = flow.NewToken(loggingIn, false)
	sending    = wantingTo(flow.NewPreflight(flow.Authorization, "https://page.example"), "auth-request-type,authorization")
)

func wantingTo(r *flow.PreflightRequest, headers flow.Template) *flow.PreflightRequest {
	r.SetHeader(flow.AskedHeaders, headers)
	return r
}

func withState(r *flow.AuthorizationRequest, state flow.Template) *flow.AuthorizationRequest {
	r.Params.Set("state", state)
	return r
}

var lineCases = []lineCase{
	{
		"header fields that are allowed", "the header fields asked for are allowed", sending,
		[]response{
			{status: 204, header: map[string]string{"Access-Control-Allow-Headers": "Authorization, Auth-Request-Type"}},
			{status: 204, header: map[string]string{"Access-Control-Allow-Headers": "*,authorization"}},
		},
		[]response{
			{status: 204},
			{status: 204, header: map[string]string{"Access-Control-Allow-Headers": "*"}},
			{status: 204, header: map[string]string{"Access-Control-Allow-Headers": "Authorization"}},
		},
	},
	{
		"an origin in Vary", "an answer that names the origin depends on it", theirs,
		[]response{
			{status: 200},
			{status: 200, header: map[string]string{"Access-Control-Allow-Origin": "*"}},
			{status: 200, header: map[string]string{"Access-Control-Allow-Origin": "https://page.example", "Vary": "Accept, origin"}},
			{status: 200, header: map[string]string{"Access-Control-Allow-Origin": "https://page.example", "Vary": "*"}},
		},
		[]response{
			{status: 200, header: map[string]string{"Access-Control-Allow-Origin": "https://page.example"}},
			{status: 200, header: map[string]string{"Access-Control-Allow-Origin": "https://page.example", "Vary": "Accept"}},
		},
	},
	{
		"an origin that is allowed", "the origin is allowed", theirs,
		[]response{
			{status: 204, header: map[string]string{"Access-Control-Allow-Origin": "https://page.example"}},
			{status: 200, header: map[string]string{"Access-Control-Allow-Origin": "*"}},
		},
		[]response{
			{status: 204},
			{status: 405, header: map[string]string{"Access-Control-Allow-Origin": "https://page.example"}},
			{status: 204, header: map[string]string{"Access-Control-Allow-Origin": "https://page.example.com"}},
		},
	},
	{
		"an origin that is not", "the origin is not allowed", theirs,
		[]response{{status: 204}, {status: 403, header: map[string]string{"Access-Control-Allow-Origin": "https://other.example"}}},
		[]response{
			{status: 405, header: map[string]string{"Access-Control-Allow-Origin": "https://page.example"}},
			{status: 200, header: map[string]string{"Access-Control-Allow-Origin": "*"}},
		},
	},
	{
		"a range of statuses", "the answer's status is from 400 to 499", exchanging,
		[]response{{status: 400}, {status: 499}}, []response{{status: 399}, {status: 500}},
	},
	{
		"an error of a token request", "the error is one that RFC 6749 names for a token request", exchanging,
		[]response{{status: 400, body: `{"error":"invalid_grant"}`}, {status: 401, body: `{"error":"invalid_client"}`}},
		[]response{{status: 400}, {status: 400, body: `{"error":""}`}, {status: 400, body: `{"error":"access_denied"}`}},
	},
	{
		"an error at the callback", "an error that goes to the callback URL is one that RFC 6749 names", loggingIn,
		[]response{
			{status: 400, body: `{"error":"inactive_user"}`},
			{status: 303, header: map[string]string{"Location": "https://app.example/callback?error=access_denied"}},
			{status: 303, header: map[string]string{"Location": "https://app.example/callback?error=login_required"}},
		},
		[]response{
			{status: 303, header: map[string]string{"Location": "https://app.example/callback?error=inactive_user"}},
			{status: 303, header: map[string]string{"Location": "https://app.example/callback?error=invalid_grant"}},
		},
	},
	{
		"a challenge without an error", "the challenge, if there is one, names no error", exchanging,
		[]response{
			{status: 401}, {status: 401, header: map[string]string{"WWW-Authenticate": "Bearer"}},
			{status: 401, header: map[string]string{"WWW-Authenticate": `Bearer realm="no error", x-error="a"`}},
		},
		[]response{
			{status: 401, header: map[string]string{"WWW-Authenticate": `Bearer error="invalid_request"`}},
			{status: 401, header: map[string]string{"WWW-Authenticate": `Bearer realm="a", Error=invalid_token`}},
		},
	},
	{
		"a challenge of the right form", "the challenge, if there is one, is written as RFC 9110 says", exchanging,
		[]response{
			{status: 401}, {status: 401, header: map[string]string{"WWW-Authenticate": "Bearer"}},
			{status: 401, header: map[string]string{"WWW-Authenticate": `Basic realm="a, b", charset=UTF-8, , Bearer error = "x\"y"`}},
			{status: 401, header: map[string]string{"WWW-Authenticate": `Negotiate aGVsbG8=, Bearer realm=""`}},
		},
		[]response{
			{status: 401, header: map[string]string{"WWW-Authenticate": `Bearer realm="a", error="x`}},
			{status: 401, header: map[string]string{"WWW-Authenticate": `Bearer realm="a" error="x"`}},
			{status: 401, header: map[string]string{"WWW-Authenticate": `invalid_token", error_description="x"`}},
		},
	},
	{
		"a server error", "the answer is no server error", loggingIn,
		[]response{{status: 200}, {status: 404}}, []response{{status: 500}, {status: 501}},
	},
	{
		"the allowed methods", "an answer 405 lists the allowed methods", loggingIn,
		[]response{{status: 400}, {status: 405, header: map[string]string{"Allow": "GET, PUT"}}},
		[]response{{status: 405}, {status: 405, header: map[string]string{"Allow": " , "}}, {status: 405, header: map[string]string{"Allow": "GET, POST"}}},
	},
	{
		"how to authenticate", "an answer 401 says how to authenticate", exchanging,
		[]response{{status: 400}, {status: 401, header: map[string]string{"WWW-Authenticate": "Basic"}}},
		[]response{{status: 401}, {status: 401, header: map[string]string{"WWW-Authenticate": ""}}},
	},
	{
		"the issuer of metadata", "the metadata, if there is any, names the site as its issuer", flow.NewDiscovery(),
		[]response{{status: 200, body: `{"issuer":"` + site + `"}`}},
		[]response{
			{status: 200}, {status: 200, body: "<p>"}, {status: 200, body: "{}"}, {status: 200, body: `{"issuer":null}`},
			{status: 200, body: `{"issuer":"` + site + `/"}`}, {status: 200, body: `{"issuer":["` + site + `"]}`},
		},
	},
	{
		"a parameter that comes once", `the redirect carries "state"`, loggingIn,
		[]response{at(redirect + "?code=abc&state=xyz")},
		[]response{at(redirect + "?code=abc"), at(redirect + "?code=abc&state=xyz&state=xyz")},
	},
	{
		"the scope that was asked for", `the scope granted is "api"`, exchanging,
		[]response{{status: 200, body: `{"access_token":"x","scope":"api"}`}},
		[]response{{status: 200, body: `{"access_token":"x"}`}, {status: 200, body: `{"access_token":"x","scope":""}`}, {status: 200, body: `{"access_token":"x","scope":"api web"}`}},
	},
	{
		"the state of an error at the callback", `an error that goes to the callback URL carries the "state" that was sent`, loggingIn,
		[]response{
			{status: 400, header: map[string]string{"Content-Type": asJSON}, body: `{"error":"invalid_grant"}`},
			{status: 302, header: map[string]string{"Location": "https://app.example/callback?error=access_denied&state=xyz"}},
		},
		[]response{
			{status: 302, header: map[string]string{"Location": "https://app.example/callback?error=access_denied"}},
			{status: 302, header: map[string]string{"Location": "https://app.example/callback?error=access_denied&state=xy"}},
		},
	},
	{
		"markup in a page", `no page of the answer contains "<script>x"`, loggingIn,
		[]response{
			{status: 400, header: map[string]string{"Content-Type": asJSON}, body: "<script>x"},
			{status: 400, header: map[string]string{"Content-Type": "text/html"}, body: "&lt;script>x"},
		},
		[]response{
			{status: 400, header: map[string]string{"Content-Type": "text/html; charset=UTF-8"}, body: "<p><script>x</script>"},
			{status: 400, body: "<script>x"},
		},
	},
	{
		"a time in milliseconds", `the answer's "issued_at" is a time in milliseconds, written as text`, exchanging,
		[]response{{status: 200, body: `{"issued_at":"1667600739962"}`}},
		[]response{{status: 200, body: `{"issued_at":1667600739962}`}, {status: 200, body: `{"issued_at":"1667600739"}`}, {status: 200, body: `{}`}},
	},
	{
		"an origin as a member", `the answer's "instance_url" is an origin`, exchanging,
		[]response{{status: 200, body: `{"instance_url":"https://one.example"}`}, {status: 200, body: `{"instance_url":"http://127.0.0.1:8080"}`}},
		[]response{{status: 200, body: `{"instance_url":"https://one.example/site"}`}, {status: 200, body: `{"instance_url":"https://one.example/"}`}, {status: 200, body: `{}`}},
	},
	{
		"an absolute URL as a member", `the answer's "id" is an absolute URL`, exchanging,
		[]response{{status: 200, body: `{"id":"https://one.example/id/1/2"}`}}, []response{{status: 200, body: `{"id":"/id/1/2"}`}, {status: 200, body: `{}`}},
	},
	{
		"an issuer", "the metadata, if there is any, names the site as its issuer", flow.NewDiscovery(),
		[]response{{status: 200, body: `{"issuer":"` + site + `"}`}},
		[]response{{status: 200, body: `{"issuer":"https://one.example"}`}, {status: 200, body: `{"issuer":"` + site + `/"}`}},
	},
	{
		"a list in the metadata", `the metadata lists "S256" among its "methods"`, flow.NewDiscovery(),
		[]response{{status: 200, body: `{"methods":["plain","S256"]}`}}, []response{{status: 200, body: `{"methods":["plain"]}`}, {status: 200, body: `{"methods":"S256"}`}, {status: 404}},
	},
	{
		"a token of someone else", "the token is not reported as active", flow.NewIntrospection(exchanging, flow.AccessToken),
		[]response{{status: 401}, {status: 200, body: `{"active":false}`}}, []response{{status: 200, body: `{"active":true}`}},
	},
	{
		"a token without a form", "the access token is not a JWT", exchanging,
		[]response{{status: 200, body: `{"access_token":"00D!abc.def.ghi"}`}}, nil,
	},
	{
		"a JWT that is none", "the access token is a signed JWT", exchanging,
		nil, []response{{status: 200, body: `{"access_token":"00D!abc.def.ghi"}`}, {status: 200, body: `{}`}},
	},
}

func TestLinesLookAtTheAnswer(t *testing.T) { playCases(t, lineCases) }

// playCases runs lines on answers that are right or wrong for them.
func playCases(t *testing.T, cases []lineCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, what := range c.right {
				_, err := look(t, c.line, c.request, what)
				assert.NoError(t, err, "%+v", what)
			}
			for _, what := range c.wrong {
				_, err := look(t, c.line, c.request, what)
				var failure *Failure
				require.ErrorAs(t, err, &failure, "%+v", what)
				assert.Equal(t, reports.Failed, failure.Verdict)
				assert.NotEmpty(t, failure.Expected)
			}
		})
	}
}

func TestAnErrorThatRepeatsASecretFails(t *testing.T) {
	r := flow.NewAuthorization(flow.Usual(), false)
	r.Login.SetUsername("someone")
	r.Login.SetPassword("pass word&1")
	for body, wrong := range map[string]bool{
		`{"error":"invalid_grant"}`: false,
		`{"error":"invalid_grant","error_description":"no user has the password pass word&1"}`: true,
		`<form action="?password=pass+word%261">`:                                              true,
	} {
		_, err := look(t, "the answer repeats no secret that was sent", r, response{status: 400, body: body})
		assert.Equal(t, wrong, err != nil, body)
	}
}

func TestNotesNeverFail(t *testing.T) {
	for line, want := range map[string]string{
		`it is noted whether the answer has "expires_in"`:                     "the answer has expires_in: true",
		`it is noted whether the metadata lists "code" among its "responses"`: `"code" is among the responses of the metadata`,
		"it is noted which scopes are granted":                                `the scopes granted are "api"`,
	} {
		body := `{"access_token":"x","scope":"api","expires_in":60,"responses":["code"]}`
		login := flow.NewAuthorization(flow.Usual(), false)
		world, err := look(t, line, flow.NewToken(login, false), response{status: 200, body: body})
		require.NoError(t, err)
		assert.Equal(t, []string{want}, world.Observed)
	}
}
