package suite

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// idsIn are the ids of the scenarios that a text holds, with their steps.
func idsIn(t *testing.T, path string, text []byte) map[string]string {
	t.Helper()
	newID := (&messages.Incrementing{}).NewId
	doc, err := gherkin.ParseGherkinDocument(bytes.NewReader(text), newID)
	require.NoError(t, err)
	out := map[string]string{}
	for _, p := range gherkin.Pickles(*doc, path, newID) {
		var lines []string
		for _, step := range p.Steps {
			lines = append(lines, step.Text)
		}
		out[fmt.Sprintf("%s:%d", path, p.Location.Line)] = strings.Join(lines, "\n")
	}
	return out
}

// TestAFileWithSomeOfItsScenariosAlone takes every second scenario of the embedded
// features, and some by themselves.
func TestAFileWithSomeOfItsScenariosAlone(t *testing.T) {
	whole := embedded(t)
	check := func(f *File, wanted map[*Scenario]bool) {
		want := map[string]string{}
		for sc := range wanted {
			want[sc.ID] = strings.Join(sc.Steps, "\n")
		}
		assert.Equal(t, want, idsIn(t, f.Path, f.Only(wanted)))
	}
	halves := map[*File]map[*Scenario]bool{}
	for i, sc := range whole.Scenarios {
		if i%20 == 0 {
			check(sc.File, map[*Scenario]bool{sc: true})
		}
		if halves[sc.File] == nil {
			halves[sc.File] = map[*Scenario]bool{}
		}
		if i%2 == 0 {
			halves[sc.File][sc] = true
		}
	}
	for f, half := range halves {
		check(f, half)
	}
}
