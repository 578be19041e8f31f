package flow

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOnlySafeURLsAreFetched(t *testing.T) {
	const site = "http://127.0.0.1:8080/sites/1"
	for text, want := range map[string]bool{
		"http://127.0.0.1:8080/id/keys":       true,
		"https://keys.example/id/keys":        true,
		"https://keys.example/keys?version=1": true,
		"http://127.0.0.1:80800/id/keys":      false,
		"http://keys.example/id/keys":         false,
		"http://auth:8080/id/keys":            true,
		"http://ada@auth:8080/id/keys":        false,
		"http://auth:8081/id/keys":            false,
		"file:///etc/passwd":                  false,
		"https://user@keys.example/":          false,
		"https://keys.example/#fragment":      false,
		"/id/keys":                            false,
		"":                                    false,
		"http://[::1":                         false,
	} {
		assert.Equal(t, want, IsSafeURL(text, site, func(u *url.URL) bool { return u.Scheme == "http" && u.Host == "auth:8080" }), "%q", text)
	}
}

func TestATargetOnThisMachineSendsNobodyElsewhere(t *testing.T) {
	for site, wants := range map[string]map[string]bool{
		"http://127.0.0.1:8080/s":  {"http://127.0.0.1:8080/keys": false, "https://localhost/keys": false, "https://keys.example/": true, "https://169.254.169.254/": true},
		"https://acme.example/s":   {"https://acme.example/keys": false, "https://keys.example/": false},
		"http://127.0.0.1/s":       {"http://[::1": false},
		"http://[::1":              {"https://keys.example/": false},
		"https://[::1]:8443/sites": {"https://[::1]:8443/keys": false, "https://10.0.0.1/keys": true},
	} {
		for text, want := range wants {
			assert.Equal(t, want, LeavesMachine(site, text), "%s names %s", site, text)
		}
	}
}
