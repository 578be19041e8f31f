package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/steps/flow"
)

// page is a page with a header field.
func page(name, value string) response {
	return response{status: 200, header: map[string]string{"Content-Type": "text/html; charset=utf-8", name: value}, body: "<html><title>No</title></html>"}
}

var pageCases = []lineCase{
	{
		"a page in frames", "a page of the answer cannot be framed by another site", loggingIn,
		[]response{
			page("X-Frame-Options", "DENY"), page("X-Frame-Options", "sameorigin"), page("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"),
			// What no browser shows as the login page cannot be framed.
			inJSON(400, `{"error":"invalid_grant"}`), {status: 302, header: map[string]string{"Location": "/login"}}, {status: 401},
			{status: 302, header: map[string]string{"Location": "/login", "Content-Type": "text/html"}, body: `<a href="/login">Found</a>.`},
			{status: 404, header: map[string]string{"Content-Type": "text/html"}, body: "<h1>Not Found</h1>"},
		},
		[]response{
			page("X-Frame-Options", "ALLOWALL"), page("Content-Security-Policy", "default-src 'none'"), page("Content-Security-Policy", "frame-ancestors *"),
			page("Content-Security-Policy", "frame-ancestors https:"), page("X-Other", "DENY"),
		},
	},
	{
		"a page that tells its URL", "a page of the answer does not tell its URL to other sites", loggingIn,
		[]response{
			page("Referrer-Policy", "no-referrer"), page("Referrer-Policy", "unsafe-url, strict-origin"), inJSON(400, `{}`), {status: 302, header: map[string]string{"Location": "/login"}},
			{status: 200, header: map[string]string{"Content-Type": "text/html"}, body: `<meta name="referrer" content="no-referrer">`},
		},
		[]response{page("Referrer-Policy", "unsafe-url"), page("Referrer-Policy", "no-referrer, no-referrer-when-downgrade"), page("X-Other", "no-referrer")},
	},
	{
		"markup in a page", `no page of the answer contains "<b>"`, loggingIn,
		[]response{{status: 400, header: map[string]string{"Content-Type": "text/html"}, body: "<p>bold</p>"}, inJSON(400, `{"error":"<b>"}`)},
		[]response{{status: 400, header: map[string]string{"Content-Type": "text/html"}, body: "<p><b>bold</b></p>"}},
	},
	{
		"the type of a member", `the answer's "expires_in", if it has one, is a whole number`, exchanging,
		[]response{inJSON(200, `{"expires_in":7200}`), inJSON(200, `{}`)},
		[]response{inJSON(200, `{"expires_in":"7200"}`), inJSON(200, `{"expires_in":null}`), inJSON(200, `{"expires_in":[7200]}`)},
	},
	{
		"a member twice", "no member of the answer stands there twice", exchanging,
		[]response{inJSON(200, `{"scope":"api","token_type":"Bearer"}`), inJSON(200, `{"a":{"scope":1},"scope":2}`)},
		[]response{inJSON(200, `{"scope":"api","scope":"web"}`), inJSON(200, `{"scope":"api","sc\u006fpe":"web"}`)},
	},
	{
		"a list of the metadata", `the metadata, if it has "response_types_supported", lists "code" there`, flow.NewDiscovery(),
		[]response{inJSON(200, `{"issuer":"https://one.example/site","response_types_supported":["code","token"]}`)},
		[]response{inJSON(200, `{"issuer":"https://one.example/site","response_types_supported":["token"]}`), inJSON(200, `{"issuer":"https://one.example/site","response_types_supported":"code"}`)},
	},
}

// TestAHeaderFieldOnceAtMost has a field that is missing, which breaks another requirement.
func TestAHeaderFieldOnceAtMost(t *testing.T) {
	for times, right := range []bool{true, true, false} {
		found, err := Find(`the header "Content-Type" stands there once at most`)
		require.NoError(t, err)
		exchange := response{status: 200}.exchange()
		for range times {
			exchange.Response.Header.Add("Content-Type", asJSON)
		}
		world := NewWorld(&Environment{}, nil, redact.New(nil))
		world.take(exchanging, exchange)
		assert.Equal(t, right, found.Run(t.Context(), world) == nil, "%d times", times)
	}
}

func TestLinesAboutPagesAndMembers(t *testing.T) { playCases(t, pageCases) }
