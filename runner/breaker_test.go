package runner

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// TestABreakerLooksBeforeItStops holds that only errors in a row count, and that a target which answers goes on.
func TestABreakerLooksBeforeItStops(t *testing.T) {
	var b breaker
	asked, silence := 0, ""
	ended := func(v reports.Verdict, times int) {
		for range times {
			b.scenarioEnded(v, func() string { asked++; return silence })
		}
	}
	ended(reports.Errored, errorsInARow-1)
	ended(reports.Failed, 1) // it answered
	ended(reports.Errored, errorsInARow-1)
	assert.Zero(t, asked)
	ended(reports.Errored, 1)
	assert.Equal(t, 1, asked)
	assert.Empty(t, b.why(), "it answers")
	ended(reports.Errored, errorsInARow-1)
	assert.Equal(t, 1, asked, "it is counted anew")
	silence = "no answer: the time was over"
	ended(reports.Errored, 1)
	assert.Contains(t, b.why(), "the target stopped answering: 12 scenarios in a row ended in an error")
	assert.Contains(t, b.why(), silence)
	ended(reports.Errored, 5*errorsInARow)
	assert.Equal(t, 2, asked, "nothing more is asked")
}

// TestATargetThatStopsAnsweringEndsTheRun has a server that answers some requests of the flow, and then hangs, or is out of service.
func TestATargetThatStopsAnsweringEndsTheRun(t *testing.T) {
	for name, tt := range map[string]struct {
		stop http.HandlerFunc
		says string
	}{
		"hangs": {func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // or the server would not notice that its client has gone
			<-r.Context().Done()
		}, "no answer: "},
		"503": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }, "the answer 503"},
	} {
		t.Run(name, func(t *testing.T) {
			var left atomic.Int64
			left.Store(60) // requests of the flow
			var back http.Handler
			front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if len(r.URL.Path) > 7 && r.URL.Path[:7] == "/sites/" && left.Add(-1) < 0 {
					tt.stop(w, r)
					return
				}
				back.ServeHTTP(w, r)
			}))
			defer front.Close()
			server, err := refserver.Start(t.Context(), refserver.ServeOptions{Server: refserver.Options{PublicURL: front.URL, Cost: tenant.TestPasswordCost}})
			require.NoError(t, err)
			defer func() { assert.NoError(t, server.Close()) }()
			behind, err := url.Parse(server.URL)
			require.NoError(t, err)
			back = httputil.NewSingleHostReverseProxy(behind)
			file := targetFile(t, front.URL+"/provisioning/v1", server.Token)
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(file, append(text, "limits: {request_timeout: 200ms, parallel: 4, requests_per_second: 10000}\n"...), 0o600))

			began := time.Now()
			results, err := Run(t.Context(), Options{Selection: selection("@CC-CRED-02 or @CC-PKCE-10 or @CC-HTTP-20 or @CC-ERR-01"), Target: connect.Options{Name: file}})
			require.NoError(t, err)
			assert.Less(t, time.Since(began), time.Minute)
			assert.Equal(t, reports.ErrorRun, results.Verdict)
			counts := results.Run.Counts
			assert.Zero(t, counts[reports.Failed], "nobody is accused")
			assert.Greater(t, counts[reports.NotRun], 10, "what is left is not run: %v", counts)
			assert.Less(t, counts[reports.Errored], 2*errorsInARow, "%v", counts)
			for _, s := range results.Scenarios {
				if s.Verdict == reports.NotRun {
					assert.Contains(t, s.Reason, "the target stopped answering")
					assert.Contains(t, s.Reason, tt.says)
				}
			}
		})
	}
}

// TestATimeLimitEndsARun holds that what is left is not run, and says why.
func TestATimeLimitEndsARun(t *testing.T) {
	results, err := Run(t.Context(), Options{Selection: selection(""), Target: connect.Options{}, TimeLimit: 700 * time.Millisecond})
	require.NoError(t, err)
	assert.Equal(t, reports.Incomplete, results.Verdict)
	assert.Positive(t, results.Run.Counts[reports.NotRun])
	assert.Zero(t, results.Run.Counts[reports.Failed]+results.Run.Counts[reports.Errored])
	for _, s := range results.Scenarios {
		if s.Verdict == reports.NotRun {
			assert.Equal(t, "the time limit of 700ms was over", s.Reason)
		}
	}
	assert.Empty(t, results.Run.NotRemoved)
}
