package forecast

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
)

// onlyWay is a proxy that wants a password and leads every host to one address. The hosts of these
// tests have no address of their own.
type onlyWay struct {
	to    string
	asked atomic.Int64
	hosts sync.Map // of the requests that were forwarded
	pipes sync.WaitGroup
}

func (p *onlyWay) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.asked.Add(1)
	if r.Header.Get("Proxy-Authorization") != "Basic YWRhOnMzY3JldC1vZi1hZGE=" {
		http.Error(w, "", http.StatusProxyAuthRequired)
		return
	}
	if r.Method != http.MethodConnect {
		p.hosts.Store(r.Host, true)
		(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.Out.URL.Host, r.Out.Host = p.to, r.In.Host }}).ServeHTTP(w, r)
		return
	}
	server, err := new(net.Dialer).DialContext(r.Context(), "tcp", p.to)
	if err != nil {
		http.Error(w, "", http.StatusBadGateway)
		return
	}
	client, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = server.Close()
		return
	}
	_, _ = io.WriteString(client, "HTTP/1.1 200 OK\r\n\r\n")
	p.pipes.Go(func() { _, _ = io.Copy(server, buffered); _ = server.Close() })
	p.pipes.Go(func() { _, _ = io.Copy(client, server); _ = client.Close() })
}

// behindProxy starts the reference server with a public URL that only a proxy reaches. It returns
// the proxy and its address, with its password.
func behindProxy(t *testing.T, o refserver.Options, front func(http.Handler) *httptest.Server) (way *onlyWay, address string) {
	t.Helper()
	o.Cost = tenant.TestPasswordCost
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{Server: o})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	at, err := url.Parse(server.URL)
	require.NoError(t, err)
	way = &onlyWay{to: at.Host}
	if front != nil {
		before := front(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(at); r.Out.Host = r.In.Host }})
		t.Cleanup(before.Close)
		way.to = before.Listener.Addr().String()
	}
	proxy := httptest.NewServer(way)
	t.Cleanup(func() { proxy.Close(); way.pipes.Wait() })
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "REQUEST_METHOD"} {
		t.Setenv(name, "")
	}
	return way, strings.Replace(proxy.URL, "://", "://ada:s3cret-of-ada@", 1)
}

// TestAServerBehindAProxyAndAGateway goes by a proxy with a password to a gateway that asks for a
// client certificate and has another name: provisioning, requests and races.
func TestAServerBehindAProxyAndAGateway(t *testing.T) {
	dir := t.TempDir()
	pair, encoded, err := hostile.Certify(func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"gateway.test"} })
	require.NoError(t, err)
	key, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "ca.pem"), encoded, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}), 0o600))
	way, address := behindProxy(t, refserver.Options{PublicURL: "https://auth.test"}, func(h http.Handler) *httptest.Server {
		gateway := httptest.NewUnstartedServer(h)
		gateway.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
		clients := x509.NewCertPool()
		clients.AppendCertsFromPEM(encoded)
		gateway.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: clients}
		gateway.StartTLS()
		return gateway
	})
	t.Setenv("https_proxy", address)
	const whole = "tls: {ca_file: ca.pem, cert_file: ca.pem, key_file: key.pem, server_name: gateway.test}\n"
	file := filepath.Join(dir, "target.yaml")
	check := func(more string) (*reports.Forecast, error) {
		require.NoError(t, os.WriteFile(file, []byte(httpTarget("https://auth.test/provisioning/v1")+"consent: "+provisioning.Consent+"\n"+more), 0o600))
		return Check(t.Context(), Options{Selection: selection("@CC-CODE-14"), Target: connect.Options{Name: file}})
	}
	for more, says := range map[string]string{
		strings.Replace(whole, "cert_file: ca.pem, key_file: key.pem, ", "", 1):              "the server asks for a client certificate: give tls.cert_file and tls.key_file",
		strings.Replace(whole, "ca_file: ca.pem, ", "", 1):                                   "as tls.ca_file in the target file",
		strings.Replace(whole, ", server_name: gateway.test", "", 1):                         "as tls.server_name in the target file",
		whole + "proxy: \"" + strings.Replace(address, "ada:s3cret-of-ada@", "", 1) + "\"\n": "give the proxy's user name and password in proxy in the target file",
	} {
		_, err := check(more)
		var typed *reports.Error
		require.ErrorAs(t, err, &typed, more)
		assert.Equal(t, reports.ExitTarget, typed.Exit)
		assert.ErrorContains(t, err, says)
		assert.NotContains(t, err.Error(), "s3cret")
	}
	got, err := check(whole)
	require.NoError(t, err)
	named := "the proxy " + strings.Replace(address, "ada:s3cret-of-ada@", "", 1) + " (https_proxy)"
	assert.Equal(t, []reports.Proxied{{Server: "https://auth.test", By: named}}, got.Proxies)
	var screen bytes.Buffer
	require.NoError(t, terminal.WriteForecast(&screen, got, false))
	assert.Contains(t, screen.String(), "\nproxy           https://auth.test is asked by "+named+"\n")

	before := way.asked.Load()
	results, err := runner.Run(t.Context(), runner.Options{Selection: selection("@CC-CODE-14 or @CC-PKCE-06"), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	for _, s := range results.Scenarios {
		assert.Equal(t, reports.Passed, s.Verdict, "%s: %s", s.Name, s.Reason)
	}
	assert.Greater(t, way.asked.Load(), before)
}

// TestAServerInAPrivateNetwork is asked without TLS, as the target file allows, by a proxy that forwards. The races
// are not run, and nothing fails.
func TestAServerInAPrivateNetwork(t *testing.T) {
	way, address := behindProxy(t, refserver.Options{PublicURL: "http://auth.test:8080"}, nil)
	t.Setenv("HTTP_PROXY", address)
	text := httpTarget("http://auth.test:8080/provisioning/v1") + "consent: " + provisioning.Consent + "\n"
	options := Options{Selection: selection("@CC-CODE-14"), Target: connect.Options{Name: targetFile(t, text)}}
	_, err := Check(t.Context(), options)
	var typed *reports.Error
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, reports.ExitUsage, typed.Exit)
	assert.ErrorContains(t, err, `target.yaml:2:28: url: http is for loopback only`)
	assert.ErrorContains(t, err, `plain_http: ["auth.test:8080"]`)

	options.Target.Name = targetFile(t, text+"plain_http: [\"auth.test:8080\"]\n")
	got, err := Check(t.Context(), options)
	require.NoError(t, err)
	require.Len(t, got.Proxies, 1)
	assert.Equal(t, "http://auth.test:8080", got.Proxies[0].Server)

	here := httpTarget("http://"+way.to+"/provisioning/v1") + "consent: " + provisioning.Consent + "\nplain_http: [auth.test]\n"
	besides, err := Check(t.Context(), Options{Selection: options.Selection, Target: connect.Options{Name: targetFile(t, here)}})
	require.NoError(t, err)
	assert.Equal(t, got.Proxies, besides.Proxies, "the site, which only the provisioning names")
	results, err := runner.Run(t.Context(), runner.Options{Selection: selection("@CC-CODE-14 or @CC-PKCE-06"), Target: connect.Options{Name: options.Target.Name}})
	require.NoError(t, err)
	verdicts := map[reports.Verdict]int{}
	for _, s := range results.Scenarios {
		verdicts[s.Verdict]++
		if s.Verdict == reports.NotRun {
			assert.Contains(t, s.Reason, "cannot be tried through a proxy")
		}
	}
	assert.Positive(t, verdicts[reports.Passed])
	assert.Positive(t, verdicts[reports.NotRun], "the races")
	assert.Len(t, verdicts, 2, "%v", verdicts)
}

// TestWhatAServerNamesInAPrivateNetworkIsAsked has metadata that name a host of plain_http for the keys. The host has
// none, which is what fails; without the entry the URL itself does.
func TestWhatAServerNamesInAPrivateNetworkIsAsked(t *testing.T) {
	way, address := behindProxy(t, refserver.Options{PublicURL: "http://auth.test:8080", Alterations: faults.With("metadata-with-keys-over-http")}, nil)
	t.Setenv("HTTP_PROXY", address)
	text := httpTarget("http://auth.test:8080/provisioning/v1") + "consent: " + provisioning.Consent + "\n"
	for list, asked := range map[string]bool{"[auth.test, keys.example]": true, "[auth.test]": false} {
		way.hosts.Clear()
		_, err := runner.Run(t.Context(), runner.Options{
			Selection: selection("@CC-IDT-01"), Target: connect.Options{Name: targetFile(t, text+"plain_http: "+list+"\n")},
		})
		require.NoError(t, err)
		_, found := way.hosts.Load("keys.example")
		assert.Equal(t, asked, found, list)
	}
}
