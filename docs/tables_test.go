package docs_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
)

var update = flag.Bool("update", false, "write the tables that come from code")

// rows reads the first table below a heading: the cells of each row, without the
// table's own heading.
func rows(t *testing.T, text, title string) [][]string {
	t.Helper()
	_, after, found := strings.Cut(text, "\n"+title+"\n")
	require.True(t, found, "there is no heading %q", title)
	var table [][]string
	for line := range strings.Lines(after) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "|"):
			cells := strings.Split(strings.ReplaceAll(strings.Trim(line, "|"), `\|`, "\x00"), "|")
			for i := range cells {
				cells[i] = strings.ReplaceAll(strings.TrimSpace(cells[i]), "\x00", "|")
			}
			table = append(table, cells)
		case len(table) > 0 || strings.HasPrefix(line, "#"):
			require.Greater(t, len(table), 2, "there is no table below %q", title)
			return table[2:]
		}
	}
	require.Greater(t, len(table), 2, "there is no table below %q", title)
	return table[2:]
}

// words returns one column of a table without the marks of inline code.
func words(table [][]string, column int) []string {
	var out []string
	for _, row := range table {
		out = append(out, strings.ReplaceAll(row[column], "`", ""))
	}
	return out
}

func TestTheTablesOfSettingsAreTheVocabulary(t *testing.T) {
	const name = "docs/settings.md"
	var what, whence strings.Builder
	what.WriteString("| label | key | takes | default | effect |\n| --- | --- | --- | --- | --- |\n")
	whence.WriteString("| key | field of the Metadata API | source |\n| --- | --- | --- |\n")
	for _, s := range settings.All() {
		fmt.Fprintf(&what, "| %s | `%s` | %s | %s | %s |\n", s.Label, s.Key, takes(s), s.Default, s.Effect)
		fmt.Fprintf(&whence, "| `%s` | `%s` | %s |\n", s.Key, s.Metadata, s.Source)
	}
	is := page(t, name)
	want := written(t, written(t, is, "settings", what.String()), "sources", whence.String())
	if *update {
		require.NoError(t, os.WriteFile(filepath.Join(root, name), []byte(want), 0o600))
		return
	}
	assert.Equal(t, want, is, "run go test ./docs -update")
}

// takes says which values a setting takes, each choice with its label.
func takes(s settings.Setting) string {
	if s.Type != settings.Choice {
		return strings.NewReplacer(`" or "`, "`, `", `"`, "`").Replace(s.Allowed())
	}
	choices := make([]string, len(s.Choices))
	for i, value := range s.Choices {
		choices[i] = fmt.Sprintf("`%s` (%s)", value, s.Labels[i])
	}
	return strings.Join(choices, ", ")
}

// written returns a document with a table in its place.
func written(t *testing.T, text, place, table string) string {
	t.Helper()
	mark := "<!-- written by `go test ./docs -update`: " + place + " -->\n"
	before, rest, begins := strings.Cut(text, mark)
	_, after, ends := strings.Cut(rest, "<!-- end -->\n")
	require.True(t, begins && ends, "there is no place for %s", place)
	return before + mark + table + "<!-- end -->\n" + after
}

func TestExitCodesAreThoseOfTheVerdicts(t *testing.T) {
	for _, name := range []string{"README.md", "docs/command-line.md"} {
		got := map[string]string{}
		for _, row := range rows(t, page(t, name), "## Exit codes") {
			if row[1] != "" {
				got[row[1]] = row[0]
			}
		}
		want := map[string]string{}
		for _, verdict := range reports.RunVerdicts {
			want[string(verdict)] = strconv.Itoa(verdict.ExitCode())
		}
		assert.Equal(t, want, got, name)
	}
}

func TestVerdictsAreThoseOfTheResults(t *testing.T) {
	text := page(t, "docs/results.md")
	var all []string
	for _, verdict := range reports.Verdicts {
		all = append(all, string(verdict))
	}
	assert.Equal(t, all, words(rows(t, text, "## Verdicts of a scenario"), 0))

	codes := map[string]bool{}
	for _, row := range rows(t, text, "## Verdicts of a run") {
		codes[strings.Trim(row[0], "`")+" "+row[1]] = true
	}
	want := map[string]bool{}
	for _, verdict := range reports.RunVerdicts {
		want[fmt.Sprintf("%s %d", verdict, verdict.ExitCode())] = true
	}
	assert.Equal(t, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(codes)))
}
