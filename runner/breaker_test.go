package runner

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/play"
)

// TestABreakerLooksBeforeItEndsARun holds that only errors in a row count, and that a target which answers goes on.
func TestABreakerLooksBeforeItEndsARun(t *testing.T) {
	var why []string
	b := breaker{end: func(e *play.EndedError) { why = append(why, e.Why) }}
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
	assert.Empty(t, why, "it answers")
	ended(reports.Errored, errorsInARow-1)
	assert.Equal(t, 1, asked, "it is counted anew")
	silence = "no answer: the time was over"
	ended(reports.Errored, 1)
	require.Len(t, why, 1)
	assert.Contains(t, why[0], "the target stopped answering: 12 scenarios in a row ended in an error")
	assert.Contains(t, why[0], silence)
	ended(reports.Errored, 5*errorsInARow)
	assert.Equal(t, 2, asked, "nothing more is asked")
	assert.Len(t, why, 1)
}

// stopping is a front before a server that answers some requests of the flow and does something else then.
func stopping(after int64, then http.HandlerFunc) func(next http.Handler) http.Handler {
	var asked atomic.Int64
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/sites/") && asked.Add(1) > after {
				then(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func hang(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body) // or the server would not notice that its client has gone
	<-r.Context().Done()
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

const (
	impatient = "limits: {request_timeout: 200ms, parallel: 4, requests_per_second: 10000}\n"
	someParts = "@CC-CRED-02 or @CC-PKCE-10 or @CC-HTTP-20 or @CC-ERR-01"
)

// TestATargetThatStopsAnsweringEndsTheRun holds it for many orgs and for a single one, where scenarios that have
// begun wait for the org's next state.
func TestATargetThatStopsAnsweringEndsTheRun(t *testing.T) {
	for name, tt := range map[string]struct {
		stop   http.HandlerFunc
		single bool
		says   string
	}{
		"hangs":             {hang, false, "no answer: "},
		"503":               {status(http.StatusServiceUnavailable), false, "the answer 503"},
		"hangs, single org": {hang, true, "no answer: "},
		"504":               {status(http.StatusGatewayTimeout), false, "the answer 504"},
	} {
		t.Run(name, func(t *testing.T) {
			file := behind(t, refserver.ServeOptions{SingleOrg: tt.single}, impatient, stopping(60, tt.stop))
			began := time.Now()
			results, err := Run(t.Context(), Options{Selection: selection(someParts), Target: connect.Options{Name: file}})
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
			assert.Empty(t, results.Run.NotRemoved)
		})
	}
}

// TestATargetThatAnswersStrangelyIsPlayedToTheEnd is the other side: a server that answers 500 is there.
func TestATargetThatAnswersStrangelyIsPlayedToTheEnd(t *testing.T) {
	file := behind(t, refserver.ServeOptions{}, impatient, stopping(60, status(http.StatusInternalServerError)))
	results, err := Run(t.Context(), Options{Selection: selection(someParts), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Zero(t, results.Run.Counts[reports.NotRun])
	assert.NotEqual(t, reports.Conformant, results.Verdict)
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
