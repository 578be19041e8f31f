package wire

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"
	"time"
)

// Options bound what a Client does. The zero value of each is its default.
type Options struct {
	RootCAs           *x509.CertPool   // nil: the system's
	ClientCertificate *tls.Certificate // shown to a server that asks for one; nil for none
	ServerName        string           // the name that certificates of servers must have; "" for the host of the URL
	// Proxy says by which proxy requests for a URL go; nil for none. A proxy makes a tunnel for
	// https, and forwards http.
	Proxy             func(*url.URL) *Proxy
	RequestTimeout    time.Duration // for one attempt, from connecting to the last byte; default 10 s
	MaxBody           int64         // bytes of an answer's body, as sent and as decoded; default 1 MiB
	MaxHeader         int64         // bytes of an answer's header, about; default 64 KiB
	RequestsPerSecond float64       // over all sessions; default: no limit
	Parallel          int           // attempts at a time over all sessions; default 16
	UserAgent         string        // default "codecred"
	MaxRetries        int           // after the first attempt, where a retry is safe; default 2, negative: none
	// Shortcut replaces the network's transport, for a server within this process; nil for none.
	// Raw requests still go over the network.
	Shortcut     func(network http.RoundTripper) http.RoundTripper
	MaxRetryWait time.Duration // before a retry, whatever Retry-After asks for; default 5 s
}

func (o Options) withDefaults() Options {
	setDefault(&o.RequestTimeout, 10*time.Second)
	setDefault(&o.MaxBody, 1<<20)
	setDefault(&o.MaxHeader, 64<<10)
	setDefault(&o.Parallel, 16)
	setDefault(&o.UserAgent, "codecred")
	setDefault(&o.MaxRetries, 2)
	setDefault(&o.MaxRetryWait, 5*time.Second)
	o.MaxRetries = max(o.MaxRetries, 0)
	return o
}

// ProxyOf returns the proxy by which requests for a URL go; nil if they go directly.
func (o Options) ProxyOf(u *url.URL) *Proxy {
	if o.Proxy == nil {
		return nil
	}
	return o.Proxy(u)
}

func setDefault[T comparable](value *T, def T) {
	var zero T
	if *value == zero {
		*value = def
	}
}
