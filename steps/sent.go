package steps

import (
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/codecred/codecred/steps/wire"
)

// secretParameters are the parameters of the flow whose values are secret.
var secretParameters = []string{"password", "client_secret", "code", "code_verifier", "refresh_token", "token"}

// secretsSent returns the secrets of a request as it was sent, by name.
func secretsSent(sent wire.Request) map[string]string {
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
	alphabet := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(rest, "="))
	decoded, err := base64.RawStdEncoding.DecodeString(alphabet)
	if err != nil {
		return "Basic credentials", rest
	}
	_, password, _ := strings.Cut(string(decoded), ":")
	return "password", password
}
