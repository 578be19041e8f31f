package wire_test

import (
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/steps/wire"
)

// certify makes a certificate for 127.0.0.1 that signs itself, after a change.
func certify(t *testing.T, change func(*x509.Certificate)) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	pair, encoded, err := hostile.Certify(change)
	require.NoError(t, err)
	pool := x509.NewCertPool()
	require.True(t, pool.AppendCertsFromPEM(encoded))
	return pair, pool
}

func TestHostileTLS(t *testing.T) {
	good, pool := certify(t, func(*x509.Certificate) {})
	expired, expiredPool := certify(t, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })
	early, earlyPool := certify(t, func(c *x509.Certificate) { c.NotBefore = time.Now().Add(time.Minute) })
	other, otherPool := certify(t, func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"other.example"} })
	secure := func(c tls.Certificate) *tls.Config { return &tls.Config{Certificates: []tls.Certificate{c}} }
	old := secure(good)
	old.MaxVersion = tls.VersionTLS11
	old.MinVersion = tls.VersionTLS10
	closing := func(c *hostile.Conversation) { c.First() }

	cases := []struct {
		name   string
		config *tls.Config // nil: the server speaks no TLS
		roots  *x509.CertPool
		behave func(*hostile.Conversation)
		kind   wire.Kind
	}{
		{"good certificate", secure(good), pool, hostile.Answers(hostile.OK), ""},
		{"unknown authority", secure(good), otherPool, hostile.Answers(hostile.OK), wire.TLS},
		{"expired certificate", secure(expired), expiredPool, hostile.Answers(hostile.OK), wire.TLS},
		{"certificate of tomorrow", secure(early), earlyPool, hostile.Answers(hostile.OK), wire.TLS},
		{"certificate of another host", secure(other), otherPool, hostile.Answers(hostile.OK), wire.TLS},
		{"TLS 1.1", old, pool, hostile.Answers(hostile.OK), wire.TLS},
		{"answers HTTP to the handshake", nil, pool, func(c *hostile.Conversation) { c.First(); c.Say("HTTP/1.1 400 Bad Request\r\n\r\n") }, wire.TLS},
		{"hangs up in the handshake", nil, pool, closing, wire.Reset},
		{"hangs in the handshake", nil, pool, (*hostile.Conversation).Hang, wire.Timeout},
		{"hangs up after the request", secure(good), pool, func(c *hostile.Conversation) { c.ReadRequest() }, wire.Reset},
	}
	for _, tc := range cases {
		for form, raw := range map[string][]byte{"request": nil, "raw": []byte("GET / HTTP/1.1\r\nHost: a\r\n\r\n")} {
			t.Run(tc.name+"/"+form, func(t *testing.T) {
				t.Parallel()
				peer := serveTLS(t, tc.config, tc.behave)
				options := limited()
				if tc.kind == wire.Timeout {
					options = quick()
				}
				options.RootCAs = tc.roots
				_, address, _ := strings.Cut(peer.URL, "://")
				x := do(t, newSession(t, options), wire.Request{Method: "GET", URL: "https://" + address, Raw: raw})
				if tc.kind == "" {
					require.NoError(t, x.Err)
					return
				}
				var failure *wire.Error
				require.ErrorAs(t, x.Err, &failure)
				assert.Equal(t, tc.kind, failure.Kind, failure.Error())
			})
		}
	}
}

func TestHTTP2(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/echo?code=aPrx1234567890%3D%3D", http.StatusFound)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	session := newSession(t, wire.Options{RootCAs: pool})
	for _, method := range []string{"GET", "POST", "get"} {
		x := do(t, session, wire.Request{Method: method, URL: server.URL})
		require.NoError(t, x.Err)
		assert.Equal(t, "HTTP/2.0", x.Response.Proto)
		assert.Equal(t, http.StatusFound, x.Response.Status)
	}
}

// TestAClientCertificate holds for requests, raw requests and races that a server which wants a
// client certificate gets it, and that an error says so where it does not.
func TestAClientCertificate(t *testing.T) {
	given, roots := certify(t, func(*x509.Certificate) {})
	other, otherRoots := certify(t, func(*x509.Certificate) {})
	for name, row := range map[string]struct {
		version uint16
		http2   bool
		show    *tls.Certificate
		trusts  *x509.CertPool
		says    string
	}{
		"given":                       {tls.VersionTLS13, false, &given, roots, ""},
		"given to TLS 1.2":            {tls.VersionTLS12, false, &given, roots, ""},
		"given to HTTP/2":             {tls.VersionTLS13, true, &given, roots, ""},
		"missing":                     {tls.VersionTLS13, false, nil, roots, "give tls.cert_file and tls.key_file in the target file"},
		"missing for TLS 1.2":         {tls.VersionTLS12, false, nil, roots, "give tls.cert_file and tls.key_file in the target file"},
		"missing for HTTP/2":          {tls.VersionTLS13, true, nil, roots, "tls.cert_file and tls.key_file in the target file"},
		"not taken":                   {tls.VersionTLS13, false, &other, roots, "does not take the client certificate: compare tls.cert_file"},
		"not taken in TLS 1.2":        {tls.VersionTLS12, false, &other, roots, "does not take the client certificate: compare tls.cert_file"},
		"of an authority of no names": {tls.VersionTLS13, false, &other, otherRoots, ""},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = w.Write(r.TLS.PeerCertificates[0].Raw)
			}))
			server.EnableHTTP2 = row.http2
			server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
			server.TLS = &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: row.trusts, MaxVersion: row.version}
			server.StartTLS()
			defer server.Close()
			o := limited()
			o.ClientCertificate, o.RootCAs = row.show, x509.NewCertPool()
			o.RootCAs.AddCert(server.Certificate())
			session := newSession(t, o)
			exchanges := session.AtOnce(t.Context(), exchangeOfCode(server.URL), 2).Exchanges
			for _, raw := range [][]byte{nil, []byte("GET / HTTP/1.1\r\nHost: a\r\n\r\n")} {
				exchanges = append(exchanges, do(t, session, wire.Request{Method: "GET", URL: server.URL, Raw: raw}))
			}
			for i, x := range exchanges {
				if row.says == "" {
					require.NoError(t, x.Err)
					assert.Equal(t, row.show.Certificate[0], x.Response.Body)
					continue
				}
				require.Error(t, x.Err, "%d", i)
				assert.Contains(t, []wire.Kind{wire.TLS, wire.Reset}, kindOf(t, x.Err), "a server may have gone before its alert is read")
				if kindOf(t, x.Err) == wire.TLS || row.show == nil {
					assert.ErrorContains(t, x.Err, "tls.cert_file")
				}
				if kindOf(t, x.Err) == wire.TLS {
					assert.ErrorContains(t, x.Err, row.says)
				}
			}
		})
	}
}

func TestWhatIsWrongWithACertificateIsSaid(t *testing.T) {
	good, pool := certify(t, func(*x509.Certificate) {})
	_, strange := certify(t, func(*x509.Certificate) {})
	expired, expiredPool := certify(t, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })
	other, otherPool := certify(t, func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"other.example"} })
	for name, row := range map[string]struct {
		certificate tls.Certificate
		options     wire.Options
		says        string
	}{
		"unknown authority":             {good, wire.Options{}, "give the certificate of the authority that signed the server's certificate as tls.ca_file"},
		"unknown authority beside ours": {good, wire.Options{RootCAs: strange}, "add the certificate of the authority that signed the server's certificate to tls.ca_file"},
		"expired":                       {expired, wire.Options{RootCAs: expiredPool}, "renew the server's certificate"},
		"another host":                  {other, wire.Options{RootCAs: otherPool}, "give the name that the server's certificate has as tls.server_name"},
		"another name":                  {other, wire.Options{RootCAs: otherPool, ServerName: "else.example"}, "correct tls.server_name"},
		"a name that is given":          {other, wire.Options{RootCAs: otherPool, ServerName: "other.example"}, ""},
		"a name of no use":              {good, wire.Options{RootCAs: pool, ServerName: "127.0.0.1"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			peer := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{row.certificate}}, hostile.Answers(hostile.OK))
			_, address, _ := strings.Cut(peer.URL, "://")
			for _, raw := range [][]byte{nil, []byte("GET / HTTP/1.1\r\nHost: a\r\n\r\n")} {
				x := do(t, newSession(t, row.options), wire.Request{Method: "GET", URL: "https://" + address, Raw: raw})
				if row.says == "" {
					require.NoError(t, x.Err)
					continue
				}
				assert.Equal(t, wire.TLS, kindOf(t, x.Err))
				assert.ErrorContains(t, x.Err, row.says)
			}
		})
	}
}
