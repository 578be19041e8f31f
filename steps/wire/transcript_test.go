package wire_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

func TestTranscript(t *testing.T) {
	peer := serve(t, hostile.Once(hostile.Busy("429 Too Many Requests", "Retry-After: 0\r\n")))
	session := newSession(t, limited())
	do(t, session, authorization(peer))
	transcript := session.Transcript()
	require.Len(t, transcript, 1)
	x := transcript[0]
	assert.Equal(t, "authorization request", x.Label)
	assert.Equal(t, 2, x.Attempts)
	assert.Positive(t, x.Duration)
	assert.Equal(t, "POST", x.Request.Method)
	assert.Equal(t, peer.URL+"/services/oauth2/authorize", x.Request.URL)
	assert.Equal(t, "response_type=code_credentials&username=ada&password=[password]", x.Request.Body)
	assert.Contains(t, x.Request.Header, reports.Field{Name: "User-Agent", Value: "codecred (features/a.feature:1)"})
	require.NotNil(t, x.Response)
	assert.Equal(t, 200, x.Response.Status)
	assert.Equal(t, "ok", x.Response.Body)
	assert.Empty(t, x.Error)
}

func TestSeenSecretsAreRedactedEverywhere(t *testing.T) {
	const code, password = "aPrxCdr9.W1pQ==", "Correct-Horse-9"
	peer := serve(t, hostile.Answers(hostile.Answer("302 Found", "Location: /echo?code=aPrxCdr9.W1pQ%3D%3D\r\nX-Echo: "+code+"\r\nSet-Cookie: sid=Abc12345; Path=/\r\n",
		"<p>Hello ada, "+password+"</p> Abc12345")))
	run := redact.New(nil)
	secrets := redact.New(run)
	session := newClient(t, limited()).Session("a", secrets)
	do(t, session, wire.Request{URL: peer.URL, Header: []reports.Field{{Name: "Authorization", Value: "Basic YWRhOkNvcnJlY3QtSG9yc2UtOQ=="}}})

	x := session.Transcript()[0]
	assert.Contains(t, x.Request.Header, reports.Field{Name: "Authorization", Value: "Basic [credentials]"})
	assert.Equal(t, "<p>Hello ada, [password]</p> [cookie]", x.Response.Body)
	assert.Contains(t, x.Response.Header, reports.Field{Name: "Location", Value: "/echo?code=[code]"})
	assert.Contains(t, x.Response.Header, reports.Field{Name: "X-Echo", Value: "[code]"})
	assert.Contains(t, x.Response.Header, reports.Field{Name: "Set-Cookie", Value: "sid=[cookie]; Path=/"})
	assert.Equal(t, "[password]", secrets.Redact(password))
}

// TestATokenIsKeptFromEveryTextOfTheRun: a server may show it to another scenario.
func TestATokenIsKeptFromEveryTextOfTheRun(t *testing.T) {
	const token = "00D!of.one.scenario.alone"
	peer := serve(t, hostile.Answers(hostile.Answer("200 OK", "", `{"access_token":"`+token+`"}`)))
	run := redact.New(nil)
	one, another := redact.New(run), redact.New(run)
	do(t, newClient(t, limited()).Session("a", one), wire.Request{URL: peer.URL})
	one.Register("access_token", token)
	assert.Equal(t, "it was [access_token]", another.Redact("it was "+token))
	assert.Equal(t, "it was [access_token]", run.Redact("it was "+token))
}

func TestErrorsAreFreeOfSecrets(t *testing.T) {
	peer := serve(t, hostile.Answers("garbage Correct-Horse-9\r\n\r\n"))
	session := newSession(t, limited())
	x := do(t, session, wire.Request{Method: "POST", URL: peer.URL, Query: "code=aPrx1234567", Body: []byte("password=Correct-Horse-9"),
		Header: []reports.Field{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}}})
	require.Error(t, x.Err)
	for _, text := range []string{x.Err.Error(), session.Transcript()[0].Error} {
		assert.NotContains(t, text, "Correct-Horse-9")
		assert.NotContains(t, text, "aPrx1234567")
		assert.Contains(t, text, "[password]")
	}
}
