package suite

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/settings"
)

// selection selects by a tag expression in the default profile.
func selection(tags string) Selection { return Selection{Tags: tags, Profile: features.Salesforce} }

// embedded is the suite that the program carries.
func embedded(t *testing.T) *Suite {
	t.Helper()
	loaded, err := Load("", selection(""))
	require.NoError(t, err)
	return loaded
}

// folder writes files into a folder of their own.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	return dir
}

func TestEveryRefusalHasItsControlInView(t *testing.T) {
	for _, sc := range embedded(t).Scenarios {
		open := ""
		for i, step := range sc.Steps {
			switch {
			case step == "the same request is refused 5 more times":
				assert.NotEmpty(t, open, "%s: refusals that repeat none", sc.ID)
			case step == "the same request was refused before the change":
				assert.True(t, strings.HasSuffix(sc.Steps[i-1], "request is accepted"), "%s: a refusal without a control", sc.ID)
			case strings.HasSuffix(step, "is refused"):
				assert.Empty(t, open, "%s: a second refusal before the control of the first", sc.ID)
				open = step
			case strings.HasPrefix(step, "the same request") && strings.Contains(step, "is accepted"),
				step == "the same request was accepted before the change",
				step == "it is noted what the answer was":
				open = ""
			}
		}
		assert.Empty(t, open, "%s: a refusal without a control", sc.ID)
	}
}

func TestTheArticlesSwitchesAreCoveredInEachPosition(t *testing.T) {
	loaded := embedded(t)
	for _, key := range []string{
		settings.AllowFlows, settings.EnableOAuth, settings.EnableFlow, settings.PostBodyOnly,
		settings.RequirePKCE, settings.WebServerSecret, settings.RefreshSecret,
	} {
		s, _ := settings.Lookup(key)
		seen := map[string]bool{}
		for _, sc := range loaded.Scenarios {
			for _, step := range sc.Steps {
				if !strings.Contains(step, `"`+s.Label+`"`) {
					continue
				}
				change := regexp.MustCompile(`turn(?:s|ed) "[^"]+" (on|off)`).FindStringSubmatch(step)
				if change != nil {
					seen["turned "+change[1]] = true
				}
				for _, position := range []string{"on", "off", "at its default"} {
					seen[position] = seen[position] || strings.Contains(step, " "+position)
				}
			}
			if sc.Need.Named[key] && strings.Contains(strings.Join(sc.Steps, "\n"), "on which nothing is set") {
				seen["at its default"] = true
			}
		}
		assert.True(t, seen["on"] && seen["off"] && seen["at its default"], "%s: %v", s.Label, seen)
		assert.True(t, seen["turned on"] && seen["turned off"], "%s does not change both ways: %v", s.Label, seen)
	}
}

func TestTheCatalogueNamesSettingsOfTheVocabulary(t *testing.T) {
	for _, r := range embedded(t).Catalogue.All() {
		for _, key := range r.Settings {
			_, ok := settings.Lookup(key)
			assert.True(t, ok, "%s names the unknown setting %q", r.ID, key)
		}
	}
}

func TestScenarioIDsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, sc := range embedded(t).Scenarios {
		assert.False(t, seen[sc.ID], "%s stands twice", sc.ID)
		seen[sc.ID] = true
	}
}

// sound is a feature that loads; tests replace a part of it.
const sound = `Feature: Sound
  @CC-ORG-04
  Scenario: It works
    Given a private client
    When the app asks for authorization
    Then the authorization request is accepted
`

func TestLoadSuiteReadsAFolder(t *testing.T) {
	dir := folder(t, map[string]string{"a/sound.feature": sound, "notes.txt": "not a feature"})
	loaded, err := Load(dir, selection(""))
	require.NoError(t, err)
	require.Len(t, loaded.Scenarios, 1)
	assert.Equal(t, filepath.ToSlash(dir)+"/a/sound.feature:3", loaded.Scenarios[0].ID)
	assert.Equal(t, "Sound", loaded.Scenarios[0].Feature)

	other, err := Load(folder(t, map[string]string{"a/sound.feature": sound + "    # changed\n"}), selection(""))
	require.NoError(t, err)
	assert.NotEqual(t, loaded.Digest, other.Digest, "the digest does not tell two texts apart")
}

func TestLoadSuiteReadsTheCatalogueOfAFolder(t *testing.T) {
	catalogue := `- id: CC-ORG-99
  level: MUST
  profiles: [salesforce]
  text: The server does so.
  source: RFC 6749, section 4.1
  trust: RFC
`
	dir := folder(t, map[string]string{
		"sound.feature": strings.Replace(sound, "CC-ORG-04", "CC-ORG-99", 1), "requirements/ORG.yaml": catalogue,
	})
	loaded, err := Load(dir, selection(""))
	require.NoError(t, err)
	assert.Equal(t, "The server does so.", loaded.Scenarios[0].Requirements[0].Text)
}

func TestLoadSuiteSaysWhatIsWrongAndWhere(t *testing.T) {
	tests := []struct {
		name, old, replacement string
		says                   []string
	}{
		{"a file that is no Gherkin", "  Scenario: It works", "  Scenari: It works", []string{"bad.feature does not parse", "3:3"}},
		{"a step that no definition matches", "is accepted", "is welcome", []string{"bad.feature:6", `no step is defined for "the authorization request is welcome"`}},
		{"a setting that nobody knows", "Given a private client", `Given the org has "Allow Everything" on`, []string{"bad.feature:4", `no setting has the label "Allow Everything"`}},
		{"a value that a setting does not take", "Given a private client", "Given a private client\n    And the app has \"Permitted Users\" set to \"anyone\"", []string{"policy.permitted_users", `"anyone"`}},
		{"a setting of the org on the app", "Given a private client", "Given a private client\n    And the app has \"Allow Authorization Code and Credentials Flows\" on", []string{"not a setting of the app"}},
		{"an unknown phrase", "asks for authorization", "asks for authorization with pleasure", []string{"bad.feature:5", `"pleasure" is no phrase for an authorization request`}},
		{"an unknown phrase of a control", "Then the authorization request is accepted", "Then the same request with pleasure is accepted", []string{"bad.feature:6", `"pleasure" is no phrase for any request`}},
		{"phrases that suit no request together", "Then the authorization request is accepted", "Then the same request with the refresh token and the user's own password is accepted", []string{"bad.feature:6", "no request can have all of"}},
		{"a requirement that is not in the catalogue", "@CC-ORG-04", "@CC-ORG-77", []string{"bad.feature:3", "no requirement CC-ORG-77"}},
		{"two requirements", "@CC-ORG-04", "@CC-ORG-04 @CC-ORG-02", []string{"bad.feature:3", "it checks CC-ORG-04 and CC-ORG-02 in the profile salesforce, and may check one", "@touches:CC-ORG-02"}},
		{"touching what is not in the catalogue", "@CC-ORG-04", "@CC-ORG-04 @touches:CC-ORG-77", []string{"bad.feature:3", "no requirement CC-ORG-77"}},
		{"only touching", "@CC-ORG-04", "@touches:CC-ORG-04", []string{"bad.feature:3", "names no requirement"}},
		{"no requirement", "@CC-ORG-04", "@slow", []string{"bad.feature:3", "names no requirement"}},
		{"a scenario without steps", "    Given a private client\n    When the app asks for authorization\n    Then the authorization request is accepted\n", "", []string{"bad.feature:3", "would check nothing"}},
		{"an outline without examples", sound, strings.Replace(sound, "Scenario:", "Scenario Outline:", 1) + "    Examples:\n      | kind |\n", []string{"bad.feature:3", "would check nothing"}},
		{"a control of nothing", "Then the authorization request is accepted", "Then the same request with a code challenge is accepted", []string{"bad.feature:6", "it is the control of no refusal"}},
		{"a step that is misspelt", "asks for authorization", "asks for autorization", []string{"bad.feature:5", `did you mean "the app asks for authorization"?`}},
		{"a scenario without a Then", "    Then the authorization request is accepted\n", "", []string{"bad.feature:3", "no line of it checks anything"}},
		{"a Then that sends", "Then the authorization request is accepted", "Then the app asks for authorization", []string{"bad.feature:3", "no line of it checks anything"}},
		{"a Then that sets up", "Then the authorization request is accepted", "Then the user is frozen", []string{"bad.feature:3", "no line of it checks anything"}},
		{"a check below Given alone", "Then the authorization request is accepted", "Given the authorization request is accepted", []string{"bad.feature:3", "no line of it checks anything"}},
		{"a line that is too long", "asks for authorization", `asks for authorization with the scope "` + strings.Repeat("a", 70_000) + `"`, []string{"bad.feature does not parse", "line 5 has 70", "65534"}},
		{"a table below a step", "Given a private client", "Given a private client\n      | a |", []string{"takes a table"}},
		{"a feature without a scenario", sound, "Feature: Empty\n", []string{"bad.feature holds no scenario"}},
		{"no feature at all", sound, "# nothing\n", []string{"bad.feature holds no feature"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Contains(t, sound, tt.old)
			_, err := Load(folder(t, map[string]string{"bad.feature": strings.Replace(sound, tt.old, tt.replacement, 1)}), selection(""))
			require.Error(t, err)
			for _, part := range tt.says {
				assert.ErrorContains(t, err, part)
			}
		})
	}
}

// TestALineOfTheLongestLengthIsRead holds the bound from the other side.
func TestALineOfTheLongestLengthIsRead(t *testing.T) {
	long := strings.Replace(sound, "asks for authorization", `asks for authorization with the state "`+strings.Repeat("a", longestLine-100)+`"`, 1)
	loaded, err := Load(folder(t, map[string]string{"long.feature": long}), selection(""))
	require.NoError(t, err)
	assert.Len(t, loaded.Scenarios, 1)
}

func TestLoadSuiteReportsTheFaultsOfEveryFile(t *testing.T) {
	_, err := Load(folder(t, map[string]string{
		"one.feature": strings.Replace(sound, "CC-ORG-04", "CC-ORG-77", 1),
		"two.feature": strings.Replace(sound, "is accepted", "is welcome", 1),
	}), selection(""))
	assert.ErrorContains(t, err, "one.feature:3")
	assert.ErrorContains(t, err, "two.feature:6")
}

func TestLoadSuiteNeedsAFolderWithFeatures(t *testing.T) {
	_, err := Load(filepath.Join(t.TempDir(), "nowhere"), selection(""))
	assert.ErrorContains(t, err, "cannot be read")
	_, err = Load(t.TempDir(), selection(""))
	assert.ErrorContains(t, err, "holds no *.feature file")
}

// What is wrong with the files beside the features is said with its place.
func TestLoadSuiteReadsTheOtherFilesOfAFolder(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"requirements/ORG.yaml":       {"- id: CC-ORG-01\n  level: PERHAPS\n", "ORG.yaml:2"},
		"combinations/decisions.yaml": {"rows: [", "decisions.yaml"},
	} {
		_, err := Load(folder(t, map[string]string{"sound.feature": sound, name: c.text}), selection(""))
		assert.ErrorContains(t, err, c.says)
	}
}
