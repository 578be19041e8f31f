package features

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	gherkin "github.com/cucumber/gherkin/go/v42"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var write = flag.Bool("write", false, "write the features of the grids (make grids)")

// Somebody who changes a grid runs `make grids`, or the suite would try something else than the grid
// says.
func TestTheFeaturesOfTheGridsAreWrittenFromThem(t *testing.T) {
	grids, err := Grids(FS, "features")
	require.NoError(t, err)
	require.NotEmpty(t, grids)
	for _, g := range grids {
		if *write {
			require.NoError(t, os.WriteFile(filepath.FromSlash(g.FeatureFile()), []byte(g.Gherkin()), 0o600))
			continue
		}
		got, err := FS.ReadFile(g.FeatureFile())
		require.NoError(t, err, "run `make grids`")
		require.Equal(t, g.Gherkin(), string(got), "run `make grids`")
	}
}

// A cell may point to a scenario that somebody renames or deletes.
func TestTheScenariosThatGridsNameAreThere(t *testing.T) {
	names := map[string]bool{}
	for file, doc := range documents(t) {
		for _, pickle := range gherkin.Pickles(*doc, file, func() string { return "" }) {
			names[pickle.Name] = true
		}
	}
	grids, err := Grids(FS, "features")
	require.NoError(t, err)
	for _, g := range grids {
		for _, r := range g.Rows {
			for _, c := range g.Columns {
				if by := g.Cell(r, c).By; by != "" {
					assert.True(t, names[by], "%s, row %q, column %q: no scenario has the name %q", g.File, r.Name, c.Name, by)
				}
			}
		}
	}
}

// loadGrid loads one grid.
func loadGrid(text string) ([]*Grid, error) {
	return Grids(fstest.MapFS{GridsDir + "/a.yaml": &fstest.MapFile{Data: []byte(text)}}, "own")
}

const smallGrid = `title: Small
text: About two values.
given: [an app]
columns:
  - {name: random}
  - {name: cut, words: {try: with the <value> cut}, requirement: CC-CODE-02}
rows:
  - name: the code
    requirement: CC-CODE-01
    given: [a code]
    words: {value: code}
    scenario: A request <try> is refused
    lines: [When the app asks <try>, When it asks again, Then it is refused]
    cells:
      random: with a made-up code
`

func TestAGridIsWrittenAsAFeature(t *testing.T) {
	grids, err := loadGrid(smallGrid)
	require.NoError(t, err)
	assert.Equal(t, "grids/a.feature", grids[0].FeatureFile())
	assert.Equal(t, `# Written from a.yaml by `+"`make grids`"+`: change that file.
Feature: Small

  About two values.

  Rule: The code

    @CC-CODE-01
    Scenario: A request with a made-up code is refused
      Given an app
      And a code
      When the app asks with a made-up code
      And it asks again
      Then it is refused

    @CC-CODE-02
    Scenario: A request with the code cut is refused
      Given an app
      And a code
      When the app asks with the code cut
      And it asks again
      Then it is refused
`, grids[0].Gherkin())
	row, column := grids[0].Rows[0], grids[0].Columns[1]
	assert.Equal(t, "A request with the code cut is refused", grids[0].ScenarioOf(row, column))
}

// Somebody changes a grid in a folder of their own, and not its feature.
func TestAFeatureIsHeldAgainstItsGrid(t *testing.T) {
	grids, err := loadGrid(smallGrid)
	require.NoError(t, err)
	folder := fstest.MapFS{}
	require.EqualError(t, grids[0].CheckFeature(folder, "own"),
		"own/grids/a.feature: is not there, and is written from a.yaml: write it with `codecred list grids --write --features own`")
	folder["grids/a.feature"] = &fstest.MapFile{Data: []byte("Feature: Small\n")}
	require.ErrorContains(t, grids[0].CheckFeature(folder, "own"), "own/grids/a.feature: does not hold what a.yaml says")
	folder["grids/a.feature"] = &fstest.MapFile{Data: []byte(grids[0].Gherkin())}
	require.NoError(t, grids[0].CheckFeature(folder, "own"))
}

func TestAnEmptyCellIsAnError(t *testing.T) {
	for name, c := range map[string]struct{ old, by, want string }{
		"no cell":                    {"      random: with a made-up code\n", "      cut: {not: a reason}\n", `own/grids/a.yaml:14:5: row "the code", column "random"`},
		"no column":                  {"random: with", "rendom: with", `own/grids/a.yaml:15:7: row "the code" has a cell for "rendom", which is no column`},
		"two forms":                  {"random: with a made-up code", "random: {by: a scenario, not: a reason}", `own/grids/a.yaml:15:7: row "the code", column "random": it has by and not, and may have one of them`},
		"two rows":                   {"    cells:\n", "    cells: {}\n  - name: the code\n    cells:\n", `row "the code" has no name, or a name that another row has`},
		"two columns":                {"name: cut", "name: random", `own/grids/a.yaml:6:6: column "random" has no name, or a name that another column has`},
		"no requirement":             {"    requirement: CC-CODE-01\n", "", "it is neither tried nor left out"},
		"no title":                   {"title: Small\n", "", "has no title, no columns or no rows"},
		"an unknown field":           {"title: Small", "tittle: Small", "own/grids/a.yaml:1:1: "},
		"an unknown field of a cell": {"random: with a made-up code", "random: {tri: with a made-up code}", "own/grids/a.yaml:15:16: unknown field"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, smallGrid, c.old)
			_, err := loadGrid(strings.Replace(smallGrid, c.old, c.by, 1))
			require.ErrorContains(t, err, c.want)
			assert.ErrorContains(t, err, "own/grids/a.yaml")
		})
	}
}

// TestAGridOfTooMuchIsRefused tries small tables that stand for more than a machine holds.
func TestAGridOfTooMuchIsRefused(t *testing.T) {
	const end = "columns: [{name: a}]\nrows: [{name: b, scenario: S, requirement: CC-ORG-04, lines: [When x]}]\n"
	within := &strings.Builder{}
	for i := range 60 {
		fmt.Fprintf(within, "  w%d: <w%d><w%d>\n", i, i+1, i+1)
	}
	words := "words:\n" + within.String()
	list := func(n int) string { return "[" + strings.Repeat("{name: x},", n) + "]" }
	for name, row := range map[string]struct{ text, says string }{
		"words within words": {"title: t\n" + words + "given: [<w0>]\n" + end, "a line with its words has more than 8192 bytes"},
		"a word of itself":   {"title: t\nwords: {w: <w><w>}\ngiven: [<w>]\n" + end, "has a word in angle brackets that neither grid"},
		"many lines":         {"title: t\ngiven: [" + strings.Repeat("x,", 300) + "]\n" + end, "its scenario has 301 lines, and may have 200"},
		"many cells":         {"title: t\ncolumns: " + list(500) + "\nrows: " + list(500) + "\n", "grids/g.yaml:3:1: the grid has 500 rows and 500 columns, and may have 10000 cells"},
		"a large feature": {
			"title: t\nscenario: S\nrequirement: CC-ORG-04\nlines: [" + strings.Repeat("When "+strings.Repeat("x", 100)+",", 100) + "]\ncolumns: " + named(40) + "\nrows: " + named(40) + "\n",
			"the feature that is written from the grid has more than 1 MiB up to here",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Grids(fstest.MapFS{"grids/g.yaml": {Data: []byte(row.text)}}, "")
			runtime.ReadMemStats(&after)
			require.ErrorContains(t, err, row.says)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(256<<20))
		})
	}
}

// named lists headings with names of their own.
func named(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "{name: n%d},", i)
	}
	return "[" + out.String() + "]"
}
