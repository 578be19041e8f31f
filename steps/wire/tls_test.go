package wire_test

import (
	"crypto/tls"
	"crypto/x509"
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
