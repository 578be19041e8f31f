package docs_test

import (
	"maps"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/codecred/codecred/"

// imports returns the packages of the repository, each with the packages of the repository that it
// imports. Tests may import anything.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-f", `{{if .GoFiles}}{{.ImportPath}} {{join .Imports " "}}{{end}}`, "./...")
	list.Dir = root
	out, err := list.Output()
	require.NoError(t, err)
	found := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		name := strings.TrimPrefix(words[0], module)
		found[name] = []string{}
		for _, imported := range words[1:] {
			if ours, ok := strings.CutPrefix(imported, module); ok {
				found[name] = append(found[name], ours)
			}
		}
	}
	return found
}

// rule is a row of the table of packages.
type rule struct {
	packages []string // the packages of the rule; "reports/…" is everything below reports
	may      []string // import
}

func rules(t *testing.T) []rule {
	t.Helper()
	var out []rule
	for _, row := range rows(t, page(t, "docs/architecture.md"), "## Packages") {
		out = append(out, rule{packages: named(row[0]), may: named(row[2])})
	}
	return out
}

// named returns the inline code in a cell.
func named(cell string) []string {
	var out []string
	for i, part := range strings.Split(cell, "`") {
		if i%2 == 1 {
			out = append(out, part)
		}
	}
	return out
}

// covers reports whether one of the patterns stands for a package.
func covers(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		below, all := strings.CutSuffix(pattern, "/…")
		return pattern == name || all && strings.HasPrefix(name, below+"/")
	})
}

// TestPackagesImportWhatTheTableAllows also wants each package to stand in the
// table, and everything in the table to be there.
func TestPackagesImportWhatTheTableAllows(t *testing.T) {
	all, table := imports(t), rules(t)
	for name, imported := range all {
		if path.Base(path.Dir(name)) == "internal" || strings.Contains(name, "testdata") {
			continue
		}
		i := slices.IndexFunc(table, func(r rule) bool { return covers(r.packages, name) })
		if !assert.GreaterOrEqual(t, i, 0, "the table of docs/architecture.md does not name %s", name) {
			continue
		}
		for _, other := range imported {
			assert.True(t, covers(table[i].may, other), "%s imports %s, which the table does not allow", name, other)
		}
	}
	for _, r := range table {
		for _, pattern := range append(r.packages, r.may...) {
			there := slices.ContainsFunc(slices.Collect(maps.Keys(all)), func(name string) bool { return covers([]string{pattern}, name) })
			assert.True(t, there, "the table of docs/architecture.md names %s, and there is no such package", pattern)
		}
	}
}
