package flow

import (
	"net/url"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// IsSafeURL reports whether a URL that a target names may be fetched: https, on the site itself, or
// at a host that plain allows without TLS.
func IsSafeURL(text, site string, plain func(*url.URL) bool) bool {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Fragment != "" || u.User != nil {
		return false
	}
	return u.Scheme == "https" || strings.HasPrefix(text, OriginOf(site)+"/") || plain(u)
}

// LeavesMachine reports whether a site on this machine names a URL on another machine.
func LeavesMachine(site, text string) bool {
	from, err := url.Parse(site)
	to, terr := url.Parse(text)
	return err == nil && terr == nil && settings.IsLoopback(from.Hostname()) && !settings.IsLoopback(to.Hostname())
}

// OriginOf returns the scheme, host and port of a URL.
func OriginOf(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
