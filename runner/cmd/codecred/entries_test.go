package main

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
)

// failing are the results of so many failures, with reasons that YAML has to quote.
func failing(n int) *reports.Results {
	r := &reports.Results{}
	for i := range n {
		r.Scenarios = append(r.Scenarios,
			reports.Scenario{ID: fmt.Sprintf("a.feature:%d", i), Verdict: reports.Failed, Reason: fmt.Sprintf("expected: \"a\" #%d, it was {b}", i)},
			reports.Scenario{ID: fmt.Sprintf("b.feature:%d", i), Verdict: reports.Passed})
	}
	return r
}

func TestEntriesOfManyFailuresStandInAFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, entriesFile)
	var shown bytes.Buffer
	require.NoError(t, showEntries(failing(200), dir, &shown))
	assert.Less(t, strings.Count(shown.String(), "\n"), 40, "a run with 200 failures stays readable")
	assert.Equal(t, entriesShown, strings.Count(shown.String(), "- scenario:"))
	assert.Contains(t, shown.String(), "195 more, 200 in all, are in "+file)

	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var entries []reports.KnownFailureEntry
	require.NoError(t, yaml.UnmarshalWithOptions(text, &entries, yaml.Strict()))
	require.Len(t, entries, 200)
	assert.Equal(t, reports.KnownFailureEntry{Scenario: "a.feature:7", Reason: `expected: "a" #7, it was {b}`}, entries[7])

	shown.Reset()
	require.NoError(t, showEntries(failing(entriesShown), dir, &shown))
	assert.NotContains(t, shown.String(), "more")
	assert.NoFileExists(t, file, "one of an earlier run misleads")
	shown.Reset()
	require.NoError(t, showEntries(failing(0), dir, &shown))
	assert.Empty(t, shown.String())
}
