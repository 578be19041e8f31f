package features

import (
	"bytes"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// documents parses every embedded feature, by its file.
func documents(t *testing.T) map[string]*messages.GherkinDocument {
	t.Helper()
	files, err := fs.Glob(FS, "*/*.feature")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	out := map[string]*messages.GherkinDocument{}
	for _, file := range files {
		data, err := fs.ReadFile(FS, file)
		require.NoError(t, err)
		ids := 0
		doc, err := gherkin.ParseGherkinDocument(bytes.NewReader(data), func() string { ids++; return strconv.Itoa(ids) })
		require.NoError(t, err, file)
		out[file] = doc
	}
	return out
}

// A template such as {callback} belongs in the code of a line: a reader of the line does not know
// its meaning.
func TestNoLineShowsATemplate(t *testing.T) {
	for file, doc := range documents(t) {
		for _, pickle := range gherkin.Pickles(*doc, file, func() string { return "" }) {
			for _, step := range pickle.Steps {
				assert.NotContains(t, step.Text, "{", "%s:%d", file, pickle.Location.Line)
			}
		}
	}
}

// A control has to say what it corrects, and a title must be clear in a report, where it is shown
// without its rule.
func TestControlsSayWhatDiffers(t *testing.T) {
	for file, doc := range documents(t) {
		for _, pickle := range gherkin.Pickles(*doc, file, func() string { return "" }) {
			for _, step := range pickle.Steps {
				for _, vague := range []string{"the same request is accepted", "the same request is accepted for another user"} {
					assert.NotEqual(t, vague, step.Text, "%s:%d", file, pickle.Location.Line)
				}
			}
			for _, word := range []string{"It ", "Its ", "So ", "Neither ", "Not "} {
				assert.False(t, strings.HasPrefix(pickle.Name, word), "%s:%d: %q", file, pickle.Location.Line, pickle.Name)
			}
		}
	}
}

// Two profiles may require opposite answers. So a scenario of only one profile names the profile,
// in its own name or in the name of its examples.
func TestTheProfileOfAScenarioIsVisible(t *testing.T) {
	catalogue, err := Load(FS, "features")
	require.NoError(t, err)
	for file, doc := range documents(t) {
		for _, s := range scenariosOf(doc.Feature) {
			groups := s.Examples
			if len(groups) == 0 {
				groups = []*messages.Examples{{}}
			}
			for _, group := range groups {
				profile := onlyProfile(catalogue, s.Tags, group.Tags)
				names := s.Name + group.Name
				if profile != "" && !strings.Contains(s.Name, "(profile <profile>)") {
					assert.Contains(t, names, "(profile "+string(profile)+")", "%s:%d", file, s.Location.Line)
				}
				if profile == "" {
					assert.NotContains(t, names, "(profile ", "%s:%d", file, s.Location.Line)
				}
			}
		}
	}
}

func scenariosOf(f *messages.Feature) []*messages.Scenario {
	var out []*messages.Scenario
	for _, child := range f.Children {
		if child.Scenario != nil {
			out = append(out, child.Scenario)
		}
		if child.Rule == nil {
			continue
		}
		for _, inner := range child.Rule.Children {
			if inner.Scenario != nil {
				out = append(out, inner.Scenario)
			}
		}
	}
	return out
}

// onlyProfile returns the only profile of all of the requirements; empty if they are in both.
func onlyProfile(c *Catalogue, tags ...[]*messages.Tag) Profile {
	found := map[Profile]bool{}
	for _, list := range tags {
		for _, tag := range list {
			r, _ := c.Lookup(strings.TrimPrefix(tag.Name, "@"))
			for _, p := range r.Profiles {
				found[p] = true
			}
		}
	}
	if len(found) != 1 {
		return ""
	}
	for p := range found {
		return p
	}
	return ""
}
