package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

// TestTwoRunsCannotShareAFolder holds that the later one is told so and changes nothing.
func TestTwoRunsCannotShareAFolder(t *testing.T) {
	dir := t.TempDir()
	args := []string{"run", "--tags", "@CC-ORG-04", "--format", "json", "--out", dir}
	require.Equal(t, reports.ExitConformant, run(t.Context(), args, io.Discard, io.Discard))
	before, err := os.ReadFile(filepath.Join(dir, reports.ResultsFile))
	require.NoError(t, err)
	release, err := reports.LockFolder(dir)
	require.NoError(t, err)
	var errOut bytes.Buffer
	assert.Equal(t, reports.ExitUsage, run(t.Context(), args, io.Discard, &errOut))
	assert.Contains(t, errOut.String(), "another run writes into the folder")
	after, err := os.ReadFile(filepath.Join(dir, reports.ResultsFile))
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
	require.NoError(t, release())
	assert.Equal(t, reports.ExitConformant, run(t.Context(), args, io.Discard, io.Discard))
}
