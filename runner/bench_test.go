//go:build unix

package runner

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// The benchmarks print each figure together with its limit: "scenarios/s" must be at least
// "scenarios/s:line", every other figure at most its line. `make bench` runs them.

const (
	lineScenarios = 1400 // a second, on two cores
	lineReplay    = 1.5  // wall time over that of a bare client
	lineLatency   = 1.25 // wall time over requests × latency / parallel
	lineMemory    = 512  // MiB
	parallel      = 16
)

// suiteOn runs the whole suite against a target and returns its wall time.
func suiteOn(b *testing.B, o Options) (*reports.Results, time.Duration) {
	b.Helper()
	o.Selection.Profile, o.Target.Profile, o.Target.Parallel = features.Salesforce, features.Salesforce, parallel
	started := time.Now()
	results, err := Run(b.Context(), o)
	took := time.Since(started)
	require.NoError(b, err)
	require.Equal(b, reports.Conformant, results.Verdict, results.Reason)
	return results, took
}

// BenchmarkSuite runs all scenarios against the embedded server.
func BenchmarkSuite(b *testing.B) {
	scenarios, all := 0, time.Duration(0)
	busy := processorTime()
	for b.Loop() {
		results, took := suiteOn(b, Options{})
		scenarios, all = scenarios+len(results.Scenarios), all+took
	}
	busy = processorTime() - busy
	b.ReportMetric(float64(scenarios)/busy.Seconds(), "scenarios/cpu-s") // on a busy machine the better figure
	b.ReportMetric(float64(scenarios)/all.Seconds(), "scenarios/s")
	b.ReportMetric(lineScenarios, "scenarios/s:line")
}

// BenchmarkReplay compares the suite with a bare client that sends the same requests to the same
// server, as many at a time.
func BenchmarkReplay(b *testing.B) {
	var suite, bare time.Duration
	for b.Loop() {
		server := newTape(b)
		results, took := suiteOn(b, Options{Target: connect.Options{Name: server.file}})
		replayed, requests := server.replay(b)
		require.InEpsilon(b, results.Run.Requests, requests, 0.01)
		suite, bare = suite+took, bare+replayed
	}
	b.ReportMetric(suite.Seconds()/bare.Seconds(), "suite/bare")
	b.ReportMetric(lineReplay, "suite/bare:line")
}

// BenchmarkLatency runs the suite against a server that is far away.
func BenchmarkLatency(b *testing.B) {
	const latency = 100 * time.Millisecond
	var ratio float64
	for b.Loop() {
		server := newTape(b)
		server.front = func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				<-time.After(latency)
				next.ServeHTTP(w, r)
			})
		}
		_, took := suiteOn(b, Options{Target: connect.Options{Name: server.file}})
		ratio += float64(took) / float64(latency*time.Duration(server.requests.Load())/parallel)
	}
	b.ReportMetric(ratio/float64(b.N), "wall/ideal")
	b.ReportMetric(lineLatency, "wall/ideal:line")
}

// BenchmarkGenerated runs many scenarios. Four times as many must take about four times the
// processor time, in bounded memory.
func BenchmarkGenerated(b *testing.B) {
	const few, many = 2500, 10_000
	for b.Loop() {
		start := processorTime()
		suiteOn(b, Options{Features: generated(b, few), Out: b.TempDir()})
		short := processorTime() - start
		heap := watchMemory(b)
		results, _ := suiteOn(b, Options{Features: generated(b, many), Out: b.TempDir()})
		require.Len(b, results.Scenarios, many)
		long := processorTime() - start - short
		b.ReportMetric(long.Seconds()/short.Seconds()/(many/few), "growth")
		b.ReportMetric(1.25, "growth:line")
		b.ReportMetric(heap(), "MiB")
		b.ReportMetric(lineMemory, "MiB:line")
	}
}

// generated writes a feature of so many scenarios.
func generated(b *testing.B, scenarios int) string {
	b.Helper()
	var text strings.Builder
	text.WriteString(`Feature: Generated

  @CC-ORG-02
  Scenario Outline: Number <number>
    Given a private client
    And the org has "Allow Authorization Code and Credentials Flows" off
    When the app asks for authorization with the parameter "state" set to "<number>"
    Then the authorization request is refused
    But the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    Examples:
      | number |
`)
	for i := range scenarios {
		fmt.Fprintf(&text, "      | n%d |\n", i)
	}
	dir := b.TempDir()
	require.NoError(b, os.WriteFile(filepath.Join(dir, "generated.feature"), []byte(text.String()), 0o600))
	return dir
}

// processorTime is the processor time that this process has used so far.
func processorTime() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used) // it cannot fail for this process
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// watchMemory begins to measure the memory that Go has from the system. The result ends this and
// returns the largest value, in MiB.
func watchMemory(b *testing.B) func() float64 {
	b.Helper()
	stop, most := make(chan struct{}), make(chan uint64)
	go func() {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		var seen uint64
		for {
			metrics.Read(sample)
			seen = max(seen, sample[0].Value.Uint64()-sample[1].Value.Uint64())
			select {
			case <-tick.C:
			case <-stop:
				most <- seen
				return
			}
		}
	}()
	return func() float64 {
		close(stop)
		return float64(<-most) / (1 << 20)
	}
}
