package connect_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// staticAt writes a target file of a static target with one org.
func staticAt(t *testing.T, site string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "target.yaml")
	text := fmt.Sprintf("codecred: 1\nprovisioning:\n  static:\n    orgs: [{name: main, site: %q}]\n", site)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// TestATargetThatIsStillStartingIsWaitedFor has a server whose gateway says for a while that it is not there.
func TestATargetThatIsStillStartingIsWaitedFor(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) < 3 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	defer server.Close()
	on, err := connect.Open(t.Context(), connect.Options{Name: staticAt(t, server.URL), Wait: time.Minute})
	require.NoError(t, err)
	require.NoError(t, on.Close())
	assert.EqualValues(t, 3, asked.Load())
}

func TestATargetThatNeverAnswersIsNotWaitedForForEver(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	_, err = connect.Open(t.Context(), connect.Options{Name: staticAt(t, "http://"+address), Wait: time.Second})
	var failed *reports.Error
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, reports.ExitTarget, failed.Exit)
	assert.ErrorContains(t, err, "did not answer within 1s (--wait)")
	assert.ErrorContains(t, err, address)
}
