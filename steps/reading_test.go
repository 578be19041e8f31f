package steps

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/steps/wire"
)

const (
	testCallback = "https://app.example/callback"
	testCode     = "aPrxCdr0123456789abcdef=="
)

// reply is an answer as a server might give it; headers are name, value, ….
func reply(status int, body string, headers ...string) *wire.Exchange {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
	}
	return &wire.Exchange{Response: &wire.Response{Status: status, Header: h, Body: []byte(body)}}
}

func TestReadAuthorization(t *testing.T) {
	const page = "<html><form action=login></form></html>"
	tests := []struct {
		name  string
		reply *wire.Exchange
		want  outcome
	}{
		{"a redirect with a code", reply(302, "", "Location", testCallback+"?code=abc%3D%3D"), accepted},
		{"a 303 with a code", reply(303, "", "Location", testCallback+"?code=abc"), accepted},
		{"more parameters", reply(302, "", "Location", testCallback+"?state=x&code=abc&sfdc_community_id=0DB"), accepted},
		{"a redirect without a code", reply(302, "", "Location", testCallback+"?state=x"), neither},
		{"a code and an error", reply(302, "", "Location", testCallback+"?code="+testCode+"&error=access_denied"), neither},
		{"a code elsewhere", reply(302, "", "Location", "https://evil.example/?code="+testCode), neither},
		{"a code at a longer host", reply(302, "", "Location", "https://app.example/callback.evil?code="+testCode), neither},
		{"a code in the fragment", reply(302, "", "Location", testCallback+"#code="+testCode), neither},
		{"a code in JSON", reply(200, `{"code":"`+testCode+`"}`, "Content-Type", "application/json"), neither},
		{"an empty object", reply(200, `{}`, "Content-Type", "application/json"), neither},
		{"nothing", reply(200, ``), neither},
		{"a server error", reply(500, `{"error":"server_error"}`), neither},
		{"too many requests", reply(429, ``), neither},
		{"JSON that refuses", reply(400, `{"error":"invalid_request","error_description":"no"}`, "Content-Type", "application/json"), refused},
		{"a form text that refuses", reply(400, `error=invalid_client_id&error_description=client%20identifier%20invalid`), refused},
		{"a method that is not allowed", reply(405, ``, "Allow", "POST"), refused},
		{"an error at the callback", reply(302, "", "Location", testCallback+"?error=access_denied&state=x"), refused},
		{"a login page", reply(200, page, "Content-Type", "text/html; charset=utf-8"), refused},
		{"a redirect to a login page", reply(302, "", "Location", "/login?startURL=%2Fauthorize%3Fresponse_type%3Dcode_credentials"), refused},
		{"JSON that refuses with 200", reply(200, `{"error":"access_denied"}`, "Content-Type", "application/json"), refused},
		{"JSON that refuses with a number for its code", reply(400, `{"error":"invalid_request","code":400}`), refused},
		{"JSON that refuses with a word for its code", reply(400, `{"error":"invalid_request","code":"INVALID_REQUEST"}`), refused},
		{"a refusal with a code in its body", reply(400, `{"error":"invalid_request","detail":{"code":"`+testCode+`"}}`), neither},
		{"a refusal with a code in a cookie", reply(400, `{"error":"x"}`, "Set-Cookie", "code="+testCode+"; Path=/"), neither},
		{"a refusal with a code in a header", reply(400, `{"error":"x"}`, "X-Auth-Code", testCode), neither},
		{"an error at the callback with a code in its fragment", reply(302, "", "Location", testCallback+"?error=access_denied#code="+testCode), neither},
		{"a login page with a code in a field", reply(200, `<input name="code" value="`+testCode+`">`, "Content-Type", "text/html"), neither},
		{"a login page with a code in a link", reply(200, `<a href="/x?code=`+testCode+`">`, "Content-Type", "text/html"), neither},
		{"a form text with a token", reply(400, `error=x&access_token=`+testCode), neither},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(authorization, tt.reply, testCallback)
			assert.Equal(t, tt.want, got.outcome, got.form)
		})
	}
}

func TestReadAuthorizationReturnsWhatTheRedirectCarries(t *testing.T) {
	got := read(authorization, reply(302, "", "Location", testCallback+"?code=a%3D%3D&state=s%20t&iss=https%3A%2F%2Fsite.example"), testCallback)
	assert.Equal(t, "a==", got.code)
	assert.Equal(t, "s t", got.state)
	assert.Equal(t, "https://site.example", got.issuer)
}

func TestReadAuthorizationKeepsTheQueryOfTheCallback(t *testing.T) {
	const withQuery = testCallback + "?from=app"
	assert.Equal(t, accepted, read(authorization, reply(302, "", "Location", withQuery+"&code=abc"), withQuery).outcome)
	assert.Equal(t, accepted, read(authorization, reply(302, "", "Location", testCallback+"?code=abc&from=app"), withQuery).outcome)
	assert.NotEqual(t, accepted, read(authorization, reply(302, "", "Location", testCallback+"?code=abc"), withQuery).outcome)
	assert.NotEqual(t, accepted, read(authorization, reply(302, "", "Location", testCallback+"?code=abc&from=other"), withQuery).outcome)
}

func TestReadTokens(t *testing.T) {
	tests := []struct {
		name  string
		reply *wire.Exchange
		want  outcome
	}{
		{"a bearer token", reply(200, `{"access_token":"00D!AQ","token_type":"Bearer"}`), accepted},
		{"an empty object", reply(200, `{}`), neither},
		{"an empty token", reply(200, `{"access_token":""}`), neither},
		{"a token that is no text", reply(200, `{"access_token":7}`), neither},
		{"a token beside an error", reply(200, `{"access_token":"00D000000!AQ12","error":"invalid_grant"}`), neither},
		{"a refusal", reply(400, `{"error":"invalid_grant"}`), refused},
		{"a refusal for want of a secret", reply(401, `{"error":"invalid_client"}`, "WWW-Authenticate", "Basic"), refused},
		{"a refusal with a token", reply(400, `{"error":"invalid_grant","access_token":"00D000000!AQ12"}`), neither},
		{"a server error", reply(503, ``), neither},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, read(tokenRequest, tt.reply, "").outcome)
		})
	}
}

func TestSuspectsLookLikeTheCodeThatTheControlGot(t *testing.T) {
	code := "aPrx0123456789abcdefgh=="
	resp := reply(400, `{"trace":"`+code[:20]+`"}`,
		"X-Session", "zPrx9876543210abcdefgh==",
		"X-Request-Id", "0123456789",
		"Set-Cookie", "sid=yPrx9876543210abcdefgh%3D%3D; Path=/").Response
	got := suspects(resp, "sent: nothing of this", code)
	assert.ElementsMatch(t, []string{"zPrx9876543210abcdefgh==", "yPrx9876543210abcdefgh=="}, got)
	assert.Empty(t, suspects(resp, "zPrx9876543210abcdefgh== yPrx9876543210abcdefgh==", code), "what was sent is none")
	require.Len(t, suspects(reply(400, `a1345678901234567 b1345678901234567 c1345678901234567 d1345678901234567`).Response, "", "12345678901234567"), mostSuspects)
}

func FuzzRead(f *testing.F) {
	f.Add(302, testCallback+"?code=abc", "", "")
	f.Add(200, "", "application/json", `{"code":"`+testCode+`"}`)
	f.Add(400, "", "text/html", "<a href='?code=%zz'>")
	f.Fuzz(func(t *testing.T, status int, location, kind, body string) {
		x := reply(status, body, "Location", location, "Content-Type", kind)
		got := read(authorization, x, testCallback)
		if got.outcome == accepted {
			assert.NotEmpty(t, got.code)
			assert.Empty(t, got.err)
		}
		if got.outcome == refused {
			assert.Empty(t, leaks(x.Response))
			assert.Less(t, status, 500)
		}
	})
}
