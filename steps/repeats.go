package steps

import (
	"strings"

	"github.com/codecred/codecred/steps/wire/redact"
)

// repeats names the places of an answer in which a secret stands, in any encoding:
// also within the Basic credentials of an Authorization header.
func repeats(a *answer, secret string) []string {
	known := redact.New(nil)
	known.Register("secret", secret)
	var found []string
	resp := a.exchange.Response
	note := func(place, text string) {
		if known.RedactValues(text) != text {
			found = append(found, place)
		}
	}
	note("body", string(resp.Body))
	for name, values := range resp.Header {
		note("header "+name, strings.Join(values, "\n"))
	}
	return found
}
