package terminal

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

// clocked returns a progress whose clock moves only when the test moves it.
func clocked(t *testing.T, options Options) (*progress, *bytes.Buffer, *time.Time) {
	var out bytes.Buffer
	now := sample.Noon
	p, ok := NewProgress(&out, options).(*progress)
	require.True(t, ok)
	p.now = func() time.Time { return now }
	return p, &out, &now
}

func TestPlainProgressIsQuiet(t *testing.T) {
	p, out, now := clocked(t, Options{})
	p.Start(5)
	p.Done(sample.Passed("a.feature:1"))
	assert.Empty(t, out.String(), "nothing to tell before two seconds are over")

	*now = now.Add(plainInterval)
	p.Done(sample.Passed("a.feature:2"))
	p.Done(sample.Passed("a.feature:3"))
	assert.Equal(t, "2 of 5 scenarios: 2 passed\n", out.String())

	*now = now.Add(plainInterval)
	p.Done(sample.Passed("a.feature:4"))
	p.Finish()
	assert.Equal(t, "2 of 5 scenarios: 2 passed\n4 of 5 scenarios: 4 passed\n\n", out.String())
}

func TestProgressTellsAtOnceWhatDidNotPass(t *testing.T) {
	for verdict, told := range map[reports.Verdict]bool{
		reports.Passed: false, reports.NotApplicable: false, reports.KnownFailure: false,
		reports.Failed: true, reports.Warned: true, reports.NotRun: true, reports.Inconclusive: true, reports.Unstable: true, reports.Stale: true, reports.Errored: true,
	} {
		t.Run(string(verdict), func(t *testing.T) {
			p, out, _ := clocked(t, Options{})
			p.Start(1)
			p.Done(sample.Scenario(verdict, "a.feature:7", "because"))
			if !told {
				assert.Empty(t, out.String())
				return
			}
			assert.Contains(t, out.String(), verdict.Words()+" a.feature:7 ")
			assert.Contains(t, out.String(), ": because\n")
		})
	}
}

func TestPlainProgressMovesNoCursor(t *testing.T) {
	p, out, now := clocked(t, Options{Width: 60})
	p.Start(2)
	*now = now.Add(plainInterval)
	failed := sample.Scenario(reports.Failed, "a.feature:1", sample.Hostile)
	failed.Name = sample.Hostile
	p.Done(failed)
	p.Finish()
	assert.NotContains(t, out.String(), "\r")
	sample.AssertHarmless(t, out.String())
}

func TestLiveProgressPaintsOneLine(t *testing.T) {
	p, out, _ := clocked(t, Options{Live: true, Width: 40})
	p.Start(3)
	p.Done(sample.Passed("a.feature:1"))
	p.Done(sample.Scenario(reports.NotRun, "a.feature:2", strings.Repeat("a long reason ", 10)))
	p.Finish()

	assert.True(t, strings.HasSuffix(out.String(), eraseLine+"\n"), "the line is gone at the end")
	assert.Equal(t, 2, strings.Count(out.String(), "\n"), "only what did not pass takes a line, and an empty one ends them")
	for painted := range strings.SplitSeq(out.String(), eraseLine) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(painted, "\n")), 40)
	}
	assert.Contains(t, out.String(), "2 of 3 scenarios: 1 passed, 1 not run")
	assert.NotContains(t, strings.ReplaceAll(out.String(), eraseLine, ""), "\x1b", "no colour was asked for")
}

func TestLiveProgressIsColouredWhenAsked(t *testing.T) {
	p, out, _ := clocked(t, Options{Live: true, Color: true, Width: 80})
	p.Start(1)
	p.Done(sample.Scenario(reports.Failed, "a.feature:2", "leaked"))
	assert.Contains(t, out.String(), "\x1b[31mfailed a.feature:2")
}

func TestProgressCountsFromManyGoroutines(t *testing.T) {
	p, out, _ := clocked(t, Options{Live: true})
	p.Start(100)
	var all sync.WaitGroup
	for line := range 100 {
		all.Go(func() { p.Done(sample.Passed(fmt.Sprintf("a.feature:%d", line))) })
	}
	all.Wait()
	p.Finish()
	assert.Contains(t, out.String(), "100 of 100 scenarios: 100 passed")
}

func TestProgressOfACleanRunLeavesNothing(t *testing.T) {
	p, out, _ := clocked(t, Options{})
	p.Start(1)
	p.Done(sample.Passed("a.feature:1"))
	p.Finish()
	assert.Empty(t, out.String())
}
