package features

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// entry is a correct entry; a test replaces one line of it.
const entry = `- id: CC-PKCE-01
  level: MUST
  profiles: [salesforce, strict]
  text: The server does so.
  source: RFC 7636, section 4.6
  trust: RFC
  settings: [app.require_pkce]
  note: a note
`

// load loads a catalogue of files by their names without the folder, below the root "own".
func load(files map[string]string) (*Catalogue, error) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[RequirementsDir+"/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Load(fsys, "own")
}

func TestLoadReadsEveryField(t *testing.T) {
	c, err := load(map[string]string{"PKCE.yaml": entry + "  excluded: no way to see it\n"})
	require.NoError(t, err)
	r, ok := c.Lookup("CC-PKCE-01")
	require.True(t, ok)
	assert.Equal(t, Requirement{
		ID: "CC-PKCE-01", Level: Must, Profiles: []Profile{Salesforce, Strict}, Text: "The server does so.",
		Source: "RFC 7636, section 4.6", Trust: Standard, Settings: []string{"app.require_pkce"},
		Note: "a note", Excluded: "no way to see it",
	}, r)
	_, ok = c.Lookup("CC-PKCE-99")
	assert.False(t, ok)
}

func TestLoadKeepsTheOrderOfAreasAndOfEachFile(t *testing.T) {
	c, err := load(map[string]string{
		"CALL.yaml": strings.Replace(entry, "PKCE-01", "CALL-01", 1),
		"ORG.yaml":  strings.Replace(entry, "PKCE-01", "ORG-07", 1) + strings.Replace(entry, "PKCE-01", "ORG-02", 1),
		"notes.txt": "no requirements",
	})
	require.NoError(t, err)
	all := c.All()
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	assert.Equal(t, []string{"CC-ORG-07", "CC-ORG-02", "CC-CALL-01"}, ids)

	all[0].ID = "changed"
	assert.Equal(t, "CC-ORG-07", c.All()[0].ID, "All gives its caller a copy")
}

func TestLoadSaysWhatIsWrongAndWhere(t *testing.T) {
	tests := []struct {
		name, old, replacement string
		line, column           int
		text                   string
	}{
		{"unknown field", "  note: a note", "  remark: a note", 8, 3, `unknown field "remark"`},
		{"field twice", "  note: a note", "  level: MUST", 8, 3, "already defined"},
		{"value of a wrong type", "[app.require_pkce]", "{a: b}", 7, 13, ""},
		{"id of a wrong form", "CC-PKCE-01", "PKCE-1", 1, 7, `id "PKCE-1" does not have the form CC-AREA-NN`},
		{"id of another area", "CC-PKCE-01", "CC-ORG-01", 1, 7, `id "CC-ORG-01" does not belong to the area of this file, PKCE: move the entry to own/requirements/ORG.yaml`},
		{"id of an unknown area", "CC-PKCE-01", "CC-PCKE-01", 1, 7, "move the entry to own/requirements/AREA.yaml"},
		{"no id", "- id: CC-PKCE-01\n ", "-", 1, 3, `id "" does not have the form`},
		{"bad level", "level: MUST", "level: MAY", 2, 10, `level "MAY" is not one of MUST, SHOULD, INFO`},
		{"no profile", "[salesforce, strict]", "[]", 3, 13, "name salesforce, strict or both"},
		{"unknown profile", "[salesforce, strict]", "[lenient]", 3, 13, `profile "lenient" is not one of salesforce, strict`},
		{"profile twice", "[salesforce, strict]", "[strict, strict]", 3, 13, `profile "strict" occurs twice`},
		{"empty text", "The server does so.", `""`, 4, 9, "text is missing or empty"},
		{"no sentence", "does so.", "does so", 4, 9, "does not end with a full stop"},
		{"unknown trust", "trust: RFC", "trust: HEARSAY", 6, 10, `trust "HEARSAY" is not one of DOC, SDK, LIVE, 3P, RFC, INF`},
		{"source without section", ", section 4.6", "", 5, 11, "such as RFC 6749, section 4.1.2"},
		{"source of another kind", "trust: RFC", "trust: DOC", 5, 11, "does not have the form of a DOC source"},
		{"unknown second source", "section 4.6", "section 4.6; a blog", 5, 11, `names no known document with its section in its part "a blog"`},
		{"setting twice", "[app.require_pkce]", "[app.a, app.a]", 7, 13, `setting "app.a" is empty or occurs twice`},
		{"inferred MUST", "source: RFC 7636, section 4.6\n  trust: RFC\n  settings: [app.require_pkce]\n  note: a note", "source: Inferred from the article\n  trust: INF", 2, 10, "use at most SHOULD, or say in the note what is lost"},
		{"entry that is no mapping", "  note: a note\n", "- a word\n", 8, 3, "an entry is not a requirement"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Contains(t, entry, tt.old)
			_, err := load(map[string]string{"PKCE.yaml": strings.Replace(entry, tt.old, tt.replacement, 1)})
			var problem *Problem
			require.ErrorAs(t, err, &problem)
			assert.Equal(t, "own/requirements/PKCE.yaml", problem.File)
			assert.Equal(t, [2]int{tt.line, tt.column}, [2]int{problem.Line, problem.Column}, "%v", err)
			assert.Contains(t, problem.Text, tt.text)
		})
	}
}

func TestLoadRefusesAnIDThatStandsTwice(t *testing.T) {
	_, err := load(map[string]string{"PKCE.yaml": entry + entry})
	assert.EqualError(t, err, `own/requirements/PKCE.yaml:9:7: id "CC-PKCE-01" occurs twice: give the later entry another number`)
}

func TestLoadReportsEveryProblemOfEveryFile(t *testing.T) {
	broken := strings.NewReplacer("level: MUST", "level: MAY", "trust: RFC", "trust: X").Replace(entry)
	_, err := load(map[string]string{"PKCE.yaml": broken, "ORG.yaml": "[]\n"})
	assert.ErrorContains(t, err, "own/requirements/ORG.yaml: is not a list")
	assert.ErrorContains(t, err, "own/requirements/PKCE.yaml:2:10: level")
	assert.ErrorContains(t, err, "own/requirements/PKCE.yaml:6:10: trust")
}

func TestLoadRefusesWhatIsNoListOfRequirements(t *testing.T) {
	for name, text := range map[string]string{
		"empty":         "",
		"only comments": "# nothing\n",
		"empty list":    "[]\n",
		"mapping":       "requirements: []\n",
		"two documents": entry + "---\n" + entry,
		"no YAML":       "- id: [\n",
		"empty mapping": "- {}\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := load(map[string]string{"PKCE.yaml": text})
			var problem *Problem
			require.ErrorAs(t, err, &problem)
			assert.True(t, strings.HasPrefix(problem.Error(), "own/requirements/PKCE.yaml:"), "%v", problem)
		})
	}
}

func TestAFileIsNamedForItsArea(t *testing.T) {
	for _, name := range []string{"PCKE.yaml", "pkce.yaml", ".yaml"} {
		_, err := load(map[string]string{name: entry})
		assert.ErrorContains(t, err, "own/requirements/"+name+": does not have the name of an area", name)
		assert.ErrorContains(t, err, "ORG, OAUTH, FLOW", name)
	}
}

func TestAFolderWithoutRequirements(t *testing.T) {
	_, err := load(nil)
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.ErrorContains(t, err, "own/requirements/*.yaml")
}

func TestAnEntryThatCannotBeReadIsNoMissingCatalogue(t *testing.T) {
	_, err := Load(fstest.MapFS{RequirementsDir + "/PKCE.yaml": {Mode: fs.ModeDir}}, "own")
	require.Error(t, err)
	assert.NotErrorIs(t, err, fs.ErrNotExist)
}

func FuzzLoad(f *testing.F) {
	f.Add(entry)
	f.Add(entry + entry)
	f.Add("- a\n- {}\n- []\n")
	f.Add("- id: &a CC-PKCE-01\n  text: *a\n")
	f.Add("- ? [x]\n  : y\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := load(map[string]string{"PKCE.yaml": text})
		if err != nil {
			var problem *Problem
			require.ErrorAs(t, err, &problem, "an error that says no place: %v", err)
			return
		}
		for _, r := range c.All() {
			got, ok := c.Lookup(r.ID)
			require.True(t, ok)
			require.Equal(t, r, got)
		}
	})
}
