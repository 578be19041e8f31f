package flow

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

func TestSecretsSent(t *testing.T) {
	header := func(value string) []reports.Field { return []reports.Field{{Name: "Authorization", Value: value}} }
	for _, c := range []struct {
		name string
		sent wire.Request
		want map[string]string
	}{
		{"in the body", wire.Request{Body: []byte("username=u&password=p%26q&state=s")}, map[string]string{"password": "p&q"}},
		{"in the query", wire.Request{Query: "client_secret=s&client_id=i"}, map[string]string{"client_secret": "s"}},
		{
			"of a token request", wire.Request{Body: []byte("code=c&code_verifier=v&grant_type=authorization_code")},
			map[string]string{"code": "c", "code_verifier": "v"},
		},
		{"as a bearer token", wire.Request{Header: header("Bearer abc")}, map[string]string{"token": "abc"}},
		{"in base64, padded", wire.Request{Header: header("Basic dTpwOnE=")}, map[string]string{"password": "p:q"}},
		{"in base64url, unpadded", wire.Request{Header: header("basic dTo_Pj8-")}, map[string]string{"password": "?>?>"}},
		{"in no base64 at all", wire.Request{Header: header("Basic !!!")}, map[string]string{"Basic credentials": "!!!"}},
		{"nowhere", wire.Request{Query: "state=s", Header: []reports.Field{{Name: "Accept", Value: "*/*"}}}, map[string]string{}},
		{"in a body that is no form", wire.Request{Body: []byte("%ZZ&password=p")}, map[string]string{"password": "p"}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, SecretsSent(c.sent)) })
	}
}

func FuzzSecretsSent(f *testing.F) {
	f.Add("password=p", "Basic dTpw")
	f.Add("%ZZ=;&&", "Basic")
	f.Add("", "Bearer \x00")
	f.Fuzz(func(t *testing.T, body, authorization string) {
		found := SecretsSent(wire.Request{Body: []byte(body), Header: []reports.Field{{Name: "Authorization", Value: authorization}}})
		assert.NotContains(t, found, "state")
	})
}
