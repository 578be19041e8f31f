package runner

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	face "github.com/codecred/codecred/fixtures/refserver/provisioning"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// clerk is a proxy that records the load on a target.
type clerk struct {
	next http.Handler

	mu        sync.Mutex
	arrived   []time.Time
	inFlight  int
	most      int                       // requests in flight at a time
	passwords map[string]string         // of users, by name
	failed    map[string]map[string]int // failed logins, by scenario and user
}

func (c *clerk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	c.note(r, body)
	c.next.ServeHTTP(w, r)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inFlight--
}

func (c *clerk) note(r *http.Request, body []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.arrived = append(c.arrived, time.Now())
	c.inFlight++
	c.most = max(c.most, c.inFlight)
	switch {
	case strings.HasSuffix(r.URL.Path, "/users"):
		made := struct{ Users []provisioning.UserSpec }{}
		_ = json.Unmarshal(body, &made)
		for _, user := range made.Users {
			c.passwords[user.Username] = user.Password
		}
	case strings.HasSuffix(r.URL.Path, "/authorize"):
		for _, login := range logins(r, body) {
			c.count(r.UserAgent(), login[0], login[1])
		}
	}
}

// count counts a login whose password is not the one that the user was made with.
func (c *clerk) count(agent, username, password string) {
	right, known := c.passwords[username]
	if !known || right == password {
		return
	}
	_, scenario, _ := strings.Cut(strings.TrimSuffix(agent, ")"), " (")
	if c.failed[scenario] == nil {
		c.failed[scenario] = map[string]int{}
	}
	c.failed[scenario][username]++
}

// logins are the user names and passwords in any part of a request.
func logins(r *http.Request, body []byte) [][2]string {
	var out [][2]string
	form, _ := url.ParseQuery(string(body))
	for _, values := range []url.Values{form, r.URL.Query()} {
		if values.Has("username") {
			out = append(out, [2]string{values.Get("username"), values.Get("password")})
		}
	}
	_, basic, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	plain, err := base64.RawStdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(basic))
	if username, password, ok := strings.Cut(string(plain), ":"); err == nil && ok {
		out = append(out, [2]string{username, password})
	}
	return out
}

// behind starts a reference server behind a front, and returns a target file that names the front, with more lines.
func behind(t *testing.T, o refserver.ServeOptions, more string, front func(next http.Handler) http.Handler) string {
	t.Helper()
	var server http.Handler // is known once the URL of the front is
	listener := httptest.NewServer(front(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { server.ServeHTTP(w, r) })))
	t.Cleanup(listener.Close)
	o.Server.PublicURL, o.Server.Cost = listener.URL, tenant.TestPasswordCost
	running, err := refserver.Start(context.WithoutCancel(t.Context()), o)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, running.Close()) })
	back, err := url.Parse(running.URL)
	require.NoError(t, err)
	server = httputil.NewSingleHostReverseProxy(back)
	file := targetFile(t, listener.URL+face.Path, running.Token)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, append(text, more...), 0o600))
	return file
}

// noted runs a selection against a target with limits, and returns the load on it.
func noted(t *testing.T, tags, limits string) (*clerk, *reports.Results) {
	t.Helper()
	c := &clerk{passwords: map[string]string{}, failed: map[string]map[string]int{}}
	file := behind(t, refserver.ServeOptions{}, fmt.Sprintf("limits: %s\n", limits), func(next http.Handler) http.Handler { c.next = next; return c })
	return c, judged(t.Context(), t, Options{Selection: selection(tags), Target: connect.Options{Name: file}})
}

func TestNoMoreThanTheLimitIsUnderWayAndNoLoginFailsUnplanned(t *testing.T) {
	c, results := noted(t, "", "{parallel: 3, failed_logins_per_user: 1000}")
	assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
	assert.LessOrEqual(t, c.most, 3, "provisioning counts as well")
	assert.Greater(t, c.most, 1)
	assert.Greater(t, len(c.failed), 10, "the suite has scenarios in which logins fail")
	loaded := embedded(t)
	for id, users := range c.failed {
		sc, ok := loaded.Lookup(id)
		require.True(t, ok, id)
		for user, n := range users {
			assert.LessOrEqual(t, n, sc.Need.FailedLogins, "%s failed %d logins of %s", id, n, user)
		}
	}
}

func TestFailedLoginsStayUnderTheLimit(t *testing.T) {
	c, results := noted(t, "@CC-CRED-03 or @CC-CRED-04 or @CC-CRED-05 or @CC-CRED-06 or @CC-CRED-07", "{parallel: 4, failed_logins_per_user: 0}")
	assert.Empty(t, c.failed)
	beyond := slices.DeleteFunc(results.Scenarios, func(s reports.Scenario) bool { return s.Verdict != reports.NotRun })
	require.NotEmpty(t, beyond)
	assert.Contains(t, beyond[0].Reason, "failed logins of one user, and the target's limit is 0")
	assert.Equal(t, reports.Incomplete, results.Verdict, "what the limit forbids is not decided")
}

func TestRequestsKeepToTheirRate(t *testing.T) {
	const rate = 100
	c, results := noted(t, "@CC-ORG-02 or @CC-PKCE-06", fmt.Sprintf("{parallel: 16, requests_per_second: %d}", rate))
	assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
	require.Greater(t, len(c.arrived), rate/4)
	slices.SortFunc(c.arrived, time.Time.Compare)
	took := c.arrived[len(c.arrived)-1].Sub(c.arrived[0])
	least := time.Duration(len(c.arrived)-1) * time.Second / rate
	assert.Greater(t, took, least/2, "%d requests: on a busy machine the first may arrive late; wire holds the pace itself to account", len(c.arrived))
}
