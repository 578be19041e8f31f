package redact

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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
//
// What costs time is put off until a text is redacted: values wait for their
// index, and exchanges to be searched for what stands in the places of secrets.
type Secrets struct {
	parent *Secrets

	mu      sync.RWMutex
	index   index
	seen    int
	values  []secret    // registered, not in the index yet
	watched []*exchange // not searched yet

	lengths map[int]string // of the values that the server issued, with the name of one; kept by the outermost set

	given         sync.Map // the registered values, each with how many there were by then
	registrations atomic.Int64
}

// secret is a value with the name that texts show in its place.
type secret struct {
	name, value string
	issued      bool // by the server
}

// New makes an empty set on top of parent, which may be nil.
func New(parent *Secrets) *Secrets {
	return &Secrets{parent: parent, index: newIndex(), lengths: map[int]string{}}
}

// Register adds a value, which Redact then replaces by [name] in every encoding.
// A value of less than four bytes is only redacted where secrets have their place.
func (s *Secrets) Register(name, value string) {
	if len(value) < minSecret {
		return
	}
	s.given.LoadOrStore(value, s.registrations.Add(1))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values = append(s.values, secret{name: name, value: value})
}

// Redact returns the text with every registered value, and everything in the
// place of one ("password=…", "access_token": "…"), replaced by its name in
// brackets. Redacting twice is the same as once.
func (s *Secrets) Redact(text string) string {
	return s.redact(text, nil)
}

// RedactValues returns the text with every registered value replaced by its name in
// brackets, and leaves what only stands where a secret might: for texts in which
// "code" or "token" is the name of something else, such as the errors of an API.
func (s *Secrets) RedactValues(text string) string {
	f := s.search(nil)
	defer f.done()
	f.valuesOnly = true
	return f.redact(text)
}

// Sent returns a part of a request without its secrets.
func (s *Secrets) Sent(p Part) string { return s.redact(p.text, p.marks) }

// Received returns a part of an answer without its secrets. Whatever looks like a
// value that the server has issued is taken for one.
func (s *Secrets) Received(p Part) string {
	s.settle() // the lengths of what was issued come of watched exchanges
	return s.redact(p.text, slices.Concat(p.marks, s.resembling(p.text)))
}

// settle does what was put off, for the set and those beneath it.
func (s *Secrets) settle() {
	if s == nil {
		return
	}
	s.parent.settle()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range s.values {
		s.index.add(placeholderName(v.name, v.value), v.value)
	}
	for _, x := range s.watched {
		for _, v := range x.secrets() {
			s.see(x, v)
			if s.parent == nil && v.issued {
				s.rememberLength(v.name, v.value)
			}
		}
	}
	s.values, s.watched = nil, nil
}

// see adds a value found where secrets stand. One that looks like a word of the
// protocol ("invalid_grant") stays out, or it would vanish from all texts. A long
// one cannot be a word, and is kept from the whole run's texts, not only from
// those of its scenario. One that was registered before it was seen is the
// scenario's own affair. The set is locked.
func (s *Secrets) see(x *exchange, v secret) {
	if s.seen >= maxSeen {
		return
	}
	long := len(v.value) >= longWord
	at, _ := x.owner.given.Load(v.value)
	nth, given := at.(int64)
	switch {
	case len(v.value) < minSeen, len(v.value) > maxSeenLength, !long && (s != x.owner || isWord(v.value)):
	case given && nth <= x.registrations, s.index.has(v.value), s.parent.has(v.value):
	default:
		s.seen++
		s.index.add(placeholderName(v.name, v.value), v.value)
	}
}

// has reports whether a value is in the index of the set or of one beneath it.
func (s *Secrets) has(value string) bool {
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
