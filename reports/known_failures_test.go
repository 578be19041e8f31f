package reports_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestKnownFailuresArePartOfTheResults(t *testing.T) {
	r := sample.Run(reports.StaleRun, sample.Passed("a.feature:1"))
	r.Run.KnownFailures = sample.KnownFailures(reports.EntrySeen, reports.EntryStale, reports.EntryUndecided)
	r.Run.Shard, r.Run.Repeat, r.Run.Error = &reports.Shard{Index: 2, Count: 3}, 4, "the org was taken away"
	read, err := reports.ReadJSON(bytes.NewReader(sample.JSON(t, r)))
	require.NoError(t, err)
	assert.Equal(t, r.Normalized(), read)
}

func TestCountStale(t *testing.T) {
	assert.Equal(t, 2, reports.CountStale(sample.KnownFailures(reports.EntryStale, reports.EntrySeen, reports.EntryStale, reports.EntryUndecided)))
	assert.Zero(t, reports.CountStale(nil))
}

func TestASubjectIsAScenarioOrARequirement(t *testing.T) {
	assert.Equal(t, "a.feature:1", reports.KnownFailureEntry{Scenario: "a.feature:1"}.Subject())
	assert.Equal(t, "CC-PKCE-07", reports.KnownFailureEntry{Requirement: "CC-PKCE-07"}.Subject())
}
