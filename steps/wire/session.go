package wire

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
)

// Session is the exchanges of one scenario. It is safe for concurrent use.
type Session struct {
	client    *Client
	userAgent string
	secrets   *redact.Secrets

	mu        sync.Mutex
	exchanges []*Exchange
}

// Do sends the request and returns what came of it, never nil. A redirect is an
// answer like any other. It returns within Options.RequestTimeout for each
// attempt and the waits between them, or when ctx ends.
func (s *Session) Do(ctx context.Context, r Request) *Exchange {
	x := &Exchange{Request: r, Started: time.Now()}
	s.exchange(ctx, x)
	s.watch(x)
	if failure, ok := errors.AsType[*Error](x.Err); ok {
		failure.Call = s.secrets.Redact(r.Label + " " + failure.Call)
		failure.Detail = s.secrets.Redact(failure.Detail)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.exchanges = append(s.exchanges, x)
	return x
}

func (s *Session) exchange(ctx context.Context, x *Exchange) {
	req, err := x.Request.build(s.userAgent)
	if err != nil {
		x.Err = &Error{Kind: Unsendable, Call: x.Request.Method + " " + x.Request.URL, Detail: err.Error()}
		return
	}
	res := &result{raw: x.Request.Raw}
	err = s.client.do(req.WithContext(context.WithValue(ctx, resultKey{}, res)))
	x.Attempts, x.Response = res.attempts, res.response
	if res.attempts > 0 {
		x.Started = res.started
	}
	x.Duration = time.Since(x.Started)
	switch {
	case res.failure != nil:
		x.Err = res.failure
	case err != nil: // it ended while it waited to try again
		x.Err = &Error{Kind: Cancelled, Call: call(req), Detail: "ended while it waited to try again", Sent: res.attempts > 0, cause: err}
	}
}

// do runs the attempts. What they leave behind is in the result that the request's context holds.
func (c *Client) do(req *http.Request) error {
	retried, err := retryablehttp.FromRequest(req)
	if err != nil {
		return err
	}
	resp, err := c.retries.Do(retried)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Transcript returns redacted copies of the exchanges so far, in the order in
// which they ended. What is known as secret by now is redacted in all of them.
func (s *Session) Transcript() []reports.Exchange {
	s.mu.Lock()
	exchanges := s.exchanges
	s.mu.Unlock()
	copies := make([]reports.Exchange, len(exchanges))
	for i, x := range exchanges {
		copies[i] = s.transcribed(x)
	}
	return copies
}
