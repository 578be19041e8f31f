package terminal

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestTheTerminalNamesStaleEntriesThatNoScenarioShows(t *testing.T) {
	r := sample.Run(reports.StaleRun, sample.Passed("a.feature:1"))
	r.Run.KnownFailures = sample.KnownFailures(reports.EntrySeen, reports.EntryStale, reports.EntryUndecided)
	var out bytes.Buffer
	require.NoError(t, Write(&out, r, Options{}))
	assert.Contains(t, out.String(), "CC-PKCE-07: it expired on 2026-11-01")
	assert.Contains(t, out.String(), "1 known failure no longer true (exit 5)")
}
