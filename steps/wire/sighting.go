package wire

import (
	"encoding/base64"
	"net/url"
	"strings"
	"sync"

	"github.com/codecred/codecred/reports"
)

// sighting is an exchange as a place to find secrets in.
type sighting struct {
	owner         *Secrets        // of the scenario that the exchange is of
	registrations int64           // of the owner's, before the exchange
	secrets       func() []secret // searches once
}

// show puts an exchange before the secrets of the scenario and of the run.
func (s *Session) show(x *Exchange) {
	request, response := x.Request, x.Response // as they are now: a step may rename the exchange
	s.secrets.watch(&sighting{owner: s.secrets, registrations: s.secrets.registrations.Load(), secrets: sync.OnceValue(func() []secret {
		found := secretsIn(request.message(s.userAgent))
		if response != nil {
			for _, v := range secretsIn(response.message()) {
				v.issued = true // what an answer holds was made by the server
				found = append(found, v)
			}
		}
		return found
	})})
}

// secretsIn finds what stands in the places of secrets in a message.
func secretsIn(m reports.Message) []secret {
	found := marked(m.URL, append(urlMarks(m.URL), textMarks(m.URL)...))
	for _, f := range m.Header {
		found = append(found, marked(f.Value, append(fieldMarks(f), textMarks(f.Value)...))...)
		if strings.EqualFold(f.Name, "Authorization") {
			found = append(found, basicPassword(f.Value)...)
		}
	}
	return append(found, marked(m.Body, append(bodyMarks(m), textMarks(m.Body)...))...)
}

// marked is what the marks stand around, decoded as it would be in their place.
func marked(text string, marks []mark) []secret {
	var found []secret
	for _, m := range marks {
		value := text[m.from:m.to]
		if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
		if plain, changed := plainView(value).decode(escapes[1]); changed {
			value = plain.text
		}
		found = append(found, secret{name: m.name, value: value})
	}
	return found
}

// basicPassword is the password within Basic credentials (RFC 7617, section 2),
// in the standard alphabet or that of base64url, padded or not.
func basicPassword(value string) []secret {
	scheme, credentials, _ := strings.Cut(value, " ")
	if !strings.EqualFold(scheme, "Basic") {
		return nil
	}
	standard := strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(strings.TrimSpace(credentials))
	plain, err := base64.RawStdEncoding.DecodeString(standard)
	if err != nil {
		return nil
	}
	if _, password, ok := strings.Cut(string(plain), ":"); ok {
		return []secret{{name: "password", value: password}}
	}
	return nil
}
