package suite

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
)

// graded is a catalogue with requirements of each level and of either profile.
const graded = `- {id: CC-ORG-01, level: INFO, profiles: [salesforce, strict], text: One., source: "RFC 6749, section 4.1", trust: RFC}
- {id: CC-ORG-02, level: SHOULD, profiles: [salesforce], text: Two., source: "RFC 6749, section 4.1", trust: RFC}
- {id: CC-ORG-03, level: MUST, profiles: [strict], text: Three., source: "RFC 6749, section 4.1", trust: RFC}
`

// gradedSuite is a suite of one scenario, which checks a requirement of graded in each profile and
// touches the other.
func gradedSuite(t *testing.T) *Suite {
	t.Helper()
	feature := strings.Replace(sound, "@CC-ORG-04", "@CC-ORG-02 @CC-ORG-03 @touches:CC-ORG-01", 1)
	feature = strings.Replace(feature, "Given a private client", `Given a private client
    And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off
    And the org has "Allow Authorization Code and Credentials Flows" on`, 1)
	loaded, err := Load(folder(t, map[string]string{"sound.feature": feature, "requirements/ORG.yaml": graded}), selection(""))
	require.NoError(t, err)
	return loaded
}

// A scenario is as binding as the requirement that it checks in the profile, and answers for that
// alone.
func TestAScenarioIsGradedByItsProfile(t *testing.T) {
	sc := gradedSuite(t).Scenarios[0]
	assert.Equal(t, reports.Should, sc.Level(features.Salesforce))
	assert.Equal(t, reports.Must, sc.Level(features.Strict))
	assert.Equal(t, reports.Info, (&Scenario{Requirements: sc.Requirements[:1]}).Level(features.Strict))

	got := sc.NewResult(features.Salesforce)
	assert.Equal(t, []string{"CC-ORG-02"}, got.Requirements)
	assert.Equal(t, []string{"CC-ORG-01"}, got.Touches)
	assert.Equal(t, reports.Should, got.Level)
	assert.Equal(t, reports.NotRun, got.Verdict, "a scenario that has not run has decided nothing")
	assert.Equal(t, []string{sc.ID, "It works", "Sound"}, []string{got.ID, got.Name, got.Feature})
	assert.Equal(t, []string{"CC-ORG-03"}, sc.NewResult(features.Strict).Requirements)
}

// A result names the settings that the scenario asks for, of the org and of the app.
func TestAResultNamesTheSettingsOfItsScenario(t *testing.T) {
	got := gradedSuite(t).Scenarios[0].NewResult(features.Salesforce).Settings
	assert.Equal(t, settings.Switch(false), got[settings.RequirePKCE])
	assert.Equal(t, settings.Switch(true), got[settings.AllowFlows])
}

func TestAStatementIsThatOfTheCatalogue(t *testing.T) {
	assert.Equal(t, reports.Requirement{ID: "CC-ORG-03", Level: reports.Must, Statement: "Three.", Source: "RFC 6749, section 4.1"},
		gradedSuite(t).Statement("CC-ORG-03"))
}

func TestAScenarioIsFoundByItsID(t *testing.T) {
	loaded := embedded(t)
	for _, want := range []*Scenario{loaded.Scenarios[0], loaded.Scenarios[len(loaded.Scenarios)-1]} {
		got, ok := loaded.Lookup(want.ID)
		require.True(t, ok, want.ID)
		assert.Same(t, want, got)
	}
	_, ok := loaded.Lookup("features/nowhere.feature:1")
	assert.False(t, ok)
}
