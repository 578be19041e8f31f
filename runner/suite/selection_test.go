package suite

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
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

// If the features or the selection are wrong, a run ends before it speaks to a target.
func TestWhatIsWrongWithASelectionIsWrongUsage(t *testing.T) {
	bad := folder(t, map[string]string{"bad.feature": strings.Replace(sound, "is accepted", "is welcome", 1)})
	for _, c := range []struct {
		dir, says string
		sel       Selection
	}{
		{bad, "bad.feature:6", selection("")},
		{"", "matches none of the", selection("@CC-ORG-99")},
	} {
		_, _, err := LoadSelected(c.dir, c.sel, Shard{})
		var typed *reports.Error
		require.ErrorAs(t, err, &typed)
		assert.Equal(t, reports.ExitUsage, typed.Exit)
		assert.ErrorContains(t, err, c.says)
	}
}

// A shard is a part of what is selected, and results say what was selected, and the part.
func TestASelectionInParts(t *testing.T) {
	sel := Selection{Tags: "@CC-PKCE-01 or @CC-ORG-01", Profile: features.Strict, Requirements: []string{"CC-PKCE-01", "CC-ORG-01"}, Name: "."}
	loaded, whole, err := LoadSelected("", sel, Shard{})
	require.NoError(t, err)
	var parts []string
	for i := 1; i <= 2; i++ {
		shard := Shard{Index: i, Count: 2}
		_, part, err := LoadSelected("", sel, shard)
		require.NoError(t, err)
		assert.Less(t, len(part), len(whole))
		parts = append(parts, idsOf(part)...)
		assert.Equal(t, &reports.Shard{Index: i, Count: 2}, shard.ForResults())
	}
	assert.ElementsMatch(t, idsOf(whole), parts)
	assert.Nil(t, Shard{}.ForResults())
	assert.Equal(t, reports.Selection{
		Features: "embedded", Tags: sel.Tags, Name: ".", Requirements: sel.Requirements, Strength: sel.Strength.String(),
	}, sel.ForResults(loaded))
	assert.NotNil(t, Selection{}.ForResults(loaded).Requirements, "results have a list, also where it is empty")
}

func idsOf(list []*Scenario) []string {
	ids := make([]string, len(list))
	for i, sc := range list {
		ids[i] = sc.ID
	}
	return ids
}

// A requirement that none of the features checks cannot be asked for.
func TestARequirementWithoutAScenarioCannotBeSelected(t *testing.T) {
	loaded, err := Load(folder(t, map[string]string{"sound.feature": sound}), selection(""))
	require.NoError(t, err)
	_, err = loaded.Select(Selection{Profile: features.Salesforce, Requirements: []string{"CC-ORG-01"}})
	assert.ErrorContains(t, err, "the requirement CC-ORG-01 has no scenario")
}
