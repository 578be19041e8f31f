package features

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

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
