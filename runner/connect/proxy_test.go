package connect

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports"
)

func TestTheProxyOfEachRequest(t *testing.T) {
	const https, other = "http://ada:s3cret-of-ada@p:3128", "socks5://q:1080"
	own, err := url.Parse("http://own:3128")
	require.NoError(t, err)
	all := map[string]string{"HTTPS_PROXY": https, "HTTP_PROXY": other, "NO_PROXY": "near.example,10.0.0.0/8"}
	for name, row := range map[string]struct {
		said      target.Proxy
		variables map[string]string
		where     string
		by        string
	}{
		"https":                     {target.Proxy{}, all, "https://acme.example/p", "the proxy http://p:3128 (HTTPS_PROXY)"},
		"http":                      {target.Proxy{}, all, "http://acme.example", "the proxy socks5://q:1080 (HTTP_PROXY)"},
		"in lower case":             {target.Proxy{}, map[string]string{"https_proxy": "p:3128"}, "https://acme.example", "the proxy http://p:3128 (https_proxy)"},
		"http in lower case":        {target.Proxy{}, map[string]string{"http_proxy": "p", "https_proxy": ""}, "http://acme.example", "the proxy http://p (http_proxy)"},
		"capitals win":              {target.Proxy{}, map[string]string{"HTTPS_PROXY": "p", "https_proxy": "q"}, "https://acme.example", "the proxy http://p (HTTPS_PROXY)"},
		"none for https":            {target.Proxy{}, map[string]string{"HTTP_PROXY": "p"}, "https://acme.example", ""},
		"no variables":              {target.Proxy{}, nil, "https://acme.example", ""},
		"a host that is left out":   {target.Proxy{}, all, "https://as.near.example", ""},
		"a network that is":         {target.Proxy{}, all, "https://10.1.2.3:8443", ""},
		"left out in lower case":    {target.Proxy{}, map[string]string{"HTTPS_PROXY": "p", "no_proxy": "acme.example"}, "https://acme.example", ""},
		"loopback":                  {target.Proxy{}, all, "http://127.0.0.1:8080/p", ""},
		"loopback of version 6":     {target.Proxy{}, all, "https://[::1]:8080/p", ""},
		"localhost":                 {target.Proxy{}, all, "https://LocalHost:8080/p", ""},
		"a variable of a request":   {target.Proxy{}, map[string]string{"HTTP_PROXY": "p", "REQUEST_METHOD": "GET"}, "http://acme.example", ""},
		"none in the file":          {target.Proxy{None: true}, all, "https://acme.example", ""},
		"one in the file":           {target.Proxy{URL: own}, all, "https://acme.example", "the proxy http://own:3128 (proxy in the target file)"},
		"one in the file for http":  {target.Proxy{URL: own}, all, "http://acme.example", "the proxy http://own:3128 (proxy in the target file)"},
		"one in the file, for all":  {target.Proxy{URL: own}, all, "https://near.example", "the proxy http://own:3128 (proxy in the target file)"},
		"one in the file, loopback": {target.Proxy{URL: own}, all, "https://127.0.0.1", ""},
		"none, and a wrong one":     {target.Proxy{None: true}, map[string]string{"HTTPS_PROXY": "ftp://p"}, "https://acme.example", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := newProxies(row.said, func(name string) (string, bool) { v, ok := row.variables[name]; return v, ok })
			require.NoError(t, err)
			where, err := url.Parse(row.where)
			require.NoError(t, err)
			by := got.of(where)
			if row.by == "" {
				assert.Nil(t, by)
				return
			}
			require.NotNil(t, by)
			assert.Equal(t, row.by, by.String())
		})
	}
	got, err := newProxies(target.Proxy{}, func(name string) (string, bool) { v, ok := all[name]; return v, ok })
	require.NoError(t, err)
	assert.Equal(t, "https by the proxy http://p:3128 (HTTPS_PROXY), http by the proxy socks5://q:1080 (HTTP_PROXY), not to near.example,10.0.0.0/8 (NO_PROXY)", got.String())
	secrets := redact.New(nil)
	got.hide(secrets)
	assert.NotContains(t, secrets.Redact("it said s3cret-of-ada"), "s3cret")
}

func TestAVariableThatNamesNoProxyIsWrongUsage(t *testing.T) {
	file := written(t, "codecred: 1\nname: x\nprovisioning: {static: {orgs: []}}\n")
	for name, value := range map[string]string{"HTTPS_PROXY": "ftp://ada:hunter2@p", "http_proxy": "http://ada:hunt/er2@p:3128"} {
		t.Run(name, func(t *testing.T) {
			for _, other := range []string{"HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"} {
				t.Setenv(other, "")
			}
			t.Setenv(name, value)
			_, opened := Open(t.Context(), Options{Name: file})
			_, listed := Settings(Options{Name: file})
			for _, err := range []error{opened, listed} {
				var failed *reports.Error
				require.ErrorAs(t, err, &failed)
				assert.Equal(t, reports.ExitUsage, failed.Exit)
				assert.ErrorContains(t, err, "the variable "+name+" needs the address of a proxy, such as http://p.example:3128")
				assert.ErrorContains(t, err, "correct or unset it, or write proxy: none into the target file")
				assert.NotContains(t, err.Error(), "hunt")
			}
			list, err := Settings(Options{})
			require.NoError(t, err, "the reference server is on loopback")
			assert.Contains(t, list, Setting{Name: "proxy", Value: "none"})
		})
	}
	list, err := Settings(Options{Name: written(t, "codecred: 1\nproxy: http://ada@p:3128\nprovisioning: {static: {orgs: []}}\n")})
	require.NoError(t, err)
	assert.Contains(t, list, Setting{Name: "proxy", Value: "the proxy http://p:3128 (proxy in the target file)", Named: true})
}
