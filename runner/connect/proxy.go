package connect

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpproxy"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

// proxies says by which proxy requests to a target go. Requests to loopback never go by one.
type proxies struct {
	https, http *wire.Proxy // nil for none
	without     string      // the hosts that are left out, as NO_PROXY lists them
	applies     func(*url.URL) (*url.URL, error)
}

// newProxies reads what a target file says of proxies and, if it says nothing, the variables of the
// environment that other programs read too.
func newProxies(said target.Proxy, lookup func(string) (string, bool)) (*proxies, error) {
	out, config := &proxies{}, &httpproxy.Config{}
	switch {
	case said.None:
	case said.URL != nil:
		out.http = &wire.Proxy{URL: said.URL, From: "proxy in the target file"}
		out.https = out.http
	default:
		var err error
		if out.https, err = named(lookup, "HTTPS_PROXY", "https_proxy"); err != nil {
			return nil, err
		}
		if out.http, err = named(lookup, "HTTP_PROXY", "http_proxy"); err != nil {
			return nil, err
		}
		out.without, _ = first(lookup, "NO_PROXY", "no_proxy")
		method, _ := lookup("REQUEST_METHOD")
		config.CGI = method != ""
	}
	config.NoProxy = out.without
	if out.https != nil {
		config.HTTPSProxy = out.https.URL.String()
	}
	if out.http != nil {
		config.HTTPProxy = out.http.URL.String()
	}
	out.applies = config.ProxyFunc()
	return out, nil
}

// named reads the proxy that one of these variables names; nil if none is set.
func named(lookup func(string) (string, bool), names ...string) (*wire.Proxy, error) {
	value, name := first(lookup, names...)
	if value == "" {
		return nil, nil
	}
	u, err := target.ParseProxy(value)
	if err != nil {
		return nil, fmt.Errorf("the variable %s %w; correct or unset it, or write proxy: none into the target file", name, err)
	}
	return &wire.Proxy{URL: u, From: name}, nil
}

// first returns the value and the name of the first of these variables that is not empty.
func first(lookup func(string) (string, bool), names ...string) (value, name string) {
	for _, name := range names {
		if value, _ := lookup(name); value != "" {
			return value, name
		}
	}
	return "", ""
}

// of returns the proxy by which requests for a URL go; nil if they go directly.
func (p *proxies) of(u *url.URL) *wire.Proxy {
	// An error says that HTTP_PROXY may come from a request (CGI): nothing goes there.
	if by, err := p.applies(&url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)}); err != nil || by == nil {
		return nil
	}
	if u.Scheme == "https" {
		return p.https
	}
	return p.http
}

// hide registers the passwords of the proxies.
func (p *proxies) hide(secrets *redact.Secrets) {
	for _, proxy := range []*wire.Proxy{p.https, p.http} {
		if proxy != nil && proxy.URL.User != nil {
			password, _ := proxy.URL.User.Password()
			secrets.Register("proxy_password", password)
		}
	}
}

// String names the proxies.
func (p *proxies) String() string {
	var out []string
	switch {
	case p.https != nil && p.https == p.http:
		out = append(out, p.https.String())
	case p.https != nil:
		out = append(out, "https by "+p.https.String())
	}
	if p.http != nil && p.http != p.https {
		out = append(out, "http by "+p.http.String())
	}
	if len(out) > 0 && p.without != "" {
		out = append(out, "not to "+p.without+" (NO_PROXY)")
	}
	return strings.Join(out, ", ")
}

// Proxied lists, of these addresses and of those that the target file names, the servers that are
// asked by a proxy.
func (t *Target) Proxied(addresses ...string) []reports.Proxied {
	var out []reports.Proxied
	for _, address := range slices.Concat(t.addresses, addresses) {
		u, err := url.Parse(address)
		if err != nil || t.proxies == nil {
			continue
		}
		by := t.proxies.of(u)
		if by == nil {
			continue
		}
		if one := (reports.Proxied{Server: u.Scheme + "://" + u.Host, By: by.String()}); !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}
