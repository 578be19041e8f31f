// Package wire sends single HTTP exchanges to a server that may be broken or
// hostile, exactly as asked, and records them without the secrets in them.
//
// No redirect is followed, no cookie kept, no proxy used, and nothing is sent
// twice that may have reached the server: an authorization code works once, and
// a login that failed twice may lock a user.
package wire

import (
	"context"
	"crypto/x509"
	"net/http"
	"sync/atomic"
	"time"
)

// Options bound what a Client does. The zero value of each is its default.
type Options struct {
	RootCAs           *x509.CertPool // nil: the system's
	RequestTimeout    time.Duration  // for one attempt, from connecting to the last byte; default 10 s
	MaxBody           int64          // bytes of an answer's body, decoded; default 1 MiB
	MaxHeader         int64          // bytes of an answer's header; default 64 KiB
	RequestsPerSecond float64        // over all sessions; default: no limit
	Parallel          int            // exchanges at a time over all sessions; default 16
	UserAgent         string         // default "codecred"
	MaxRetries        int            // after the first attempt, where a retry is safe; default 2, negative: none
	MaxRetryWait      time.Duration  // before a retry, whatever Retry-After asks for; default 5 s
}

// Client sends requests over one pool of connections. It is safe for concurrent use.
type Client struct {
	options  Options
	requests atomic.Int64
}

// NewClient makes a client. Close it after use.
func NewClient(o Options) *Client { return &Client{options: o} }

// Session starts the exchanges of a scenario, whose id goes into the User-Agent
// of each. Values seen in places where secrets stand are added to secrets.
func (c *Client) Session(scenarioID string, secrets *Secrets) *Session {
	return &Session{client: c, userAgent: c.options.UserAgent + " (" + scenarioID + ")", secrets: secrets}
}

// HTTP is a client with the same connections, limits and retry rule, for calls
// that are no part of a transcript. It returns redirects as they are.
func (c *Client) HTTP() *http.Client { return &http.Client{} }

// Requests is how many requests were sent so far, over all sessions, each attempt counted.
func (c *Client) Requests() int { return int(c.requests.Load()) }

// Close closes the idle connections.
func (c *Client) Close() {}

func (c *Client) exchange(ctx context.Context, s *Session, x *Exchange) {}
