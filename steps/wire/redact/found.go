package redact

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// exchange is a request and its answer, in whose parts secrets are to be found.
type exchange struct {
	owner         *Secrets        // of the scenario that the exchange belongs to
	registrations int64           // how many values the owner knew before the exchange
	secrets       func() []secret // searches once
}

// Watch keeps from all later texts what an exchange shows where secrets stand:
// from those of the set, and long values also from those of the sets beneath it.
// parts is called when a text is redacted next, once, perhaps by another goroutine.
func (s *Secrets) Watch(parts func() (sent, received []Part)) {
	x := &exchange{owner: s, registrations: s.registrations.Load(), secrets: sync.OnceValue(func() []secret {
		sent, received := parts()
		return append(secretsIn(sent, false), secretsIn(received, true)...)
	})}
	for ; s != nil; s = s.parent {
		s.mu.Lock()
		s.watched = append(s.watched, x)
		s.mu.Unlock()
	}
}

// secretsIn finds what stands in the places of secrets. What an answer holds was
// issued by the server.
func secretsIn(parts []Part, issued bool) []secret {
	var found []secret
	for _, p := range parts {
		found = append(found, marked(p.text, slices.Concat(p.marks, textMarks(p.text)))...)
		if p.basic {
			found = append(found, basicPassword(p.text)...)
		}
	}
	for i := range found {
		found[i].issued = issued
	}
	return found
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
