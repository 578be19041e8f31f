package wire

import (
	"strings"
	"sync"
	"unicode"
)

const (
	minSecret = 4  // bytes; a shorter value would be found in every text
	minSeen   = 6  // bytes of a value that is only seen, not registered
	longWord  = 16 // bytes from which a value is no ordinary word

	// A hostile server cannot fill the memory with what looks like secrets.
	maxSeen       = 1 << 13  // seen values of one set
	maxSeenLength = 16 << 10 // bytes of a seen value, which is more than any token has
)

// Secrets are the values that no output may hold. A nil parent ends the chain: a
// scenario's own values stand on top of the run's. It is safe for concurrent use.
type Secrets struct {
	parent *Secrets

	mu    sync.RWMutex
	index index
	seen  int

	lengths map[int]string // of the values that the server issued, with the name of one; kept by the outermost set
}

// NewSecrets makes an empty set on top of parent, which may be nil.
func NewSecrets(parent *Secrets) *Secrets {
	return &Secrets{parent: parent, index: newIndex(), lengths: map[int]string{}}
}

// Register adds a value, which Redact then replaces by [name] in every encoding.
// A value of less than four bytes is only redacted where secrets have their place.
func (s *Secrets) Register(name, value string) {
	if len(value) < minSecret {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.index.add(placeholderName(name, value), value)
}

// Redact returns the text with every registered value, and everything in the
// place of one ("password=…", "access_token": "…"), replaced by its name in
// brackets. Redacting twice is the same as once.
func (s *Secrets) Redact(text string) string {
	return s.redact(text, nil)
}

// see adds a value found where secrets stand. One that looks like a word of the
// protocol ("invalid_grant") stays out, or it would vanish from all texts. A long
// one cannot be a word, and is kept from the whole run's texts.
func (s *Secrets) see(name, value string) {
	long := len(value) >= longWord
	if len(value) < minSeen || len(value) > maxSeenLength || !long && isWord(value) || s.registered(value) {
		return
	}
	s.keep(name, value)
	if long && s.parent != nil {
		s.parent.keep(name, value)
	}
}

func (s *Secrets) keep(name, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen < maxSeen {
		s.seen++
		s.index.add(placeholderName(name, value), value)
	}
}

func (s *Secrets) registered(value string) bool {
	for ; s != nil; s = s.parent {
		s.mu.RLock()
		known := s.index.has(value)
		s.mu.RUnlock()
		if known {
			return true
		}
	}
	return false
}

func isWord(value string) bool {
	return !strings.ContainsFunc(value, func(r rune) bool {
		return !unicode.IsLower(r) && r != '_' && r != '-' && r != ' '
	})
}

// placeholderName avoids a placeholder that would itself show the value.
func placeholderName(name, value string) string {
	for _, candidate := range []string{name, "secret"} {
		if !strings.Contains(candidate, value) {
			return candidate
		}
	}
	return "…"
}
