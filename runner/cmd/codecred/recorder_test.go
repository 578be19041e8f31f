package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	face "github.com/codecred/codecred/fixtures/refserver/provisioning"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
)

// issued matches what the reference server issues: codes, access tokens, refresh tokens and JWTs.
var issued = regexp.MustCompile(`aPrx[\w-]{40,}(?:={0,2})|00D\w+!AQ[\w.-]{20,}|5Aep8[\w.-]{20,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}`)

// confidential lists the names of parameters and members whose values are secrets.
var confidential = map[string]bool{
	"password": true, "client_secret": true, "code": true, "code_verifier": true,
	"access_token": true, "refresh_token": true, "id_token": true, "token": true,
}

// recorder is a proxy that knows every secret that passed through it.
type recorder struct {
	proxy *httputil.ReverseProxy
	hangs func(*http.Request) bool // requests after which it closes the connection without an answer

	mu     sync.Mutex
	values map[string]bool
}

// record starts a reference server with a fault and a recorder in front of it, and returns the
// target file.
func record(t *testing.T, fault string, hangs func(*http.Request) bool) (*recorder, string) {
	t.Helper()
	r := &recorder{hangs: hangs, values: map[string]bool{}}
	front := httptest.NewServer(r)
	t.Cleanup(front.Close)
	server, err := refserver.Start(context.WithoutCancel(t.Context()), refserver.ServeOptions{
		Server: refserver.Options{PublicURL: front.URL, Cost: tenant.TestPasswordCost, Alterations: faults.With(fault)},
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	behind, err := url.Parse(server.URL)
	require.NoError(t, err)
	r.proxy = httputil.NewSingleHostReverseProxy(behind)
	r.proxy.ModifyResponse = r.answered
	r.add(server.Token)
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	path := filepath.Join(t.TempDir(), "target.yaml")
	text := "codecred: 1\nprovisioning:\n  http: {url: \"" + front.URL + face.Path + "\", token: \"${CODECRED_TEST_TOKEN}\"}\n"
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return r, path
}

func (r *recorder) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	req.Body = io.NopCloser(bytes.NewReader(body))
	r.asked(req, body)
	if r.hangs != nil && r.hangs(req) {
		panic(http.ErrAbortHandler)
	}
	r.proxy.ServeHTTP(w, req)
}

// asked collects the secrets of a request: by their names, and from its Authorization header.
func (r *recorder) asked(req *http.Request, body []byte) {
	form, _ := url.ParseQuery(string(body))
	for _, values := range []url.Values{form, req.URL.Query()} {
		for name, list := range values {
			if confidential[name] {
				r.add(list...)
			}
		}
	}
	r.addJSON(body)
	scheme, credentials, _ := strings.Cut(req.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		r.add(credentials)
		return
	}
	plain, err := base64.RawStdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(credentials))
	if _, password, ok := strings.Cut(string(plain), ":"); err == nil && ok {
		r.add(password)
	}
}

// answered collects the secrets of an answer: by their names, and every text that looks like a
// value that the server issues.
func (r *recorder) answered(resp *http.Response) error {
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	r.addJSON(body)
	texts := []string{string(body)}
	for _, values := range resp.Header {
		texts = append(texts, values...)
	}
	for _, text := range texts {
		for range 3 { // percent-encoded once, or twice
			r.add(issued.FindAllString(text, -1)...)
			plain, err := url.PathUnescape(text)
			if err != nil {
				break
			}
			text = plain
		}
	}
	return nil
}

// addJSON adds the values of confidential names, at any depth.
func (r *recorder) addJSON(text []byte) {
	var document any
	if json.Unmarshal(text, &document) != nil {
		return
	}
	var visit func(name string, value any)
	visit = func(name string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for name, inner := range value {
				visit(name, inner)
			}
		case []any:
			for _, inner := range value {
				visit(name, inner)
			}
		case string:
			if confidential[name] {
				r.add(value)
			}
		case float64:
			if confidential[name] {
				r.add(strconv.FormatFloat(value, 'f', -1, 64))
			}
		}
	}
	visit("", document)
}

// known returns the secrets that were seen so far.
func (r *recorder) known() map[string]bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.values)
}

// add stores values that are so long and varied that they do not occur in a text by chance.
func (r *recorder) add(values ...string) {
	const least = 12
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, value := range values {
		distinct := map[rune]bool{}
		for _, r := range value {
			distinct[r] = true
		}
		if len(value) >= least && len(distinct) > least/2 {
			r.values[value] = true
		}
	}
}
