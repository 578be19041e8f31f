package wire_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/steps/wire"
)

// aProxy makes tunnels and forwards requests. It notes what it is asked for.
type aProxy struct {
	*httptest.Server

	mu    sync.Mutex
	asked []string // method, authority and Proxy-Authorization
	pipes sync.WaitGroup
}

func (p *aProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.note(r.Method + " " + r.Host + " " + r.Header.Get("Proxy-Authorization"))
	if r.Method != http.MethodConnect {
		(&httputil.ReverseProxy{Rewrite: func(*httputil.ProxyRequest) {}, Transport: &http.Transport{DisableKeepAlives: true}}).ServeHTTP(w, r)
		return
	}
	server, err := new(net.Dialer).DialContext(r.Context(), "tcp", r.Host)
	if err != nil {
		http.Error(w, "", http.StatusBadGateway)
		return
	}
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = server.Close()
		return
	}
	_, _ = io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n")
	p.pipe(conn, buffered.Reader, server)
}

func (p *aProxy) note(what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, strings.TrimSpace(what))
}

// notes returns what the proxy was asked for since the last call.
func (p *aProxy) notes() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer func() { p.asked = nil }()
	return p.asked
}

// pipe copies both ways until one side ends.
func (p *aProxy) pipe(client net.Conn, from io.Reader, server net.Conn) {
	p.pipes.Go(func() { _, _ = io.Copy(server, from); _ = server.Close() })
	p.pipes.Go(func() { _, _ = io.Copy(client, server); _ = client.Close() })
}

// socks answers SOCKS 5 without and with a user name: RFC 1928 and RFC 1929.
func (p *aProxy) socks(conn net.Conn) {
	in := bufio.NewReader(conn)
	take := func(n byte) []byte {
		b := make([]byte, n)
		_, _ = io.ReadFull(in, b)
		return b
	}
	ways := string(take(take(2)[1]))
	user := ""
	if strings.Contains(ways, "\x02") {
		_, _ = conn.Write([]byte{5, 2})
		user = string(take(take(2)[1])) + ":" + string(take(take(1)[0]))
		_, _ = conn.Write([]byte{1, 0})
	} else {
		_, _ = conn.Write([]byte{5, 0})
	}
	host := ""
	switch kind := take(4)[3]; kind {
	case 1:
		host = net.IP(take(4)).String()
	case 3:
		host = string(take(take(1)[0]))
	}
	address := net.JoinHostPort(host, strconv.Itoa(int(binary.BigEndian.Uint16(take(2)))))
	p.note("SOCKS " + address + " " + user)
	server, err := new(net.Dialer).DialContext(context.Background(), "tcp", address)
	if err != nil {
		_, _ = conn.Write([]byte{5, 5, 0, 1, 0, 0, 0, 0, 0, 0})
		_ = conn.Close()
		return
	}
	_, _ = conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	p.pipe(conn, in, server)
}

// startProxy starts a proxy of a scheme, and returns it as clients name it.
func startProxy(t *testing.T, scheme, user string) (*aProxy, *wire.Proxy) {
	t.Helper()
	p := &aProxy{}
	var address string
	if scheme == "socks5" {
		listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
		require.NoError(t, err)
		var accepting sync.WaitGroup
		accepting.Go(func() {
			for conn, err := listener.Accept(); err == nil; conn, err = listener.Accept() {
				accepting.Go(func() { p.socks(conn) })
			}
		})
		t.Cleanup(func() { _ = listener.Close(); accepting.Wait(); p.pipes.Wait() })
		address = listener.Addr().String()
	} else {
		p.Server = httptest.NewUnstartedServer(p)
		p.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
		if scheme == "https" {
			p.StartTLS()
		} else {
			p.Start()
		}
		t.Cleanup(func() { p.Close(); p.pipes.Wait() })
		address = p.Listener.Addr().String()
	}
	u, err := url.Parse(scheme + "://" + user + address)
	require.NoError(t, err)
	return p, &wire.Proxy{URL: u, From: "HTTPS_PROXY"}
}

// by sends everything by a proxy.
func by(p *wire.Proxy) func(*url.URL) *wire.Proxy { return func(*url.URL) *wire.Proxy { return p } }

// origin is a server that says which version of HTTP it was asked with.
func origin(t *testing.T, scheme string, http2 bool) (server *httptest.Server, roots *x509.CertPool) {
	t.Helper()
	server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, r.Proto+r.Header.Get("Proxy-Authorization"))
	}))
	server.EnableHTTP2 = http2
	roots = x509.NewCertPool()
	if scheme == "https" {
		server.StartTLS()
		roots.AddCert(server.Certificate())
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server, roots
}

func TestRequestsGoByTheProxy(t *testing.T) {
	for name, row := range map[string]struct {
		proxy, user string
		scheme      string
		http2       bool
		asks        string // of the proxy, before the server's address
		auth        string // after it
	}{
		"a tunnel":                  {"http", "", "https", false, "CONNECT ", ""},
		"a tunnel for HTTP/2":       {"http", "", "https", true, "CONNECT ", ""},
		"a tunnel with a password":  {"http", "ada:s%40crets@", "https", false, "CONNECT ", " Basic YWRhOnNAY3JldHM="},
		"a proxy with TLS":          {"https", "ada:s%40crets@", "https", true, "CONNECT ", " Basic YWRhOnNAY3JldHM="},
		"SOCKS":                     {"socks5", "", "https", false, "SOCKS ", ""},
		"SOCKS with a password":     {"socks5", "ada:s%40crets@", "https", true, "SOCKS ", " ada:s@crets"},
		"SOCKS without TLS":         {"socks5", "", "http", false, "SOCKS ", ""},
		"forwarded":                 {"http", "ada:s%40crets@", "http", false, "POST ", " Basic YWRhOnNAY3JldHM="},
		"forwarded by one with TLS": {"https", "", "http", false, "POST ", ""},
	} {
		t.Run(name, func(t *testing.T) {
			server, roots := origin(t, row.scheme, row.http2)
			through, named := startProxy(t, row.proxy, row.user)
			if row.proxy == "https" {
				roots.AddCert(through.Certificate())
			}
			o := limited()
			o.RootCAs, o.Proxy = roots, by(named)
			if row.scheme == "https" {
				o.ServerName = "example.com" // httptest's certificate has it; that of the proxy is for its own address
			}
			session := newSession(t, o)
			asked := row.asks + strings.SplitN(server.URL, "/", 4)[2] + row.auth

			x := do(t, session, exchangeOfCode(server.URL))
			require.NoError(t, x.Err)
			assert.Equal(t, []string{asked}, through.notes())
			proto := "HTTP/1.1"
			if row.http2 {
				proto = "HTTP/2.0"
			}
			assert.Equal(t, proto, string(x.Response.Body), "the server sees no password of the proxy")

			raw := do(t, session, wire.Request{Method: "GET", URL: server.URL, Raw: []byte("GET / HTTP/1.1\r\nHost: a\r\n\r\n")})
			race := session.AtOnce(t.Context(), exchangeOfCode(server.URL), 3)
			if strings.HasPrefix(row.asks, "POST") {
				for _, x := range append(race.Exchanges, raw) {
					assert.Equal(t, wire.Forwarded, kindOf(t, x.Err))
					assert.ErrorContains(t, x.Err, "by the proxy "+row.proxy+"://")
					assert.ErrorContains(t, x.Err, "cannot be tried through a proxy")
				}
				assert.Empty(t, through.notes(), "nothing was sent")
				return
			}
			require.NoError(t, raw.Err)
			assert.Equal(t, "HTTP/1.1", string(raw.Response.Body))
			assert.True(t, race.LastBytes)
			for _, x := range race.Exchanges {
				require.NoError(t, x.Err)
			}
			assert.Equal(t, []string{asked, asked, asked, asked}, through.notes(), "each has a tunnel of its own")
		})
	}
}

// TestAWayThroughAProxyThatFailsIsTheProxys holds that the proxy is named, and its password is not.
func TestAWayThroughAProxyThatFailsIsTheProxys(t *testing.T) {
	answering := func(answer string) func(*testing.T) string {
		return func(t *testing.T) string { return serve(t, hostile.Answers(answer)).URL }
	}
	for name, row := range map[string]struct {
		proxy    func(*testing.T) string
		server   string
		kind     wire.Kind
		says     string
		attempts int
	}{
		"nobody listens":           {nobody("http"), "https://acme.example", wire.NoWay, "connection refused", 3},
		"nobody listens for http":  {nobody("http"), "http://acme.example", wire.NoWay, "connection refused", 3},
		"nobody listens, with TLS": {nobody("https"), "https://acme.example", wire.NoWay, "connection refused", 3},
		"nobody listens, SOCKS":    {nobody("socks5"), "https://acme.example", wire.NoWay, "connection refused", 3},
		"no tunnel":                {answering(hostile.Answer("403 Forbidden", "", "no")), "https://acme.example", wire.NoWay, `it answered "403 Forbidden" to CONNECT acme.example:443; check that the proxy runs`, 1},
		"no way to the server":     {answering(hostile.Answer("502 Bad Gateway", "", "")), "https://acme.example", wire.NoWay, `it answered "502 Bad Gateway"`, 3},
		"a password is wanted":     {answering(hostile.Answer("407 Proxy Authentication Required", "", "")), "https://acme.example", wire.NoWay, "give the proxy's user name and password in HTTPS_PROXY, as in http://USER:PASSWORD@", 1},
		"and for http":             {answering(hostile.Answer("407 Proxy Authentication Required", "", "")), "http://acme.example", wire.NoWay, "give the proxy's user name and password in HTTPS_PROXY", 1},
		"an error of the proxy":    {answering(hostile.Answer("403 Forbidden", "Proxy-Status: p; error=http_request_denied\r\n", "")), "http://acme.example", wire.NoWay, `it answered "403 Forbidden" to POST http://acme.example`, 1},
		"an error of Squid":        {answering(hostile.Answer("400 Bad Request", "X-Squid-Error: ERR_INVALID_URL 0\r\n", "")), "http://acme.example", wire.NoWay, `it answered "400 Bad Request"`, 1},
		"no HTTP":                  {answering("SSH-2.0-x\r\n\r\n"), "https://acme.example", wire.NoWay, "malformed HTTP", 3},
		"a proxy that hangs up":    {func(t *testing.T) string { return serve(t, func(c *hostile.Conversation) { c.First() }).URL }, "https://acme.example", wire.NoWay, "EOF", 3},
		"no trust in the proxy":    {func(t *testing.T) string { _, p := startProxy(t, "https", ""); return p.URL.String() }, "https://acme.example", wire.NoWay, "tls.ca_file in the target file is trusted for it too", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, err := url.Parse(strings.Replace(row.proxy(t), "://", "://ada:s3cret-of-ada@", 1))
			require.NoError(t, err)
			o := limited()
			o.Proxy = by(&wire.Proxy{URL: u, From: "HTTPS_PROXY"})
			session := newSession(t, o)
			x := do(t, session, exchangeOfCode(row.server))
			assert.Equal(t, row.kind, kindOf(t, x.Err))
			assert.ErrorContains(t, x.Err, row.says)
			assert.ErrorContains(t, x.Err, "by the proxy "+u.Scheme+"://"+u.Host+" (HTTPS_PROXY)")
			assert.NotContains(t, x.Err.Error(), "s3cret-of-ada")
			assert.Equal(t, row.attempts, x.Attempts)
			if strings.HasPrefix(row.server, "https") {
				race := session.AtOnce(t.Context(), exchangeOfCode(row.server), 2)
				for _, x := range race.Exchanges {
					assert.Equal(t, row.kind, kindOf(t, x.Err))
				}
			}
		})
	}
}

// nobody returns the address of a proxy that does not run.
func nobody(scheme string) func(*testing.T) string {
	return func(t *testing.T) string {
		t.Helper()
		listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
		require.NoError(t, err)
		require.NoError(t, listener.Close())
		return scheme + "://" + listener.Addr().String()
	}
}

// What the server does is told as before, and names the proxy, which may be the cause.
func TestAServerBehindAProxyThatFails(t *testing.T) {
	_, named := startProxy(t, "http", "")
	for name, row := range map[string]struct {
		behave func(*hostile.Conversation)
		kind   wire.Kind
	}{
		"it hangs":                     {(*hostile.Conversation).Hang, wire.Timeout},
		"it hangs up":                  {func(c *hostile.Conversation) { c.First() }, wire.Reset},
		"it answers HTTP to TLS":       {func(c *hostile.Conversation) { c.First(); c.Say(hostile.OK) }, wire.TLS},
		"it has another's certificate": {nil, wire.TLS},
	} {
		t.Run(name, func(t *testing.T) {
			pair, _ := certify(t, func(*x509.Certificate) {})
			var config *tls.Config
			behave := row.behave
			if behave == nil {
				config, behave = &tls.Config{Certificates: []tls.Certificate{pair}}, hostile.Answers(hostile.OK)
			}
			peer := serveTLS(t, config, behave)
			o := quick()
			if row.kind != wire.Timeout {
				o = limited()
			}
			o.Proxy = by(named)
			_, address, _ := strings.Cut(peer.URL, "://")
			x := do(t, newSession(t, o), wire.Request{Method: "GET", URL: "https://" + address})
			assert.Equal(t, row.kind, kindOf(t, x.Err))
			assert.ErrorContains(t, x.Err, ", by "+named.String())
		})
	}
}
