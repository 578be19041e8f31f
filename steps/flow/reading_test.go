package flow

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/steps/wire"
)

const (
	testCallback = "https://app.example/callback"
	testCode     = "aPrxCdr0123456789abcdef=="
)

// reply is an answer as a server might give it; headers are name, value, ….
func reply(status int, body string, headers ...string) *wire.Response {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
	}
	return &wire.Response{Status: status, Header: h, Body: []byte(body)}
}

func TestReadAuthorization(t *testing.T) {
	const page = "<html><form action=login></form></html>"
	tests := []struct {
		name  string
		reply *wire.Response
		want  Outcome
	}{
		{"a redirect with a code", reply(302, "", "Location", testCallback+"?code=abc%3D%3D"), Accepted},
		{"a 303 with a code", reply(303, "", "Location", testCallback+"?code=abc"), Accepted},
		{"more parameters", reply(302, "", "Location", testCallback+"?state=x&code=abc&sfdc_community_id=0DB"), Accepted},
		{"a redirect without a code", reply(302, "", "Location", testCallback+"?state=x"), Neither},
		{"a code and an error", reply(302, "", "Location", testCallback+"?code="+testCode+"&error=access_denied"), Neither},
		{"a code elsewhere", reply(302, "", "Location", "https://evil.example/?code="+testCode), Neither},
		{"a code at a longer host", reply(302, "", "Location", "https://app.example/callback.evil?code="+testCode), Neither},
		{"a code in the fragment", reply(302, "", "Location", testCallback+"#code="+testCode), Neither},
		{"a code in JSON", reply(200, `{"code":"`+testCode+`"}`, "Content-Type", "application/json"), Neither},
		{"an empty object", reply(200, `{}`, "Content-Type", "application/json"), Neither},
		{"nothing", reply(200, ``), Neither},
		{"a server error", reply(500, `{"error":"server_error"}`), Neither},
		{"too many requests", reply(429, ``), Neither},
		{"JSON that refuses", reply(400, `{"error":"invalid_request","error_description":"no"}`, "Content-Type", "application/json"), Refused},
		{"a form text that refuses", reply(400, `error=invalid_client_id&error_description=client%20identifier%20invalid`), Refused},
		{"a method that is not allowed", reply(405, ``, "Allow", "POST"), Refused},
		{"an error at the callback", reply(302, "", "Location", testCallback+"?error=access_denied&state=x"), Refused},
		{"a login page", reply(200, page, "Content-Type", "text/html; charset=utf-8"), Refused},
		{"a redirect to a login page", reply(302, "", "Location", "/login?startURL=%2Fauthorize%3Fresponse_type%3Dcode_credentials"), Refused},
		{"JSON that refuses with 200", reply(200, `{"error":"access_denied"}`, "Content-Type", "application/json"), Refused},
		{"JSON that refuses with a number for its code", reply(400, `{"error":"invalid_request","code":400}`), Refused},
		{"JSON that refuses with a word for its code", reply(400, `{"error":"invalid_request","code":"INVALID_REQUEST"}`), Refused},
		{"a refusal with a code in its body", reply(400, `{"error":"invalid_request","detail":{"code":"`+testCode+`"}}`), Neither},
		{"a refusal with a code in a cookie", reply(400, `{"error":"x"}`, "Set-Cookie", "code="+testCode+"; Path=/"), Neither},
		{"a refusal with a code in a header", reply(400, `{"error":"x"}`, "X-Auth-Code", testCode), Neither},
		{"an error at the callback with a code in its fragment", reply(302, "", "Location", testCallback+"?error=access_denied#code="+testCode), Neither},
		{"a login page with a code in a field", reply(200, `<input name="code" value="`+testCode+`">`, "Content-Type", "text/html"), Neither},
		{"a login page with a code in a link", reply(200, `<a href="/x?code=`+testCode+`">`, "Content-Type", "text/html"), Neither},
		{"a form text with a token", reply(400, `error=x&access_token=`+testCode), Neither},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Read(Authorization, tt.reply, testCallback)
			assert.Equal(t, tt.want, got.Outcome, got.Form)
		})
	}
}

func TestReadAuthorizationReturnsWhatTheRedirectCarries(t *testing.T) {
	got := Read(Authorization, reply(302, "", "Location", testCallback+"?code=a%3D%3D&state=s%20t&iss=https%3A%2F%2Fsite.example"), testCallback)
	assert.Equal(t, "a==", got.Code)
	assert.Equal(t, "s t", got.State)
	assert.Equal(t, "https://site.example", got.Issuer)
	assert.Equal(t, url.Values{"code": {"a=="}, "state": {"s t"}, "iss": {"https://site.example"}}, got.Query)
}

func TestReadAuthorizationKeepsTheQueryOfTheCallback(t *testing.T) {
	const withQuery = testCallback + "?from=app"
	assert.Equal(t, Accepted, Read(Authorization, reply(302, "", "Location", withQuery+"&code=abc"), withQuery).Outcome)
	assert.Equal(t, Accepted, Read(Authorization, reply(302, "", "Location", testCallback+"?code=abc&from=app"), withQuery).Outcome)
	assert.NotEqual(t, Accepted, Read(Authorization, reply(302, "", "Location", testCallback+"?code=abc"), withQuery).Outcome)
	assert.NotEqual(t, Accepted, Read(Authorization, reply(302, "", "Location", testCallback+"?code=abc&from=other"), withQuery).Outcome)
}

func TestReadTokens(t *testing.T) {
	tests := []struct {
		name  string
		reply *wire.Response
		want  Outcome
	}{
		{"a bearer token", reply(200, `{"access_token":"00D!AQ","token_type":"Bearer"}`), Accepted},
		{"an empty object", reply(200, `{}`), Neither},
		{"an empty token", reply(200, `{"access_token":""}`), Neither},
		{"a token that is no text", reply(200, `{"access_token":7}`), Neither},
		{"a token beside an error", reply(200, `{"access_token":"00D000000!AQ12","error":"invalid_grant"}`), Neither},
		{"a refusal", reply(400, `{"error":"invalid_grant"}`), Refused},
		{"a refusal for want of a secret", reply(401, `{"error":"invalid_client"}`, "WWW-Authenticate", "Basic"), Refused},
		{"a refusal with a token", reply(400, `{"error":"invalid_grant","access_token":"00D000000!AQ12"}`), Neither},
		{"a server error", reply(503, ``), Neither},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, Read(Token, tt.reply, "").Outcome)
		})
	}
}

func TestHiddenCodesLookLikeTheCodeThatTheControlGot(t *testing.T) {
	code := "aPrx0123456789abcdefgh=="
	resp := reply(400, `{"trace":"`+code[:20]+`"}`,
		"X-Session", "zPrx9876543210abcdefgh==",
		"X-Request-Id", "0123456789",
		"Set-Cookie", "sid=yPrx9876543210abcdefgh%3D%3D; Path=/")
	got := HiddenCodes(resp, wire.Request{Query: "sent=nothing"}, code)
	assert.ElementsMatch(t, []string{"zPrx9876543210abcdefgh==", "yPrx9876543210abcdefgh=="}, got)
	sent := wire.Request{Query: "a=zPrx9876543210abcdefgh%3D%3D", Body: []byte("yPrx9876543210abcdefgh==")}
	assert.Empty(t, HiddenCodes(resp, sent, code), "what was sent is none")
	many := reply(400, `a1345678901234567 b1345678901234567 c1345678901234567 d1345678901234567`)
	require.Len(t, HiddenCodes(many, wire.Request{}, "12345678901234567"), maxHiddenCodes)
}

func FuzzRead(f *testing.F) {
	f.Add(302, testCallback+"?code=abc", "", "")
	f.Add(200, "", "application/json", `{"code":"`+testCode+`"}`)
	f.Add(400, "", "text/html", "<a href='?code=%zz'>")
	f.Fuzz(func(t *testing.T, status int, location, kind, body string) {
		x := reply(status, body, "Location", location, "Content-Type", kind)
		got := Read(Authorization, x, testCallback)
		if got.Outcome == Accepted {
			assert.NotEmpty(t, got.Code)
			assert.Empty(t, got.Error)
		}
		if got.Outcome == Refused {
			assert.Empty(t, Leaks(x))
			assert.Less(t, status, 500)
		}
	})
}

func TestMembersOfAnAnswer(t *testing.T) {
	got := Read(Userinfo, reply(200, `{"sub":"1","n":7,"yes":true,"in":{"a":1},"list":["a",1,"b"],"none":null}`), "")
	assert.Equal(t, []string{"1", "7", "true", "", "", ""},
		[]string{got.Member("sub"), got.Member("n"), got.Member("yes"), got.Member("in"), got.Member("none"), got.Member("absent")})
	assert.Equal(t, "1", got.Text("sub"))
	assert.Empty(t, got.Text("n"))
	assert.Equal(t, []string{"a", "", "b"}, got.List("list"))
	assert.Empty(t, got.List("sub"))
}

func TestLifetimeOfAnAccessToken(t *testing.T) {
	private, _ := newKey(t, "one")
	token := signed(t, "ES256", private, map[string]any{"iat": 100, "exp": 160, "sub": "someone"})
	for body, want := range map[string]time.Duration{
		`{"access_token":"x","expires_in":120}`:  2 * time.Minute,
		`{"access_token":"` + token + `"}`:       time.Minute,
		`{"access_token":"x"}`:                   0,
		`{"access_token":"x","expires_in":"60"}`: 0,
	} {
		assert.Equal(t, want, Read(Token, reply(200, body), "").TokenLifetime(), body)
	}
	jwt, err := ReadJWT(token)
	require.NoError(t, err)
	assert.Equal(t, "someone", jwt.Text("sub"))
	assert.Empty(t, jwt.Text("exp"))
}
