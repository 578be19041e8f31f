package forecast

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
)

// changeCounter counts the provisioning calls that change something, by method and
// the object that they are about.
type changeCounter struct {
	proxy *httputil.ReverseProxy
	mu    sync.Mutex
	calls map[string]int
}

func (l *changeCounter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, ok := strings.CutPrefix(r.URL.Path, "/provisioning/v1"); ok && r.Method != http.MethodGet {
		l.mu.Lock()
		l.calls[r.Method+" "+strings.Split(path+"/", "/")[1]+strings.Repeat("/…", strings.Count(path, "/")-1)]++
		l.mu.Unlock()
	}
	l.proxy.ServeHTTP(w, r)
}

// counted serves the reference server behind a counter, and returns its target file.
func counted(t *testing.T, single bool) (file string, counter *changeCounter) {
	t.Helper()
	counter = &changeCounter{calls: map[string]int{}}
	front := httptest.NewServer(counter)
	t.Cleanup(front.Close)
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{
		Server: refserver.Options{PublicURL: front.URL, Cost: tenant.TestPasswordCost}, SingleOrg: single,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	back, err := url.Parse(server.URL)
	require.NoError(t, err)
	counter.proxy = httputil.NewSingleHostReverseProxy(back)
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	file = filepath.Join(t.TempDir(), "target.yaml")
	text := fmt.Sprintf("codecred: 1\nprovisioning: {http: {url: %q, token: \"${CODECRED_TEST_TOKEN}\"}}\n", front.URL+"/provisioning/v1")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return file, counter
}

// run runs the suite against a target.
func run(t *testing.T, file string) {
	t.Helper()
	_, err := runner.Run(t.Context(), runner.Options{Selection: selection(""), Target: connect.Options{Name: file}})
	require.NoError(t, err)
}

func TestCheckRemovesWhatItMade(t *testing.T) {
	file, book := counted(t, false)
	got, err := Check(t.Context(), Options{Selection: selection(""), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Positive(t, book.calls["POST orgs"])
	assert.Equal(t, book.calls["POST orgs"], book.calls["DELETE orgs/…"])
	assert.Equal(t, got.Selected, got.Runs)
	assert.True(t, got.Looked)
	assert.Empty(t, got.MissingFlow)
	assert.Len(t, got.Endpoints, 10)
	for _, e := range got.Endpoints {
		assert.NotZero(t, e.Status, e.Path)
		assert.False(t, e.Missing(), e.Path)
	}
}

func TestCheckTouchesNoSingleOrg(t *testing.T) {
	file, book := counted(t, true)
	got, err := Check(t.Context(), Options{Selection: selection(""), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Empty(t, book.calls)
	assert.False(t, got.Looked, "nobody could log in")
	assert.Empty(t, got.MissingFlow)
	assert.Len(t, got.Endpoints, 10)
	promised := got.OrgChanges

	run(t, file)
	assert.Equal(t, promised, book.calls["PATCH orgs/…"], "a run changes the org as often as the check said")
	assert.Positive(t, book.calls["PATCH orgs/…"])
}

func TestCheckSaysHowOftenOrgsChange(t *testing.T) {
	file, book := counted(t, false)
	got, err := Check(t.Context(), Options{Selection: selection(""), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	clear(book.calls)
	run(t, file)
	assert.Equal(t, got.Orgs, book.calls["POST orgs"])
	assert.Equal(t, got.OrgChanges, book.calls["PATCH orgs/…"])
}
