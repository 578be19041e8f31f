package redact

import (
	"regexp"
	"strings"
)

// opaque is a run of characters that a code or a token may be made of.
var opaque = regexp.MustCompile(`[A-Za-z0-9._~+/!-]{24,}`)

// shortestIssued is the least length, in bytes, of an issued value whose length
// is remembered: shorter runs of characters are too common.
const shortestIssued = 24

// issuedNames are the places whose values a server makes, all of one length.
var issuedNames = map[string]bool{"code": true, "access_token": true, "refresh_token": true, "id_token": true, "token": true}

// rememberLength notes how long a value is that the server issued, for the whole
// run. The set is the outermost, and locked.
func (s *Secrets) rememberLength(name, value string) {
	length := len(strings.TrimRight(value, "="))
	if !issuedNames[name] || length < shortestIssued || length > maxSeenLength {
		return
	}
	s.lengths[length] = name
}

func (s *Secrets) outermost() *Secrets {
	for s.parent != nil {
		s = s.parent
	}
	return s
}

// resembling marks what in an answer is as long as a code or a token that is known:
// a server that leaks one may give it any name, and the harness may never learn it.
func (s *Secrets) resembling(text string) []mark {
	var marks []mark
	for _, at := range opaque.FindAllStringIndex(text, -1) {
		if name := s.issuedWith(at[1] - at[0]); name != "" && isRandom(text[at[0]:at[1]]) {
			marks = append(marks, mark{at[0], at[1], name})
		}
	}
	return marks
}

func (s *Secrets) issuedWith(length int) string {
	outermost := s.outermost()
	outermost.mu.RLock()
	defer outermost.mu.RUnlock()
	return outermost.lengths[length]
}

// isRandom reports whether a value mixes letters and digits, as no word does.
func isRandom(value string) bool {
	return strings.ContainsAny(value, "0123456789") && strings.ContainsFunc(value, func(r rune) bool { return r > '9' })
}
