package suite

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/steps/combination"
)

// Each row of the decision table is tried by a scenario of the very requirements
// that the row rests on.
func TestEachRowOfTheTableHasItsScenario(t *testing.T) {
	for _, profile := range []features.Profile{features.Salesforce, features.Strict} {
		loaded, err := Load("", Selection{Profile: profile})
		require.NoError(t, err)
		scenarios := map[*combination.Row][]*Scenario{}
		for _, sc := range loaded.Scenarios {
			if len(sc.Need.Trials) > 0 {
				row := sc.Need.Trials[0].Row
				scenarios[row] = append(scenarios[row], sc)
			}
		}
		for _, row := range loaded.Table.Rows() {
			require.Len(t, scenarios[row], 1, "%s: the row %q", profile, row.Name)
			sc := scenarios[row][0]
			var ids []string
			for _, r := range slices.Concat(sc.Requirements, sc.Touched) {
				ids = append(ids, r.ID)
			}
			assert.ElementsMatch(t, row.Because, ids, "%s: the row %q and %s", profile, row.Name, sc.ID)
			assert.True(t, sc.in(profile), "%s is not run in profile %s", sc.ID, profile)
		}
	}
}

func TestProfilesTryTheirOwnTable(t *testing.T) {
	salesforce, err := Load("", Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	strict, err := Load("", Selection{Profile: features.Strict})
	require.NoError(t, err)
	assert.NotEqual(t, salesforce.Table.Cases(), strict.Table.Cases())
	row, err := strict.Table.Row("a public client without a challenge")
	require.NoError(t, err)
	assert.Empty(t, salesforce.Table.Trials(row, combination.Full))
	assert.NotEmpty(t, strict.Table.Trials(row, combination.Full))
}
