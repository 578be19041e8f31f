package wire

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/proxy"
)

// Proxy is a proxy by which a request goes.
type Proxy struct {
	URL  *url.URL // its scheme is http, https, socks5 or socks5h; its user and password are secrets
	From string   // what names it, such as HTTPS_PROXY
}

// String names the proxy, without its user and password.
func (p *Proxy) String() string {
	return fmt.Sprintf("the proxy %s://%s (%s)", p.URL.Scheme, p.URL.Host, p.From)
}

// address is the host and the port of the proxy.
func (p *Proxy) address() string {
	port := p.URL.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[p.URL.Scheme]
	}
	return net.JoinHostPort(p.URL.Hostname(), port)
}

func (p *Proxy) isSOCKS() bool { return strings.HasPrefix(p.URL.Scheme, "socks5") }

// proxyError says why there is no way through a proxy.
type proxyError struct {
	proxy *Proxy
	what  string // what happened, foreign text quoted
	next  string // what to do next; empty for the usual
	final bool   // another attempt would end in the same way
	cause error  // nil if the proxy answered
}

func (e *proxyError) Error() string { return fmt.Sprintf("by %v: %s", e.proxy, e.what) }
func (e *proxyError) Unwrap() error { return e.cause }

func noWay(p *Proxy, err error) error {
	return &proxyError{proxy: p, what: quote(err), cause: err}
}

// throughProxy connects to a server through a tunnel of a proxy.
func (d *dialer) throughProxy(ctx context.Context, p *Proxy, address string) (net.Conn, error) {
	if p.isSOCKS() {
		return d.throughSOCKS(ctx, p, address)
	}
	conn, err := d.toProxy(ctx, p)
	if err != nil {
		return nil, err
	}
	if err := d.tunnel(ctx, conn, p, address); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

func (d *dialer) throughSOCKS(ctx context.Context, p *Proxy, address string) (net.Conn, error) {
	var auth *proxy.Auth
	if user := p.URL.User; user != nil {
		auth = &proxy.Auth{User: user.Username()}
		auth.Password, _ = user.Password()
	}
	socks, err := proxy.SOCKS5("tcp", p.address(), auth, d.network)
	if err != nil {
		return nil, noWay(p, err)
	}
	by, ok := socks.(proxy.ContextDialer)
	if !ok {
		return nil, noWay(p, errors.New("no way to stop a connection of this kind"))
	}
	conn, err := by.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, noWay(p, err)
	}
	return conn, nil
}

// toProxy connects to a proxy itself. The server name and the client certificate of the options are
// for the server alone.
func (d *dialer) toProxy(ctx context.Context, p *Proxy) (net.Conn, error) {
	conn, err := d.network.DialContext(ctx, "tcp", p.address())
	if err != nil {
		return nil, noWay(p, err)
	}
	if p.URL.Scheme != "https" {
		return conn, nil
	}
	secure, err := handshake(ctx, conn, d.trusting(p.URL.Hostname(), "http/1.1"))
	if err != nil {
		return nil, &proxyError{
			proxy: p, what: quote(err), final: true, cause: err,
			next: "check the certificate of the proxy; tls.ca_file in the target file is trusted for it too",
		}
	}
	return secure, nil
}

// tunnel asks a proxy for a tunnel to a server: RFC 9110, section 9.3.6.
func (d *dialer) tunnel(ctx context.Context, conn net.Conn, p *Proxy, address string) error {
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	req := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: address}, Host: address, Header: http.Header{"User-Agent": {d.options.UserAgent}}}
	if user := p.URL.User; user != nil {
		password, _ := user.Password()
		req.Header.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(user.Username()+":"+password)))
	}
	if err := req.Write(conn); err != nil {
		return noWay(p, err)
	}
	// Nothing of the server is read too early: in TLS it speaks only when it is spoken to.
	resp, err := readRaw(conn, req, d.options.MaxHeader)
	if err != nil {
		return noWay(p, err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return answerOf(p, resp, "CONNECT "+address)
	}
	return nil
}

// answerOf turns an answer of a proxy into an error.
func answerOf(p *Proxy, resp *http.Response, asked string) error {
	e := &proxyError{proxy: p, what: fmt.Sprintf("it answered %q to %s", resp.Status, asked), final: resp.StatusCode < http.StatusInternalServerError}
	if resp.StatusCode == http.StatusProxyAuthRequired {
		e.next = fmt.Sprintf("give the proxy's user name and password in %s, as in %s://USER:PASSWORD@%s", p.From, p.URL.Scheme, p.URL.Host)
	}
	return e
}

// forwarder returns the proxy that gets requests for a URL as they are, and forwards them; nil if
// they go to the server itself or through a tunnel.
func (o Options) forwarder(u *url.URL) *Proxy {
	if p := o.ProxyOf(u); u.Scheme == "http" && p != nil && !p.isSOCKS() {
		return p
	}
	return nil
}

// isOfProxy reports whether an answer to a forwarded request comes from the proxy and not from the
// server: RFC 9110, section 15.5.8; RFC 9209, section 2.1.1; and what Squid says.
func isOfProxy(resp *http.Response) bool {
	return resp.StatusCode == http.StatusProxyAuthRequired || resp.Header.Get("X-Squid-Error") != "" ||
		strings.Contains(strings.Join(resp.Header.Values("Proxy-Status"), ","), "error=")
}

// forwardedError says that a request must have a connection of its own to the server, and a proxy
// gives it none.
type forwardedError struct{ proxy *Proxy }

func (e *forwardedError) Error() string {
	return fmt.Sprintf("it must be written byte by byte to the server itself, and would be forwarded by %v", e.proxy)
}

// own returns an error if requests for a URL have no connection of their own to the server.
func (o Options) own(u *url.URL) error {
	if p := o.forwarder(u); p != nil {
		return &forwardedError{p}
	}
	return nil
}
