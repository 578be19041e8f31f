package wire

import (
	"regexp"
	"strings"
)

// opaque is a run of characters that a code or a token may be made of.
var opaque = regexp.MustCompile(`[A-Za-z0-9._~+/!-]{24,}`)

const leastAlike = 24

// issuedNames are the places whose values a server makes, each like the others.
var issuedNames = map[string]bool{"code": true, "access_token": true, "refresh_token": true, "id_token": true, "token": true}

// liken notes how long a value is that the server issued, for the whole run. The
// set is the outermost, and locked.
func (s *Secrets) liken(name, value string) {
	length := len(strings.TrimRight(value, "="))
	if !issuedNames[name] || length < leastAlike || length > maxSeenLength {
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

// alike marks what in an answer is as long as a code or a token that is known: a
// server that leaks one calls it as it likes, and the harness may never learn it.
func (s *Secrets) alike(text string) []mark {
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

// namedMarks: the whole value of a field that is called like a secret, such as
// X-Code or Access-Token. A short one is a word or a number, as in X-Error-Code.
func namedMarks(name, value string) []mark {
	if len(value) < longWord {
		return nil
	}
	segments := strings.ReplaceAll(strings.ToLower(name), "-", "_")
	for segments != "" {
		if isPlace(segments) {
			return []mark{{0, len(value), segments}}
		}
		_, segments, _ = strings.Cut(segments, "_")
	}
	return nil
}
