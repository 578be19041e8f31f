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

	"github.com/codecred/codecred/fixtures/refserver/faults"
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

var (
	example = regexp.MustCompile("(?ms)^```[a-z]*\n(.*?)^```$")
	// shownLine matches a call of the command in an example, and shownCode one in inline code.
	shownLine = regexp.MustCompile(`(?m)^(?:\$ )?(?:go run \./runner/cmd/|bin/)?codecred +([a-z]+)((?: [^#\n]*)?)$`)
	shownCode = regexp.MustCompile("`codecred ([a-z]+)((?: [^`]*)?)`")
)

// TestCommandsOfTheDocumentsAreThere holds every call of the command that a
// document shows: the command is there, and so is each flag.
func TestCommandsOfTheDocumentsAreThere(t *testing.T) {
	flags := map[string][]string{}
	for _, command := range model(t) {
		flags[command.Name] = []string{"help"}
		for _, f := range command.Flags {
			flags[command.Name] = append(flags[command.Name], f.Name)
		}
	}
	all := calls(t)
	for _, call := range all {
		known, there := flags[call[1]]
		assert.True(t, there, "a document shows %q", call[0])
		for word := range strings.FieldsSeq(call[2]) {
			if flag, ok := strings.CutPrefix(word, "--"); ok && there {
				flag, _, _ = strings.Cut(flag, "=")
				assert.Contains(t, known, flag, "a document shows %q", call[0])
			}
		}
	}
	assert.Greater(t, len(all), 40)
}

// calls returns the calls of the command in all documents: each as it stands,
// its command, and what follows.
func calls(t *testing.T) [][]string {
	t.Helper()
	var found [][]string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md"} {
		documents, err := filepath.Glob(filepath.Join("..", "..", "..", pattern))
		require.NoError(t, err)
		for _, document := range documents {
			data, err := os.ReadFile(document)
			require.NoError(t, err)
			found = append(found, shownCode.FindAllStringSubmatch(string(data), -1)...)
			for _, block := range example.FindAllStringSubmatch(string(data), -1) {
				commands := regexp.MustCompile(`(?m) *#.*$| &$`).ReplaceAllString(block[1], "")
				found = append(found, shownLine.FindAllStringSubmatch(commands, -1)...)
			}
		}
	}
	return found
}

var (
	flagOfHelp  = regexp.MustCompile(`--([a-z-]+)`)
	faultOfHelp = regexp.MustCompile(`--fault (\S+)`)
)

// TestTheHelpNamesWhatIsThere holds the examples that a command's help shows: its flags and faults
// are there.
func TestTheHelpNamesWhatIsThere(t *testing.T) {
	named := 0
	for _, command := range model(t) {
		for line := range strings.Lines(command.Detail) {
			_, call, shown := strings.Cut(line, "codecred "+command.Name)
			if !shown {
				continue
			}
			for _, match := range flagOfHelp.FindAllStringSubmatch(call, -1) {
				named++
				assert.True(t, slices.ContainsFunc(command.Flags, func(f *kong.Flag) bool { return f.Name == match[1] }), line)
			}
			for _, match := range faultOfHelp.FindAllStringSubmatch(call, -1) {
				_, err := faults.FindFault(match[1])
				assert.NoError(t, err, line)
			}
		}
	}
	assert.Greater(t, named, 10)
}
