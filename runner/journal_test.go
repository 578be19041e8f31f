package runner

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/journal"
	"github.com/codecred/codecred/runner/suite"
)

const journalled = "@CC-ORG-02 or @CC-PKCE-06 or @CC-CALL-04"

// cutShort runs a selection that is interrupted after some scenarios.
func cutShort(t *testing.T, dir string) *reports.Results {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	return judged(ctx, t, Options{
		Selection: selection(journalled), Target: connect.Options{Parallel: 2}, Out: dir, Progress: &countdown{left: 5, then: cancel},
	})
}

func TestAResumedRunEndsAsOneRun(t *testing.T) {
	whole := judged(t.Context(), t, Options{Selection: selection(journalled)})
	dir := t.TempDir()
	cut := cutShort(t, dir)
	require.Equal(t, reports.Incomplete, cut.Verdict)

	path := filepath.Join(dir, journal.FileName)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Greater(t, bytes.Count(data, []byte("\n")), 5)
	torn := append(data, `{"round":1,"result":{"id":"torn`...)
	require.NoError(t, os.WriteFile(path, torn, 0o600))

	resumed := judged(t.Context(), t, Options{Selection: selection(journalled), Out: dir, Resume: true})
	assert.Equal(t, verdictsOf(whole), verdictsOf(resumed))
	assert.Equal(t, reports.Conformant, resumed.Verdict)
	assert.Less(t, resumed.Run.Requests, whole.Run.Requests, "what was decided is not asked again")
	for _, s := range resumed.Scenarios {
		assert.FileExists(t, filepath.Join(dir, s.Transcript), s.ID)
	}
}

func TestOnlyTheSameRunIsResumed(t *testing.T) {
	dir := t.TempDir()
	cutShort(t, dir)
	for name, tt := range map[string]struct {
		options Options
		says    string
	}{
		"another selection": {Options{Selection: selection("@CC-ORG-02"), Out: dir}, "selection"},
		"another version":   {Options{Selection: selection(journalled), Out: dir, Version: "2"}, "version"},
		"another shard":     {Options{Selection: selection(journalled), Out: dir, Shard: suite.Shard{Index: 1, Count: 2}}, "shard"},
		"no journal":        {Options{Selection: selection(journalled), Out: t.TempDir()}, "run without --resume"},
	} {
		t.Run(name, func(t *testing.T) {
			tt.options.Resume = true
			_, err := Run(t.Context(), tt.options)
			var typed *reports.Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, reports.ExitUsage, typed.Exit)
			assert.ErrorContains(t, err, tt.says)
		})
	}
}

func TestRepeatTellsTheUnstable(t *testing.T) {
	result := func(v reports.Verdict) reports.Scenario {
		return reports.Scenario{ID: "a", Level: reports.Must, Verdict: v, Reason: string(v)}
	}
	flips := combineRounds([][]reports.Scenario{{result(reports.Passed)}, {result(reports.Failed)}})
	assert.Equal(t, reports.Unstable, flips[0].Verdict)
	assert.Contains(t, flips[0].Reason, "passed, failed")
	steady := combineRounds([][]reports.Scenario{{result(reports.Failed)}, {result(reports.Failed)}})
	assert.Equal(t, reports.Failed, steady[0].Verdict)

	three := judged(t.Context(), t, Options{Selection: selection("@CC-ORG-04"), Repeat: 3})
	once := judged(t.Context(), t, Options{Selection: selection("@CC-ORG-04")})
	assert.Equal(t, reports.Conformant, three.Verdict)
	assert.Equal(t, verdictsOf(once), verdictsOf(three))
	assert.Greater(t, three.Run.Requests, 2*once.Run.Requests)
}
