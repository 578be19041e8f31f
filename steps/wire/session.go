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

// Do sends the request and returns the exchange, never nil. It does not follow a redirect. It
// returns when the attempts, each at most Options.RequestTimeout long, and the waits between them
// are over, or when ctx ends.
func (s *Session) Do(ctx context.Context, r Request) *Exchange {
	x := &Exchange{Request: r, Started: time.Now()}
	s.exchange(ctx, x)
	s.record(x)
	return x
}

// record keeps an exchange that has ended, for the transcript.
func (s *Session) record(x *Exchange) {
	s.watch(x)
	if failure, ok := errors.AsType[*Error](x.Err); ok {
		failure.Call = s.secrets.Redact(x.Request.Label + " " + failure.Call)
		failure.Detail = s.secrets.Redact(failure.Detail)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.exchanges = append(s.exchanges, x)
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

// do runs the attempts. They write into the result that the request's context holds.
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

// Transcript returns redacted copies of the exchanges so far, in the order in which they ended. All
// secrets that are known by now are redacted in all of them.
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
