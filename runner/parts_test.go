package runner

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/rules"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// asksFor tells by a request whether it has to do with a part of a server.
var asksFor = map[string]func(path, text string) bool{
	provisioning.Revoke:     endsIn("/revoke"),
	provisioning.Introspect: endsIn("/introspect"),
	provisioning.UserInfo:   endsIn("/userinfo"),
	provisioning.Echo:       endsIn("/echo"),
	provisioning.Discovery: func(path, _ string) bool {
		return strings.HasSuffix(path, "/openid-configuration") || strings.HasSuffix(path, "/id/keys")
	},
	provisioning.OpenID: func(_, text string) bool { return strings.Contains(text, "openid") },
}

func endsIn(suffix string) func(path, text string) bool {
	return func(path, _ string) bool { return strings.HasSuffix(path, suffix) }
}

// lacking is a front before a server that answers 404 where a request has to do with some parts.
type lacking struct {
	next  http.Handler
	parts []string
	asked atomic.Int64 // how many such requests came
}

func (l *lacking) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	text := r.URL.RawQuery + " " + string(body)
	for _, part := range l.parts {
		if asksFor[part](r.URL.Path, text) {
			l.asked.Add(1)
			http.NotFound(w, r)
			return
		}
	}
	l.next.ServeHTTP(w, r)
}

// TestAServerWithoutSomePartsIsNotAskedForThem plays the suite on servers without a part, and on one without any of
// them. What the target file names is not asked for, and nothing fails for it.
func TestAServerWithoutSomePartsIsNotAskedForThem(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the suite again and again")
	}
	lists := [][]string{provisioning.Parts()}
	for _, part := range provisioning.Parts() {
		lists = append(lists, []string{part})
	}
	for _, parts := range lists {
		for _, profile := range []features.Profile{features.Salesforce, features.Strict} {
			name := strings.Join(parts, ",") + " " + string(profile)
			t.Run(name, func(t *testing.T) {
				front := &lacking{parts: parts}
				listener := httptest.NewServer(front)
				defer listener.Close()
				server, err := refserver.Start(t.Context(), refserver.ServeOptions{Server: refserver.Options{
					PublicURL: listener.URL, Cost: tenant.TestPasswordCost, Profile: rules.Profile(profile),
				}})
				require.NoError(t, err)
				defer func() { assert.NoError(t, server.Close()) }()
				back, err := url.Parse(server.URL)
				require.NoError(t, err)
				front.next = httputil.NewSingleHostReverseProxy(back)

				results := runWithout(t.Context(), t, listener.URL+"/provisioning/v1", server.Token, parts, profile)
				assert.Equal(t, reports.Conformant, results.Verdict, "%s", results.Reason)
				assert.Zero(t, front.asked.Load(), "requests to what the target file says the server does without")
				for _, s := range results.Scenarios {
					assert.Contains(t, []reports.Verdict{reports.Passed, reports.NotApplicable}, s.Verdict, "%s %s: %s", s.ID, s.Name, s.Reason)
				}
			})
		}
	}
}

func runWithout(ctx context.Context, t *testing.T, provisioning, token string, parts []string, profile features.Profile) *reports.Results {
	t.Helper()
	path := targetFile(t, provisioning, token)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	path = filepath.Join(t.TempDir(), "lacking.yaml")
	require.NoError(t, os.WriteFile(path, append(text, []byte("limits: {failed_logins_per_user: 100, parallel: 16, requests_per_second: 10000}\nnot_supported: ["+strings.Join(parts, ", ")+"]\n")...), 0o600))
	results, err := Run(ctx, Options{
		Selection: suite.Selection{Profile: profile}, Target: connect.Options{Name: path}, Version: "test",
	})
	require.NoError(t, err)
	return results
}
