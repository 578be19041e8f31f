package flow

import (
	"net/url"
	"strings"

	"github.com/codecred/codecred/steps/wire"
)

// secretParameters are the parameters of the flow whose values are secret.
var secretParameters = []string{"password", "client_secret", "code", "code_verifier", "refresh_token", "token"}

// SecretsSent returns the secrets of a request as it was sent, by name: those of
// its parameters, "token" for a bearer token, "password" for the secret of Basic
// credentials, and "Basic credentials" for such that cannot be read.
func SecretsSent(sent wire.Request) map[string]string {
	found := map[string]string{}
	for _, encoded := range []string{sent.Query, string(sent.Body)} {
		values, _ := url.ParseQuery(encoded) // what can be read of it is enough
		for _, name := range secretParameters {
			if value := values.Get(name); value != "" {
				found[name] = value
			}
		}
	}
	for _, field := range sent.Header {
		if field.Name == "Authorization" {
			name, value := authorizationSecret(field.Value)
			found[name] = value
		}
	}
	return found
}

// authorizationSecret returns the password or the token of an Authorization header.
func authorizationSecret(value string) (name, secret string) {
	scheme, rest, _ := strings.Cut(value, " ")
	if !strings.EqualFold(scheme, "Basic") {
		return "token", rest
	}
	if _, password, ok := DecodeBasic(rest); ok {
		return "password", password
	}
	return "Basic credentials", rest
}

// textSent is all that a request held, as it was sent and as a form decoder reads it.
func textSent(sent wire.Request) string {
	parts := []string{sent.URL, sent.Query, string(sent.Body)}
	for _, f := range sent.Header {
		parts = append(parts, f.Value)
	}
	text := strings.Join(parts, "\n")
	if decoded, err := url.QueryUnescape(text); err == nil {
		text += "\n" + decoded
	}
	return text
}
