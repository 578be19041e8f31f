package wire

import (
	"context"
	"crypto/tls"
	"net"
	"net/url"
	"sync"
)

// dialer makes connections to servers, directly or by a proxy. All requests use it: those of the
// transport, raw ones and races.
type dialer struct {
	network    *net.Dialer
	options    Options
	forwarders sync.Map // the proxies that forward requests, by address
}

func newDialer(o Options) *dialer {
	return &dialer{network: &net.Dialer{Timeout: o.RequestTimeout}, options: o}
}

// forwarding returns the address to which net/http sends a request in place of the server's; nil for
// the server's. The address has the scheme http, because plain connects to a proxy, over TLS if need be.
func (d *dialer) forwarding(u *url.URL) *url.URL {
	p := d.options.forwarder(u)
	if p == nil {
		return nil
	}
	d.forwarders.Store(p.address(), p)
	return &url.URL{Scheme: "http", Host: p.address(), User: p.URL.User}
}

// plain connects to a server without TLS, or to a proxy that forwards requests.
func (d *dialer) plain(ctx context.Context, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, d.options.RequestTimeout)
	defer cancel()
	var conn net.Conn
	var err error
	found, _ := d.forwarders.Load(address)
	if p, ok := found.(*Proxy); ok {
		conn, err = d.toProxy(ctx, p)
	} else {
		conn, err = d.reach(ctx, "http", address)
	}
	if err != nil {
		return nil, err
	}
	return &countedConn{Conn: conn}, nil
}

// secure connects to a server with TLS.
func (d *dialer) secure(ctx context.Context, address string, protocols ...string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, d.options.RequestTimeout)
	defer cancel()
	conn, err := d.reach(ctx, "https", address)
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	counted := &countedConn{Conn: conn}
	config := d.trusting(host, protocols...)
	if d.options.ServerName != "" {
		config.ServerName = d.options.ServerName
	}
	config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
		counted.asksCertificate.Store(true)
		if given := d.options.ClientCertificate; given != nil {
			return given, nil
		}
		return &tls.Certificate{}, nil
	}
	secured, err := handshake(ctx, counted, config)
	if err != nil {
		return nil, &handshakeError{err, counted.asksCertificate.Load()}
	}
	return secured, nil
}

// reach connects to a server, through a tunnel if a proxy is in the way.
func (d *dialer) reach(ctx context.Context, scheme, address string) (net.Conn, error) {
	if p := d.options.ProxyOf(&url.URL{Scheme: scheme, Host: address}); p != nil {
		return d.throughProxy(ctx, p, address)
	}
	return d.network.DialContext(ctx, "tcp", address)
}

// trusting is how a server or a proxy of this name is trusted.
func (d *dialer) trusting(host string, protocols ...string) *tls.Config {
	return &tls.Config{RootCAs: d.options.RootCAs, MinVersion: tls.VersionTLS12, ServerName: host, NextProtos: protocols}
}

// handshake begins a TLS session, or closes the connection.
func handshake(ctx context.Context, conn net.Conn, config *tls.Config) (*tls.Conn, error) {
	secure := tls.Client(conn, config)
	if err := secure.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return secure, nil
}

// handshakeError is a TLS session that did not begin.
type handshakeError struct {
	error

	asksCertificate bool // the server asked for a client certificate
}

func (e *handshakeError) Unwrap() error { return e.error }
