package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	kongcompletion "github.com/jotaen/kong-completion"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports/formats"
)

var (
	sectionOf = regexp.MustCompile(`(?m)^## codecred (\S+)$`)
	flagRow   = regexp.MustCompile("(?m)^\\| `--([a-z-]+)((?: [^`]*)?)` \\| ([^|]*) \\|")
)

// TestThePageOfTheCommandLineIsTrue holds docs/command-line.md against the
// commands: each has a section, which names each of its flags, whether it takes
// a value, and its default.
func TestThePageOfTheCommandLineIsTrue(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "command-line.md"))
	require.NoError(t, err)
	sections := map[string]string{}
	text := string(data)
	marks := sectionOf.FindAllStringSubmatchIndex(text, -1)
	for i, mark := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		sections[text[mark[2]:mark[3]]] = text[mark[1]:end]
	}
	var names []string
	for _, command := range model(t) {
		names = append(names, command.Name)
		t.Run(command.Name, func(t *testing.T) { flagsAreTrue(t, command, sections[command.Name]) })
	}
	assert.ElementsMatch(t, names, slices.Collect(maps.Keys(sections)))
}

// model is what the command line is made of.
func model(t *testing.T) []*kong.Node {
	t.Helper()
	app, err := kong.New(&cli{}, kong.DefaultEnvars("CODECRED"), kong.Vars{"formats": strings.Join(formats.Names(), ", ")})
	require.NoError(t, err)
	kongcompletion.Register(app)
	return app.Model.Children
}

func flagsAreTrue(t *testing.T, command *kong.Node, section string) {
	t.Helper()
	told := map[string][]string{}
	for _, match := range flagRow.FindAllStringSubmatch(section, -1) {
		told[match[1]] = match
	}
	var there []string
	for _, f := range command.Flags {
		if f.Name == "help" {
			continue
		}
		there = append(there, f.Name)
		row := told[f.Name]
		if !assert.NotNil(t, row, "the page does not name --%s", f.Name) {
			continue
		}
		assert.Equal(t, !f.IsBool(), row[2] != "", "--%s: whether it takes a value", f.Name)
		if f.HasDefault {
			assert.Equal(t, f.Default, strings.Trim(row[3], "`"), "--%s: its default", f.Name)
		}
		assert.Equal(t, []string{"CODECRED_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))}, f.Envs)
	}
	assert.ElementsMatch(t, there, slices.Collect(maps.Keys(told)))
}
