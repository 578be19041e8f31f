package wire

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// idleTimeout is how long a connection is kept without use. It is shorter than on servers (five
// seconds and more), so that this side closes first: if the server closes while a request is sent,
// nobody can tell whether the request was read.
const idleTimeout = 2 * time.Second

func newTransport(o Options) *http.Transport {
	dialer := &net.Dialer{Timeout: o.RequestTimeout}
	return &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return &countedConn{Conn: conn}, nil
		},
		TLSClientConfig:        &tls.Config{RootCAs: o.RootCAs, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    o.RequestTimeout,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // a request asks for compression only by its own header
		MaxResponseHeaderBytes: o.MaxHeader,
		MaxIdleConns:           o.Parallel,
		MaxIdleConnsPerHost:    o.Parallel,
		IdleConnTimeout:        idleTimeout,
	}
}
