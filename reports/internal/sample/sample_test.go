package sample

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

// A sample that contradicts itself or lacks a verdict would test less than it seems to.
func TestTheSampleHasEveryVerdict(t *testing.T) {
	r := Results()
	require.NoError(t, r.Check())
	for _, verdict := range reports.Verdicts {
		assert.Positive(t, r.Run.Counts[verdict], "%s", verdict)
	}
	assert.NotEmpty(t, JSON(t, r))
}

func TestKnownFailuresHaveTheirStates(t *testing.T) {
	entries := KnownFailures(reports.EntrySeen, reports.EntryStale)
	assert.Empty(t, entries[0].Note)
	assert.NotEmpty(t, entries[1].Note)
}

func TestGoldenAndHarmless(t *testing.T) {
	Golden(t, "golden.txt", []byte("the same text\n"))
	AssertHarmless(t, "plain text,\n\twith tabs")
}
