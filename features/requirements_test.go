package features

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func embedded(t *testing.T) []Requirement {
	t.Helper()
	c, err := Load(FS, "features")
	require.NoError(t, err)
	return c.All()
}

func TestEveryAreaHasItsFile(t *testing.T) {
	files, err := fs.Glob(FS, RequirementsDir+"/*")
	require.NoError(t, err)
	var want []string
	for _, area := range Areas() {
		want = append(want, RequirementsDir+"/"+area.Name+".yaml")
	}
	assert.ElementsMatch(t, want, files)
}

func TestIsSource(t *testing.T) {
	for name, want := range map[string]bool{
		"settings/require_pkce.feature": true, "requirements/PKCE.yaml": true, DecisionsFile: true,
		"requirements.yaml": false, "requirements/notes.txt": false, "settings/notes.yaml": false,
	} {
		assert.Equal(t, want, IsSource(name), name)
	}
}

// The digest of a suite covers every embedded file.
func TestEverythingEmbeddedIsASource(t *testing.T) {
	err := fs.WalkDir(FS, ".", func(name string, entry fs.DirEntry, err error) error {
		assert.True(t, entry.IsDir() || IsSource(name), name)
		return err
	})
	assert.NoError(t, err)
}

func TestEveryAreaHasRequirementsInItsPlace(t *testing.T) {
	var order []string
	for _, r := range embedded(t) {
		if len(order) == 0 || order[len(order)-1] != r.Area() {
			order = append(order, r.Area())
		}
	}
	var want []string
	for _, area := range Areas() {
		want = append(want, area.Name)
		assert.NotEmpty(t, area.Title, area.Name)
	}
	assert.Equal(t, want, order)
}

func TestNoSentenceStandsTwiceInAProfile(t *testing.T) {
	seen := map[string]string{}
	for _, r := range embedded(t) {
		for _, p := range r.Profiles {
			key := r.Area() + string(p) + r.Text
			assert.Empty(t, seen[key], "%s repeats the sentence of %s", r.ID, seen[key])
			seen[key] = r.ID
		}
	}
}

// Behaviour that differs from an RFC is judged in one profile only, so each profile has
// requirements that the other lacks.
func TestTheProfilesDiffer(t *testing.T) {
	only := map[Profile]int{}
	for _, r := range embedded(t) {
		if len(r.Profiles) == 1 {
			only[r.Profiles[0]]++
			assert.True(t, r.In(r.Profiles[0]))
		}
	}
	assert.Positive(t, only[Salesforce])
	assert.Positive(t, only[Strict])
}

// The suite tests the settings of the article: each needs a binding requirement in both profiles.
func TestEverySettingOfTheArticleBinds(t *testing.T) {
	binding := map[string]int{}
	for _, r := range embedded(t) {
		if r.Level == Must && r.Excluded == "" && len(r.Profiles) == 2 {
			for _, key := range r.Settings {
				binding[key]++
			}
		}
	}
	for _, key := range []string{
		"org.allow_code_credentials_flows", "app.enable_oauth", "app.callback_urls", "app.scopes", "app.require_pkce",
		"app.enable_code_credentials_flow", "app.require_credentials_in_post_body",
		"app.require_secret_for_web_server_flow", "app.require_secret_for_refresh_token_flow",
	} {
		assert.GreaterOrEqual(t, binding[key], 4, "%s: default, on, off and after a change", key)
	}
}
