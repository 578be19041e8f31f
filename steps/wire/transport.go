package wire

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"
)

// idleTimeout is how long a connection is kept without use. It is shorter than on servers (five
// seconds and more), so that this side closes first: if the server closes while a request is sent,
// nobody can tell whether the request was read.
const idleTimeout = 2 * time.Second

func newTransport(o Options, d *dialer) *http.Transport {
	return &http.Transport{
		Proxy: func(r *http.Request) (*url.URL, error) { return d.forwarding(r.URL), nil },
		DialContext: func(ctx context.Context, _, address string) (net.Conn, error) {
			return d.plain(ctx, address)
		},
		DialTLSContext: func(ctx context.Context, _, address string) (net.Conn, error) {
			return d.secure(ctx, address, "h2", "http/1.1")
		},
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // a request asks for compression only by its own header
		MaxResponseHeaderBytes: o.MaxHeader,
		MaxIdleConns:           o.Parallel,
		MaxIdleConnsPerHost:    o.Parallel,
		IdleConnTimeout:        idleTimeout,
	}
}
