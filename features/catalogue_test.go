package features

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// entry is a sound entry; a test replaces one line of it.
const entry = `- id: CC-PKCE-01
  level: MUST
  profiles: [salesforce, strict]
  text: The server does so.
  source: RFC 7636, section 4.6
  trust: RFC
  settings: [app.require_pkce]
  note: a note
`

func TestParseReadsEveryField(t *testing.T) {
	c, err := Parse("c.yaml", []byte(entry+"  excluded: no way to see it\n"))
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

func TestParseKeepsTheOrderOfTheFile(t *testing.T) {
	second := strings.Replace(entry, "CC-PKCE-01", "CC-ORG-07", 1)
	c, err := Parse("c.yaml", []byte(entry+second))
	require.NoError(t, err)
	all := c.All()
	require.Len(t, all, 2)
	assert.Equal(t, "CC-PKCE-01", all[0].ID)
	assert.Equal(t, "CC-ORG-07", all[1].ID)

	all[0].ID = "changed"
	assert.Equal(t, "CC-PKCE-01", c.All()[0].ID, "All gives its caller a copy")
}

func TestParseNamesTheFault(t *testing.T) {
	tests := []struct {
		name, old, replacement string
		line, column           int
		problem                string
	}{
		{"unknown field", "  note: a note", "  remark: a note", 8, 3, `unknown field "remark"`},
		{"field twice", "  note: a note", "  level: MUST", 8, 3, "already defined"},
		{"value of a wrong type", "[app.require_pkce]", "{a: b}", 7, 13, ""},
		{"id of a wrong form", "CC-PKCE-01", "PKCE-1", 1, 7, `id "PKCE-1" does not have the form CC-AREA-NN`},
		{"unknown area", "CC-PKCE-01", "CC-PCKE-01", 1, 7, `unknown area "PCKE"`},
		{"no id", "- id: CC-PKCE-01\n ", "-", 1, 3, `id "" does not have the form`},
		{"bad level", "level: MUST", "level: MAY", 2, 10, `level "MAY" is not one of MUST, SHOULD, INFO`},
		{"no profile", "[salesforce, strict]", "[]", 3, 13, "name salesforce, strict or both"},
		{"unknown profile", "[salesforce, strict]", "[lenient]", 3, 13, `profile "lenient" is not one of salesforce, strict`},
		{"profile twice", "[salesforce, strict]", "[strict, strict]", 3, 13, `profile "strict" stands twice`},
		{"empty text", "The server does so.", `""`, 4, 9, "text is missing or empty"},
		{"no sentence", "does so.", "does so", 4, 9, "does not end with a full stop"},
		{"unknown trust", "trust: RFC", "trust: HEARSAY", 6, 10, `trust "HEARSAY" is not one of DOC, SDK, LIVE, 3P, RFC, INF`},
		{"source without section", ", section 4.6", "", 5, 11, "such as RFC 6749, section 4.1.2"},
		{"source of another kind", "trust: RFC", "trust: DOC", 5, 11, "does not have the form of a DOC source"},
		{"unknown second source", "section 4.6", "section 4.6; a blog", 5, 11, `names no known document with its section in its part "a blog"`},
		{"setting twice", "[app.require_pkce]", "[app.a, app.a]", 7, 13, `setting "app.a" is empty or stands twice`},
		{"inferred MUST", "source: RFC 7636, section 4.6\n  trust: RFC", "source: Inferred from the article\n  trust: INF", 2, 10, "what is only inferred is at most SHOULD"},
		{"entry that is no mapping", "  note: a note\n", "- a word\n", 8, 3, "an entry is not a requirement"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Contains(t, entry, tt.old)
			_, err := Parse("c.yaml", []byte(strings.Replace(entry, tt.old, tt.replacement, 1)))
			var fault *Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, "c.yaml", fault.File)
			assert.Equal(t, [2]int{tt.line, tt.column}, [2]int{fault.Line, fault.Column}, "%v", err)
			assert.Contains(t, fault.Problem, tt.problem)
		})
	}
}

func TestParseRefusesAnIDThatStandsTwice(t *testing.T) {
	_, err := Parse("c.yaml", []byte(entry+entry))
	assert.EqualError(t, err, `c.yaml:9:7: id "CC-PKCE-01" stands twice: give the later entry a number of its own`)
}

func TestParseReportsEveryFault(t *testing.T) {
	broken := strings.NewReplacer("level: MUST", "level: MAY", "trust: RFC", "trust: X").Replace(entry)
	_, err := Parse("c.yaml", []byte(broken))
	assert.ErrorContains(t, err, "c.yaml:2:10: level")
	assert.ErrorContains(t, err, "c.yaml:6:10: trust")
}

func TestParseRefusesWhatIsNoCatalogue(t *testing.T) {
	for name, text := range map[string]string{
		"empty":         "",
		"only comments": "# nothing\n",
		"empty list":    "[]\n",
		"mapping":       "requirements: []\n",
		"two documents": entry + "---\n" + entry,
		"no YAML":       "- id: [\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("c.yaml", []byte(text))
			var fault *Fault
			require.ErrorAs(t, err, &fault)
			assert.True(t, strings.HasPrefix(fault.Error(), "c.yaml:"), "%v", fault)
		})
	}
}

func TestLoad(t *testing.T) {
	c, err := Load(fstest.MapFS{CatalogueFile: {Data: []byte(entry)}})
	require.NoError(t, err)
	assert.Len(t, c.All(), 1)

	_, err = Load(fstest.MapFS{})
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(entry))
	f.Add([]byte(entry + entry))
	f.Add([]byte("- a\n- {}\n- []\n"))
	f.Add([]byte("- id: &a CC-PKCE-01\n  text: *a\n"))
	f.Add([]byte("- ? [x]\n  : y\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("c.yaml", data)
		if err != nil {
			var fault *Fault
			require.ErrorAs(t, err, &fault, "an error without a Fault: %v", err)
			return
		}
		for _, r := range c.All() {
			got, ok := c.Lookup(r.ID)
			require.True(t, ok)
			require.Equal(t, r, got)
		}
	})
}
