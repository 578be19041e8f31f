package suite

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
)

func TestSelect(t *testing.T) {
	loaded := embedded(t)
	all, err := loaded.Select(Selection{Profile: features.Salesforce})
	require.NoError(t, err)

	t.Run("by tag", func(t *testing.T) {
		got, err := loaded.Select(Selection{Profile: features.Salesforce, Tags: "@CC-ORG-01"})
		require.NoError(t, err)
		assert.Less(t, len(got), len(all))
		for _, sc := range got {
			assert.Contains(t, sc.Tags, "@CC-ORG-01")
		}
	})
	t.Run("by requirement, as by its tag", func(t *testing.T) {
		tagged, err := loaded.Select(Selection{Profile: features.Salesforce, Tags: "@CC-ORG-01"})
		require.NoError(t, err)
		got, err := loaded.Select(Selection{Profile: features.Salesforce, Requirements: []string{"CC-ORG-01"}})
		require.NoError(t, err)
		assert.Equal(t, tagged, got)
	})
	t.Run("by name", func(t *testing.T) {
		got, err := loaded.Select(Selection{Profile: features.Salesforce, Name: "^Turned off again"})
		require.NoError(t, err)
		for _, sc := range got {
			assert.Regexp(t, "^Turned off again", sc.Name)
		}
	})
	t.Run("by profile", func(t *testing.T) {
		for _, sc := range all {
			assert.True(t, sc.in(features.Salesforce), sc.ID)
		}
	})
	t.Run("a seed orders, and the same seed orders the same", func(t *testing.T) {
		once, err := loaded.Select(Selection{Profile: features.Salesforce, Seed: 7})
		require.NoError(t, err)
		again, err := loaded.Select(Selection{Profile: features.Salesforce, Seed: 7})
		require.NoError(t, err)
		assert.Equal(t, once, again)
		assert.NotEqual(t, all, once)
		assert.ElementsMatch(t, all, once)
	})
}

func TestSelectRefusesWhatSelectsNothing(t *testing.T) {
	loaded := embedded(t)
	excluded := ""
	for _, r := range loaded.Catalogue.All() {
		if r.Excluded != "" {
			excluded = r.ID
		}
	}
	for name, tt := range map[string]struct {
		sel  Selection
		says string
	}{
		"a tag that no scenario has":  {Selection{Tags: "@CC-ORG-99"}, "matches none of the"},
		"a name that no scenario has": {Selection{Name: "no such name"}, "matches none of the"},
		"a broken expression":         {Selection{Tags: "@a and"}, "tag expression"},
		"a broken name":               {Selection{Name: "("}, "no regular expression"},
		"an unknown requirement":      {Selection{Requirements: []string{"CC-ORG-01", "CC-NO-1"}}, `no requirement "CC-NO-1"`},
		"an excluded requirement":     {Selection{Requirements: []string{excluded}}, "is not tested"},
		"an unknown profile":          {Selection{Profile: "lenient"}, "matches none of the"},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.sel.Profile == "" {
				tt.sel.Profile = features.Salesforce
			}
			_, err := loaded.Select(tt.sel)
			assert.ErrorContains(t, err, tt.says)
		})
	}
}
