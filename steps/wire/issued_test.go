package wire_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/steps/wire"
)

const (
	first  = "aPrxCdr9W1pQ5Zt7aPrxCdr9W1pQ5Zt7=="
	second = "Xk2mQwErTy8uIoPaSdFgHjKlZxCvBnM1=="
)

// received sends a request whose answer holds something and returns it as it
// may be shown.
func received(t *testing.T, secrets *redact.Secrets, header, body string) string {
	t.Helper()
	session := newClient(t, limited()).Session("features/a.feature:1", secrets)
	x := do(t, session, wire.Request{URL: serve(t, hostile.Answers(hostile.Answer("400 Bad Request", header, body))).URL})
	require.NoError(t, x.Err)
	return session.Transcript()[0].Received()
}

func TestWhatLooksLikeAnIssuedValueIsNotShown(t *testing.T) {
	run := redact.New(nil)
	received(t, redact.New(run), "Location: https://app.example/callback?code="+strings.ReplaceAll(first, "=", "%3D")+"\r\n", "")
	for name, answer := range map[string][2]string{
		"in a field":        {"X-Whatever: " + second + "\r\n", ""},
		"in a cookie":       {"Set-Cookie: sid=" + second + "\r\n", ""},
		"in a page":         {"", `<input name="c" value="` + second + `">`},
		"in a list of JSON": {"", `{"x":["` + second + `"]}`},
		"percent-encoded":   {"Location: /login?x=Xk2mQwErTy8uIoPaSdFgHjKlZxCvBnM1%3D%3D\r\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			assert.NotContains(t, received(t, redact.New(run), answer[0], answer[1]), "Xk2mQwErTy8u")
		})
	}
	session := newClient(t, limited()).Session("features/a.feature:1", redact.New(run))
	peer := serve(t, hostile.Answers(hostile.Answer("400 Bad Request", "", "made-up-by-the-harness-"+second[:13])))
	do(t, session, wire.Request{URL: peer.URL, Query: "code=" + strings.Repeat("x1", 18)})
	assert.Contains(t, session.Transcript()[0].Received(), second[:13], "what was only sent is no model of what is issued")
	assert.Contains(t, received(t, redact.New(run), "X-Request-Id: 4f1c2f0e-7c1d-4c58-9d9b-0a2b3c4d5e6f\r\n", "a-plain-word-of-many-letters-xx"), "4f1c2f0e")
}

func TestAFieldThatIsCalledLikeASecretIsNotShown(t *testing.T) {
	for field, shown := range map[string]bool{
		"X-Code: " + second: false, "Access-Token: " + second: false, "X-Auth-Token: " + second: false,
		"X-Error-Code: 1042": true, "X-Codec: " + second: true,
	} {
		text := received(t, redact.New(nil), field+"\r\n", "")
		_, value, _ := strings.Cut(field, ": ")
		if shown {
			assert.Contains(t, text, value, field)
		} else {
			assert.NotContains(t, text, value, field)
		}
	}
}
