package wire

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
)

// errHungUp is why nothing was written on a kept connection.
var errHungUp = fmt.Errorf("the server closed the kept connection: %w", net.ErrClosed)

// countedConn counts the bytes that were given to the network. Only this count proves that a
// request was not sent.
type countedConn struct {
	net.Conn
	written atomic.Int64
	kept    atomic.Bool // the next write begins a request after another one

	asksCertificate atomic.Bool // the server asked for a client certificate
}

// Write first checks whether a kept connection is still open: a request that is written to a closed
// connection is lost, but a request that was not written can be sent again.
func (c *countedConn) Write(p []byte) (int, error) {
	if c.kept.Swap(false) && hungUp(c.Conn) {
		return 0, errHungUp
	}
	// Counted before the write, because a write that fails may have sent a part.
	c.written.Add(int64(len(p)))
	return c.Conn.Write(p)
}

// departure watches whether an attempt was sent.
//
// It may say "sent" of a request that was not: a TLS session that is closed writes an alert, and an
// HTTP/2 connection also carries other requests. It never says "not sent" of a request of which a
// byte was written.
type departure struct {
	mu     sync.Mutex
	conn   *countedConn
	before int64 // bytes written on conn when this attempt got it
	got    bool
	shared bool // HTTP/2: conn says nothing about one request
}

func (d *departure) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{GotConn: d.gotConn}
}

func (d *departure) gotConn(info httptrace.GotConnInfo) {
	d.mu.Lock()
	defer d.mu.Unlock()
	conn := info.Conn
	if secure, ok := conn.(*tls.Conn); ok {
		d.shared = secure.ConnectionState().NegotiatedProtocol == "h2"
		conn = secure.NetConn()
	}
	d.got = true
	if d.conn, _ = conn.(*countedConn); d.conn != nil {
		d.before = d.conn.written.Load()
		d.conn.kept.Store(info.Reused && !d.shared)
	}
}

// connected reports whether there was a connection, with its TLS session, to send on.
func (d *departure) connected() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.got
}

// asksCertificate reports whether the server asked for a client certificate.
func (d *departure) asksCertificate() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.conn != nil && d.conn.asksCertificate.Load()
}

// sent reports whether a byte of the request may have left.
func (d *departure) sent() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.got && (d.shared || d.conn == nil || d.conn.written.Load() > d.before)
}
