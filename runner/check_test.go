package runner

import (
	"net/http"
	"net/http/httputil"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/forecast"
)

// ledgerOf counts the provisioning calls that change something, by method and
// the object that they are about.
type ledgerOf struct {
	proxy *httputil.ReverseProxy
	mu    sync.Mutex
	calls map[string]int
}

func (l *ledgerOf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, ok := strings.CutPrefix(r.URL.Path, "/provisioning/v1"); ok && r.Method != http.MethodGet {
		l.mu.Lock()
		l.calls[r.Method+" "+strings.Split(path+"/", "/")[1]+strings.Repeat("/…", strings.Count(path, "/")-1)]++
		l.mu.Unlock()
	}
	l.proxy.ServeHTTP(w, r)
}

func bookkept(t *testing.T, single bool) (file string, book *ledgerOf) {
	t.Helper()
	book = &ledgerOf{calls: map[string]int{}}
	file, book.proxy = fronted(t, single, book)
	return file, book
}

func TestCheckRemovesWhatItMade(t *testing.T) {
	file, book := bookkept(t, false)
	got, err := forecast.Check(t.Context(), forecast.Options{Selection: selection(""), Target: connect.Options{Name: file}})
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
	file, book := bookkept(t, true)
	got, err := forecast.Check(t.Context(), forecast.Options{Selection: selection(""), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Empty(t, book.calls)
	assert.False(t, got.Looked, "nobody could log in")
	assert.Empty(t, got.MissingFlow)
	assert.Len(t, got.Endpoints, 10)
	promised := got.OrgChanges

	judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: file}})
	assert.Equal(t, promised, book.calls["PATCH orgs/…"], "a run changes the org as often as the check said")
	assert.Positive(t, book.calls["PATCH orgs/…"])
}

func TestCheckSaysHowOftenOrgsChange(t *testing.T) {
	file, book := bookkept(t, false)
	got, err := forecast.Check(t.Context(), forecast.Options{Selection: selection(""), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	clear(book.calls)
	judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: file}})
	assert.Equal(t, got.Orgs, book.calls["POST orgs"])
	assert.Equal(t, got.OrgChanges, book.calls["PATCH orgs/…"])
}
