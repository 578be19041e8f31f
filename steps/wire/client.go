// Package wire sends single HTTP exchanges to a server that may be broken or
// hostile, exactly as asked, and records them.
//
// It follows no redirect and keeps no cookie, and uses only the proxy that Options name. It sends nothing twice
// that may have reached the server: an authorization code works once, and a login
// that failed twice may lock a user. It knows nothing of the flow: what to send and
// what an answer means is for the packages steps and steps/flow to say. What it
// records is written down only as Session.Transcript gives it, without secrets; how
// these are found is in fixtures/redact.
//
// Begin with session.go, then attempt.go and retry.go; dial.go makes the connections, and race.go sends one request several times at
// the same moment.
package wire

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/codecred/codecred/fixtures/redact"
)

// Client sends requests over one pool of connections. It is safe for concurrent use.
type Client struct {
	options   Options
	dialer    *dialer
	transport *http.Transport   // the network's
	through   http.RoundTripper // for all requests except raw ones
	retries   *retryablehttp.Client
	pace      *pace
	turns     chan struct{} // holds one element for each attempt under way
	races     chan struct{} // holds one element while a race takes its turns
	requests  atomic.Int64
	exhausted atomic.Bool // an exchange has used all its attempts, and the server has not answered since then
}

// NewClient makes a client. Close it after use.
func NewClient(o Options) *Client {
	o = o.withDefaults()
	return newClient(o, newPace(o.RequestsPerSecond), make(chan struct{}, o.Parallel), make(chan struct{}, 1))
}

// WithTimeout makes a client with another Options.RequestTimeout. Both share the limits of rate and
// of attempts at a time.
func (c *Client) WithTimeout(timeout time.Duration) *Client {
	o := c.options
	o.RequestTimeout = timeout
	return newClient(o, c.pace, c.turns, c.races)
}

func newClient(o Options, pace *pace, turns, races chan struct{}) *Client {
	d := newDialer(o)
	c := &Client{options: o, dialer: d, transport: newTransport(o, d), turns: turns, races: races, pace: pace}
	c.through = c.transport
	if o.Shortcut != nil {
		c.through = o.Shortcut(c.transport)
	}
	c.retries = c.retrying()
	return c
}

// Session starts the exchanges of a scenario, whose id goes into the User-Agent
// of each. Values seen where secrets stand are added to secrets, which may be nil.
func (c *Client) Session(scenarioID string, secrets *redact.Secrets) *Session {
	if secrets == nil {
		secrets = redact.New(nil)
	}
	return &Session{client: c, userAgent: c.options.UserAgent + " (" + scenarioID + ")", secrets: secrets}
}

// HTTP makes calls that are not part of a transcript, with the same connections, limits and retry
// rule.
func (c *Client) HTTP() *Caller {
	h := c.retries.StandardClient()
	h.CheckRedirect = asItIs
	return &Caller{h}
}

// Caller makes calls that are not part of a transcript.
type Caller struct{ client *http.Client }

// Do sends a request, and follows no redirect. Its error is an *Error, or that of the request's
// context if the context ended before the first attempt; if it ends between two attempts, the error
// is that of the last one. Its text does not name the call. Reading an answer larger than
// Options.MaxBody ends in an error.
func (c *Caller) Do(req *http.Request) (*http.Response, error) {
	var last *Error
	resp, err := c.client.Do(req.WithContext(context.WithValue(req.Context(), lastFailureKey{}, &last))) //#nosec G704 -- the target file names the address
	if err == nil {
		return resp, nil
	}
	if failure, told := errors.AsType[*Error](err); told {
		return nil, unnamed{failure}
	}
	if last != nil {
		return nil, unnamed{last} // go-retryablehttp only says that the time ran out
	}
	if outer, ok := errors.AsType[*url.Error](err); ok {
		err = outer.Err
	}
	return nil, err
}

// isCall reports whether a request is a call of a Caller.
func isCall(ctx context.Context) bool { return ctx.Value(lastFailureKey{}) != nil }

// unnamed is an *Error whose text does not name the call.
type unnamed struct{ failure *Error }

// Error says how the call failed, and what to do next.
func (u unnamed) Error() string { return u.failure.what() }

// Unwrap returns the *Error.
func (u unnamed) Unwrap() error { return u.failure }

// Requests is how many requests were sent so far in all sessions. Each attempt counts.
func (c *Client) Requests() int { return int(c.requests.Load()) }

// Close closes the idle connections. Exchanges under way end by themselves.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// takeTurn waits until the limits allow one more attempt. The caller gives the turn back.
func (c *Client) takeTurn(ctx context.Context) error {
	if !isCall(ctx) { // before it has a turn, which a call of administration may need meanwhile
		if err := c.pace.slow(ctx); err != nil {
			return err
		}
	}
	select {
	case c.turns <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := c.pace.wait(ctx); err != nil {
		c.giveTurn()
		return err
	}
	return nil
}

func (c *Client) giveTurn() { <-c.turns }

func asItIs(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
