package terminal

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

// failing returns results with n failures, whose reasons YAML has to quote.
func failing(n int) *reports.Results {
	r := &reports.Results{}
	for i := range n {
		r.Scenarios = append(r.Scenarios,
			reports.Scenario{ID: fmt.Sprintf("a.feature:%d", i), Verdict: reports.Failed, Reason: fmt.Sprintf("expected: \"a\" #%d, it was {b}", i)},
			reports.Scenario{ID: fmt.Sprintf("b.feature:%d", i), Verdict: reports.Passed})
	}
	return r
}

func TestSuggestionsForManyFailuresStandInAFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, reports.SuggestionsFile)
	var shown bytes.Buffer
	require.NoError(t, SuggestKnownFailures(&shown, failing(200), dir))
	assert.Less(t, strings.Count(shown.String(), "\n"), 40, "a run with 200 failures stays readable")
	assert.Equal(t, maxSuggested, strings.Count(shown.String(), "- scenario:"))
	assert.Contains(t, shown.String(), "195 more, 200 in all, are in "+file)

	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var entries []reports.KnownFailureEntry
	require.NoError(t, yaml.UnmarshalWithOptions(text, &entries, yaml.Strict()))
	require.Len(t, entries, 200)
	assert.Equal(t, reports.KnownFailureEntry{Scenario: "a.feature:7", Reason: `expected: "a" #7, it was {b}`}, entries[7])

	shown.Reset()
	require.NoError(t, SuggestKnownFailures(&shown, failing(maxSuggested), dir))
	assert.Equal(t, maxSuggested, strings.Count(shown.String(), "- scenario:"))
	assert.NotContains(t, shown.String(), "more")
	assert.NoFileExists(t, file, "one of an earlier run misleads")
	shown.Reset()
	require.NoError(t, SuggestKnownFailures(&shown, failing(0), dir))
	assert.Empty(t, shown.String())

	require.NoError(t, os.MkdirAll(filepath.Join(file, "a folder"), 0o700))
	require.Error(t, SuggestKnownFailures(&shown, failing(1), dir), "a file of an earlier run that stays would mislead")
	assert.Empty(t, shown.String())
}

func TestSuggestionsEscapeWhatAServerSent(t *testing.T) {
	r := failing(1)
	r.Scenarios[0].Reason = sample.Hostile
	var shown bytes.Buffer
	require.NoError(t, SuggestKnownFailures(&shown, r, t.TempDir()))
	sample.AssertHarmless(t, shown.String())

	r.Scenarios[0].Reason = "it was \x1b[2J\u202e \"x\"\r\n"
	shown.Reset()
	require.NoError(t, SuggestKnownFailures(&shown, r, t.TempDir()))
	sample.AssertHarmless(t, shown.String())
	_, list, _ := strings.Cut(shown.String(), "until when:\n")
	var entries []reports.KnownFailureEntry
	require.NoError(t, yaml.UnmarshalWithOptions([]byte(list), &entries, yaml.Strict()))
	assert.Equal(t, r.Scenarios[0].Reason, entries[0].Reason, "the entry still fits the failure")
}
