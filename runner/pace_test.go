package runner

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/time/rate"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// TestAServerThatBearsFewRequestsIsJudged has a gateway that answers 429 beyond some requests in a second, and does not say how long
// to wait. The run becomes slower by itself.
func TestAServerThatBearsFewRequestsIsJudged(t *testing.T) {
	bears := rate.NewLimiter(100, 10)
	file := behind(t, refserver.ServeOptions{}, "limits: {parallel: 16, requests_per_second: 10000}\n", func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/sites/") && !bears.Allow() {
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	results, err := Run(t.Context(), Options{Selection: selection(someParts), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
	assert.Positive(t, results.Run.SlowedTo)
	assert.LessOrEqual(t, results.Run.SlowedTo, 400.0, "at more than twice what it bears, every second answer is 429")
}
