package steps

import (
	"net/url"
	"strings"
)

// repeats names the places of an answer in which a secret stands, as it is or
// encoded as a URL does.
func repeats(a *answer, secret string) []string {
	if secret == "" {
		return nil
	}
	var found []string
	resp := a.exchange.Response
	places := []struct{ name, text string }{{"body", string(resp.Body)}}
	for name, values := range resp.Header {
		places = append(places, struct{ name, text string }{"header " + name, strings.Join(values, "\n")})
	}
	for _, p := range places {
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			if strings.Contains(p.text, form) {
				found = append(found, p.name)
				break
			}
		}
	}
	return found
}
