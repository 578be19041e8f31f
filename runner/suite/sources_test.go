package suite

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	gherkin "github.com/cucumber/gherkin/go/v42"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/textfile"
)

// oneRequirement is a catalogue for the feature sound.
const oneRequirement = `- id: CC-ORG-04
  level: MUST
  profiles: [salesforce, strict]
  text: The server does so.
  source: RFC 6749, section 4.1
  trust: RFC
`

// outline returns a feature with an outline.
func outline(steps, header string, rows int, row string) string {
	return "Feature: F\n  @CC-ORG-04\n  Scenario Outline: S\n" + steps + "    Examples:\n      " + header + "\n" + strings.Repeat("      "+row+"\n", rows)
}

func TestAFolderOverALimitIsRefusedInLittleMemory(t *testing.T) {
	const step = "    Given a private client <a>\n"
	nested := "|" + strings.Repeat("<b><b>|<a><a>|", 12)
	for name, row := range map[string]struct{ file, text, says string }{
		"a large feature":         {"bad.feature", "Feature: F\n" + strings.Repeat("# \n", 400_000), "bad.feature:1:1: the file is larger than 1 MiB; divide it"},
		"a large catalogue":       {"requirements/ORG.yaml", strings.Repeat("#", maxSource+1), "requirements/ORG.yaml:1:1: the file is larger than 1 MiB"},
		"a deep catalogue":        {"requirements/ORG.yaml", strings.Repeat("- ", 20_000), "requirements/ORG.yaml:1:129: too large to be read"},
		"a deep grid":             {"grids/g.yaml", "title: " + strings.Repeat("[", 40_000), "grids/g.yaml:1:71: too large to be read"},
		"a deep table":            {features.DecisionsFile, strings.Repeat("- ", 20_000), "decisions.yaml:1:129: too large to be read"},
		"aliases of aliases":      {"grids/g.yaml", aliases(9), "the aliases up to here stand for more than 4 MiB"},
		"many steps of many rows": {"bad.feature", outline(strings.Repeat(step, 2_000), "| a |", 20_000, "| x |"), "once their examples are written out; divide the file"},
		"a cell in many places":   {"bad.feature", outline("    Given "+strings.Repeat("<a>", 10_000)+"\n", "| a |", 10, "| "+strings.Repeat("x", 30_000)+" |"), "bad.feature:7:7: the scenarios up to here have more than 16 MiB"},
		"cells within cells":      {"bad.feature", outline("    Given <a><b>\n", "|"+strings.Repeat("a|b|", 12), 2, nested), "bad.feature:7:7: the scenarios up to here have more than 16 MiB"},
		"a long background":       {"bad.feature", "Feature: F\n  Background:\n" + strings.Repeat(step, 2_000) + strings.Repeat("  Scenario: S\n    Given x\n", 20_000), "once their examples are written out"},
		"many tags of a rule":     {"bad.feature", "Feature: F\n  " + strings.Repeat("@a ", 15_000) + "\n  Rule: R\n" + strings.Repeat("  Scenario: S\n    Given x\n", 2_000), "once their examples are written out"},
		"a table in an outline":   {"bad.feature", outline("    Given x\n"+strings.Repeat("      | <a> | b |\n", 1_000), "| a |", 1_000, "| x |"), "once their examples are written out"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, map[string]string{"sound.feature": sound, row.file: row.text})
			embedded(t) // what the program carries is read once
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Load(dir, selection(""))
			runtime.ReadMemStats(&after)
			require.ErrorContains(t, err, row.says)
			assert.ErrorContains(t, err, filepath.ToSlash(dir))
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(512<<20))
		})
	}
}

func aliases(depth int) string {
	var text strings.Builder
	text.WriteString("a0: &a0 [" + strings.Repeat("lol,", 9) + "]\n")
	for i := range depth {
		fmt.Fprintf(&text, "a%d: &a%d [%s*a%d]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 8), i)
	}
	return text.String()
}

// TestAFeatureNearTheLimitsIsReadInBoundedMemory parses texts of 1 MiB of every form, whatever is wrong with them.
func TestAFeatureNearTheLimitsIsReadInBoundedMemory(t *testing.T) {
	fill := func(text, more string) string { return text + strings.Repeat(more, (maxSource-len(text))/len(more)) }
	for name, text := range map[string]string{
		"scenarios":   fill("Feature: F\n", "Scenario:\n* x\n"),
		"steps":       fill("Feature: F\nScenario: S\n", "* x\n"),
		"unknown":     fill("Feature: F\n", "Scenario: S\n"+strings.Repeat("Given the app asks for authorisation with some pleasure\n", 5)),
		"long lines":  fill("Feature: F\nScenario: S\n", "Given "+strings.Repeat("a", 60_000)+"\n"),
		"rows":        fill("Feature: F\nScenario: S\n* x\n", "|a|\n"),
		"cells":       fill("Feature: F\nScenario: S\n* x\n", "|"+strings.Repeat("a|", 20_000)+"\n"),
		"tags":        fill("Feature: F\n", strings.Repeat("@a ", 20_000)+"\n"),
		"comments":    fill("Feature: F\n", "#\n"),
		"description": fill("Feature: F\n", "a\n"),
		"doc string":  fill("Feature: F\nScenario: S\n* x\n\"\"\"\n", "a\n"),
		"doc strings": fill("Feature: F\nScenario: S\n", "* x\n```\n"+strings.Repeat("a\n", maxDocString-1)+"```\n"),
		"examples":    fill("Feature: F\nScenario Outline: S\n* x\n", "Examples:\n|a|\n"),
		"rules":       fill("Feature: F\n", "Rule:\n"),
		"no Gherkin":  fill("", "x\n"),
		"languages":   fill("", "# language: en\n"),
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, map[string]string{"a.feature": text})
			embedded(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Load(dir, selection(""))
			runtime.ReadMemStats(&after)
			require.Error(t, err)
			assert.Less(t, strings.Count(err.Error(), "\n"), 2*textfile.Shown)
			most := uint64(1 << 30)
			if name == "unknown" { // the race detector makes pools forget, so that each match of a line allocates
				most = 4 << 30
			}
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, most)
		})
	}
}

// TestAFolderOfAnotherSystemIsTheSameSuite reads a folder as git writes it on Windows, with a byte-order mark of an editor.
func TestAFolderOfAnotherSystemIsTheSameSuite(t *testing.T) {
	files := map[string]string{"sound.feature": sound, "requirements/ORG.yaml": oneRequirement}
	want, err := Load(folder(t, files), selection(""))
	require.NoError(t, err)
	for name, change := range map[string]func(string) string{
		"CR LF":            func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
		"a mark":           func(text string) string { return "\uFEFF" + text },
		"a mark and CR LF": func(text string) string { return "\uFEFF" + strings.ReplaceAll(text, "\n", "\r\n") },
	} {
		t.Run(name, func(t *testing.T) {
			changed := map[string]string{}
			for file, text := range files {
				changed[file] = change(text)
			}
			got, err := Load(folder(t, changed), selection(""))
			require.NoError(t, err)
			assert.Equal(t, want.Digest, got.Digest)
			assert.Equal(t, want.Scenarios[0].Steps, got.Scenarios[0].Steps)
			assert.Equal(t, want.Catalogue.All(), got.Catalogue.All())
		})
	}
	for file, text := range files {
		_, err := Load(folder(t, map[string]string{"sound.feature": sound, file: "\xFF\xFE" + strings.Join(strings.Split(text, ""), "\x00") + "\x00"}), selection(""))
		assert.ErrorContains(t, err, file+":1:1: the file is in UTF-16 (little-endian); save it as UTF-8")
	}
}

// TestTheFeatureOfAGridMayHaveTheLinesOfWindows takes a grid and its feature as git writes them there.
func TestTheFeatureOfAGridMayHaveTheLinesOfWindows(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, features.GridsDir), 0o750))
	for _, name := range []string{"life.yaml", "life.feature"} {
		text, err := features.FS.ReadFile(features.GridsDir + "/" + name)
		require.NoError(t, err)
		windows := strings.ReplaceAll(string(text), "\n", "\r\n")
		require.NoError(t, os.WriteFile(filepath.Join(dir, features.GridsDir, name), []byte(windows), 0o600))
	}
	loaded, err := Load(dir, selection(""))
	require.NoError(t, err)
	assert.NotEmpty(t, loaded.Scenarios)
}

func TestTheFirstProblemsOfAFolderAreListed(t *testing.T) {
	text := &strings.Builder{}
	text.WriteString("Feature: F\n")
	for i := range 200 {
		fmt.Fprintf(text, "  Scenario: S%d\n    Given nobody knows\n", i)
	}
	_, err := Load(folder(t, map[string]string{"a.feature": text.String()}), selection(""))
	require.Error(t, err)
	assert.ErrorContains(t, err, " more problems")
	assert.Equal(t, textfile.Shown, strings.Count(err.Error(), "a.feature:"))
}

func FuzzLoadFeature(f *testing.F) {
	for _, seed := range []string{sound, outline("    Given <a>\n", "| a |", 2, "| <a> |"), "\uFEFF" + sound, "Feature:\nRule:\nBackground:\n* x\nScenario: a\n* y\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var before, after runtime.MemStats
		text, err := textfile.Decode(data)
		if err != nil {
			return
		}
		runtime.ReadMemStats(&before)
		ids := 0
		doc, err := parse(text, func() string { ids++; return strconv.Itoa(ids) })
		if err == nil && doc.Feature != nil {
			if checkExpansion("f", doc.Feature) == nil {
				gherkin.Pickles(*doc, "f", func() string { return "i" })
			}
		}
		runtime.ReadMemStats(&after)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(256<<20)+uint64(len(data))*1_000)
	})
}
