package flow

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/steps/wire"
)

// TestEachFormOfAnswer checks how each form of answer to an authorization request is described: a
// report gives the description as the reason.
func TestEachFormOfAnswer(t *testing.T) {
	for name, tt := range map[string]struct {
		reply   *wire.Response
		outcome Outcome
		form    string
	}{
		"a code":                 {reply(302, "", "Location", testCallback+"?code=abc"), Accepted, "302 to the callback URL with a code"},
		"an error at home":       {reply(302, "", "Location", testCallback+"?error=access_denied"), Refused, `302 to the callback URL with the error "access_denied"`},
		"a login page":           {reply(200, "<html>", "Content-Type", "text/html"), Refused, "200 with an HTML page"},
		"a page of XHTML":        {reply(200, "<html>", "Content-Type", "application/xhtml+xml"), Refused, "200 with an HTML page"},
		"a redirect to a page":   {reply(302, "", "Location", "/login"), Refused, `302 to "/login"`},
		"a redirect nowhere":     {reply(302, ""), Neither, "302"},
		"the first redirect":     {reply(300, "", "Location", "/login"), Refused, `300 to "/login"`},
		"no redirect yet":        {reply(299, "", "Location", "/login"), Neither, `299 to "/login"`},
		"the last client error":  {reply(499, ""), Refused, "499"},
		"the first client error": {reply(400, ""), Refused, "400"},
		"not even that":          {reply(399, ""), Neither, "399"},
		"the first server error": {reply(500, ""), Neither, "500"},
		"too slow a request":     {reply(408, ""), Neither, "408"},
		"too many requests":      {reply(429, `{"error":"x"}`), Neither, `429 with the error "x"`},
		"an error in the fragment": {
			reply(302, "", "Location", testCallback+"#error=access_denied&state=x"), Refused,
			`302 to the callback URL with the error "access_denied" in the fragment`,
		},
		"a page without a media type": {reply(200, "<!doctype html><title>Log in</title>"), Refused, "200 with an HTML page"},
		"a page of blanks":            {reply(200, " \n", "Content-Type", "text/html"), Neither, "200"},
		"a leak": {
			reply(400, `{"error":"x","access_token":"`+testCode+`"}`), Neither,
			`400 with the error "x", yet with a access_token in the body in it`,
		},
	} {
		got := Read(Authorization, tt.reply, testCallback)
		assert.Equal(t, tt.outcome, got.Outcome, name)
		assert.Equal(t, tt.form, got.Form, name)
	}
}

func TestOnlyARedirectLeadsToTheCallback(t *testing.T) {
	const code = "?code=abc"
	for name, tt := range map[string]struct {
		status             int
		location, callback string
		want               bool
	}{
		"the first status that redirects": {300, testCallback + code, testCallback, true},
		"the last":                        {399, testCallback + code, testCallback, true},
		"a status before":                 {299, testCallback + code, testCallback, false},
		"a status behind":                 {400, testCallback + code, testCallback, false},
		"no callback URL":                 {302, code, "", false},
		"another place":                   {302, "https://other.example/" + code, testCallback, false},
		"a longer path":                   {302, testCallback + "/x" + code, testCallback, false},
		"the URL alone":                   {302, testCallback, testCallback, true},
		"a fragment":                      {302, testCallback + "#x", testCallback, true},
		"a URL that cannot be read":       {302, testCallback + "?a=b#%zz", testCallback, false},
		"a query that cannot be read":     {302, testCallback + "?%zz", testCallback + "?%zz", false},
		"a query that is kept":            {302, testCallback + "?code=abc&a=1", testCallback + "?a=1", true},
		"a query that is repeated":        {302, testCallback + "?a=1&a=1", testCallback + "?a=1", false},
		"a query that is lost":            {302, testCallback + code, testCallback + "?a=1", false},
	} {
		query, got := redirectTo(reply(tt.status, "", "Location", tt.location), tt.callback)
		assert.Equal(t, tt.want, got, name)
		assert.Equal(t, tt.want, query != nil, name)
	}
	lost := Read(Authorization, reply(302, "", "Location", testCallback+code), testCallback+"?a=1")
	assert.Empty(t, lost.Code, "what goes to another URL is no answer to the app")
	assert.Empty(t, lost.Query)
}

func TestTheErrorIsReadWhereverItStands(t *testing.T) {
	for name, tt := range map[string]struct {
		reply         *wire.Response
		error, detail string
	}{
		"in JSON":             {reply(400, `{"error":"a","error_description":"b"}`), "a", "b"},
		"in a form":           {reply(400, "error=a&error_description=b+c\n"), "a", "b c"},
		"at the callback":     {reply(302, "", "Location", testCallback+"?error=a&error_description=b"), "a", "b"},
		"in JSON first":       {reply(302, `{"error":"a","error_description":"b"}`, "Location", testCallback+"?error=c&error_description=d"), "a", "b"},
		"in a broken form":    {reply(400, "error=a;b&%zz"), "", ""},
		"behind other things": {reply(400, "code=1&error=a"), "", ""},
		"nowhere":             {reply(400, "an error"), "", ""},
	} {
		got := Read(Authorization, tt.reply, testCallback)
		assert.Equal(t, tt.error, got.Error, name)
		assert.Equal(t, tt.detail, got.ErrorDescription, name)
	}
}

func TestATokenResponseIsReadWhole(t *testing.T) {
	got := Read(Refresh, reply(200, `{"access_token":"a","refresh_token":"r","id_token":"i","token_type":"Bearer","scope":"api"}`), "")
	assert.Equal(t, Accepted, got.Outcome)
	assert.Equal(t, "200 with an access token", got.Form)
	assert.Equal(t, Tokens{Access: "a", Refresh: "r", ID: "i", Type: "Bearer", Scope: "api"}, got.Tokens)
	for _, status := range []int{201, 302, 400} {
		assert.NotEqual(t, Accepted, Read(Token, reply(status, `{"access_token":"a"}`), "").Outcome, "%d", status)
	}
}

func TestUserinfoIsAcceptedByAnObject(t *testing.T) {
	for name, tt := range map[string]struct {
		reply *wire.Response
		want  Outcome
	}{
		"200":              {reply(200, `{"sub":"x"}`), Accepted},
		"204":              {reply(204, ""), Neither},
		"the last":         {reply(299, `{"sub":"x"}`), Accepted},
		"behind the last":  {reply(300, `{"sub":"x"}`), Neither},
		"before the first": {reply(199, `{"sub":"x"}`), Neither},
		"a redirect":       {reply(300, ""), Neither},
		"an error":         {reply(200, `{"error":"invalid_token"}`), Refused},
		"a page":           {reply(200, "<html>", "Content-Type", "text/html"), Refused},
		"a refusal":        {reply(401, ""), Refused},
	} {
		got := Read(Userinfo, tt.reply, "")
		assert.Equal(t, tt.want, got.Outcome, name)
		if tt.want == Accepted {
			assert.Equal(t, strconv.Itoa(tt.reply.Status), got.Form, name)
		}
	}
}

// TestEachEndpointSaysYesInItsOwnWay holds success against the text that defines it for the endpoint.
func TestEachEndpointSaysYesInItsOwnWay(t *testing.T) {
	const login = "<html><form action=login></form></html>"
	for name, tt := range map[string]struct {
		kind  Kind
		reply *wire.Response
		want  Outcome
	}{
		"a revocation without a body":             {Revocation, reply(200, ""), Accepted},
		"a revocation as an empty page":           {Revocation, reply(200, "", "Content-Type", "text/html"), Accepted},
		"a revocation whose text is called HTML":  {Revocation, reply(200, "OK", "Content-Type", "text/html"), Accepted},
		"a login that gets text called HTML":      {Authorization, reply(200, "Please sign in", "Content-Type", "text/html"), Refused},
		"a revocation with any object":            {Revocation, reply(200, `{"error":"none"}`), Accepted},
		"a revocation that gets the login page":   {Revocation, reply(200, login, "Content-Type", "text/html"), Refused},
		"a revocation, by the last 2xx":           {Revocation, reply(299, ""), Accepted},
		"a revocation, by a redirect":             {Revocation, reply(300, ""), Neither},
		"a revocation that is refused":            {Revocation, reply(400, `{"error":"invalid_token"}`), Refused},
		"a preflight":                             {Preflight, reply(204, ""), Accepted},
		"an introspection":                        {Introspection, reply(200, `{"active":false}`), Accepted},
		"an introspection without a body":         {Introspection, reply(200, ""), Neither},
		"an introspection that is no object":      {Introspection, reply(200, `[true]`), Neither},
		"an introspection with an error":          {Introspection, reply(200, `{"error":"invalid_client"}`), Refused},
		"userinfo":                                {Userinfo, reply(200, `{"sub":"a"}`), Accepted},
		"userinfo as an empty page":               {Userinfo, reply(200, "", "Content-Type", "text/html"), Neither},
		"userinfo that gets the login page":       {Userinfo, reply(200, login, "Content-Type", "text/html"), Refused},
		"metadata":                                {Discovery, reply(200, `{"issuer":"https://site.example"}`), Accepted},
		"metadata that gets the page of a server": {Discovery, reply(200, login), Refused},
	} {
		got := Read(tt.kind, tt.reply, "")
		assert.Equal(t, tt.want, got.Outcome, "%s: %s", name, got.Form)
		if tt.want == Accepted {
			assert.Equal(t, strconv.Itoa(tt.reply.Status), got.Form, name)
		}
	}
	misplaced := Read(Authorization, reply(302, "", "Location", testCallback+"#error=access_denied"), testCallback)
	assert.Empty(t, misplaced.Error, "an error in the fragment is in the wrong place, and does not count as the error of the answer")
}

func TestTheSecretMovesBetweenTheBodyAndTheHeader(t *testing.T) {
	usual := *NewIntrospection(&TokenRequest{}, AccessToken).ClientAuth()
	assert.True(t, usual.IsOwn())
	moved, ok := usual.Moved()
	assert.True(t, ok)
	assert.Equal(t, Placement{Basic: true}, moved.Placement)
	assert.Equal(t, usual.Secret, moved.Secret)
	assert.True(t, moved.IsOwn())
	back, ok := moved.Moved()
	assert.True(t, ok)
	assert.Equal(t, usual, back)
	none := usual
	none.Placement = Placement{}
	_, ok = none.Moved()
	assert.False(t, ok, "it is in neither place")
	wrong := usual
	wrong.Secret = Of(Random)
	assert.False(t, wrong.IsOwn())
}
