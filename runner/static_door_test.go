package runner

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
)

// doorkeeper is a proxy that counts, for each user that it knows, the logins in
// which one of the passwords was not the user's.
type doorkeeper struct {
	proxy     *httputil.ReverseProxy
	passwords map[string]string // by user name, in lower case

	locksAt int // failed logins after which a user is refused, whatever the password is; 0 for never

	mu     sync.Mutex
	failed map[string]int
}

func (d *doorkeeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/authorize") {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		d.count(r, body)
		if d.isLocked(body) {
			answering(http.StatusBadRequest, "application/json", `{"error":"invalid_grant","error_description":"this user is locked out"}`)(w, r)
			return
		}
	}
	d.proxy.ServeHTTP(w, r)
}

// isLocked reports whether a login in the body is one of a user who is locked out.
func (d *doorkeeper) isLocked(body []byte) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	form, err := url.ParseQuery(string(body))
	return err == nil && d.locksAt > 0 && d.failed[strings.ToLower(form.Get("username"))] >= d.locksAt
}

func (d *doorkeeper) count(r *http.Request, body []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return
	}
	try := func(name, password string) {
		right, known := d.passwords[strings.ToLower(name)]
		if known && password != right {
			d.failed[strings.ToLower(name)]++
		}
	}
	if form.Has("username") && form.Has("password") {
		try(form.Get("username"), form.Get("password"))
	}
	if name, password, ok := basic(r.Header.Get("Authorization")); ok {
		try(name, password)
	}
}

// basic reads a Basic header in any alphabet of base64.
func basic(header string) (name, password string, ok bool) {
	encoded := strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(header[min(len(header), len("Basic ")):])
	text, err := base64.RawStdEncoding.DecodeString(encoded)
	if err != nil {
		return "", "", false
	}
	return strings.Cut(string(text), ":")
}
