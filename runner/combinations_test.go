package runner

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/combination"
)

// A run of a greater strength tries more, and the results say how much.
func TestStrength(t *testing.T) {
	before := 0
	for _, strength := range []combination.Strength{combination.Pairs, combination.Threes, combination.Full} {
		t.Run(strength.String(), func(t *testing.T) {
			sel := selection("@combinations and (@CC-SEC-09 or @CC-POST-07)")
			sel.Strength = strength
			results := judged(t.Context(), t, Options{Selection: sel})
			assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
			got := results.Run.Combinations
			require.NotNil(t, got)
			assert.Equal(t, strength.String(), results.Run.Selection.Strength)
			assert.Greater(t, got.Tried, before)
			assert.Equal(t, got.Selected, got.Tried)
			assert.Equal(t, 2872, got.Table, "the table has other combinations than it had")
			before = got.Tried
		})
	}
	assert.Equal(t, 24+16, before, "full strength tries every combination of the two rows")
}

func TestNothingTriedIsNoStrength(t *testing.T) {
	results := judged(t.Context(), t, Options{Selection: selection("@CC-ORG-01 and not @combinations")})
	assert.Nil(t, results.Run.Combinations)
}

// What was not decided was not tried.
func TestTriedCountsWhatWasDecided(t *testing.T) {
	loaded := embedded(t)
	selected, err := loaded.Select(selection("@combinations"))
	require.NoError(t, err)
	var results []reports.Scenario
	for _, sc := range selected {
		results = append(results, reports.Scenario{ID: sc.ID, Verdict: reports.Passed})
	}
	whole := tried(loaded.Table, selected, results)
	assert.Equal(t, whole.Selected, whole.Tried)
	for _, verdict := range []reports.Verdict{reports.NotRun, reports.Errored, reports.Inconclusive, reports.NotApplicable} {
		part := slices.Clone(results)
		part[0].Verdict = verdict
		assert.Equal(t, whole.Selected-len(selected[0].Need.Trials), tried(loaded.Table, selected, part).Tried, "%s", verdict)
	}
}
