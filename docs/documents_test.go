// Package docs_test compares the documents with the program: links and named files exist, tables
// agree with the code, and the program can read the examples. It does not test behaviour. The tests
// of package main, the command, check what the pages say about commands and flags.
//
// Begin with page, which reads a document.
package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
)

// root is the root of the repository, relative to this package.
const root = ".."

// page reads a document by its path in the repository.
func page(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, path))
	require.NoError(t, err)
	return string(data)
}

// pages lists every document of the repository.
func pages(t *testing.T) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		switch {
		case entry.IsDir() && (name == "bin" || name == "out" || name == ".git"):
			return filepath.SkipDir
		case filepath.Ext(path) == ".md":
			found = append(found, filepath.ToSlash(name))
		}
		return nil
	})
	require.NoError(t, err)
	require.Contains(t, found, "README.md")
	return found
}

var (
	link     = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	fence    = regexp.MustCompile("(?ms)^```.*?^```$")
	heading  = regexp.MustCompile(`(?m)^#+ (.+)$`)
	notInRef = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// anchors returns the fragments of the headings of a document, in the form of GitHub.
func anchors(text string) map[string]bool {
	found := map[string]bool{}
	for _, match := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		title := notInRef.ReplaceAllString(strings.ToLower(match[1]), "")
		found[strings.ReplaceAll(title, " ", "-")] = true
	}
	return found
}

func TestLinksLeadSomewhere(t *testing.T) {
	for _, name := range pages(t) {
		for _, match := range link.FindAllStringSubmatch(fence.ReplaceAllString(page(t, name), ""), -1) {
			if strings.Contains(match[1], "://") {
				continue
			}
			path, fragment, _ := strings.Cut(match[1], "#")
			to := name
			if path != "" {
				to = filepath.ToSlash(filepath.Join(filepath.Dir(name), path))
			}
			_, err := os.Stat(filepath.Join(root, to))
			if !assert.NoError(t, err, "%s links to %s", name, match[1]) || fragment == "" {
				continue
			}
			assert.True(t, anchors(page(t, to))[fragment], "%s links to %s, and %s has no such heading", name, match[1], to)
		}
	}
}

// ours matches inline code that begins with a folder of the repository. Words in capitals are
// placeholders for any name.
var (
	placeholder = regexp.MustCompile(`[A-Z]{4,}`)
	ours        = regexp.MustCompile("`((?:features|fixtures|reports|steps|runner|docs)/[A-Za-z0-9_./-]+)`")
)

func TestFilesThatAreNamedAreThere(t *testing.T) {
	for _, name := range pages(t) {
		if name == "CHANGELOG.md" { // it names what was removed
			continue
		}
		for _, match := range ours.FindAllStringSubmatch(page(t, name), -1) {
			pattern := placeholder.ReplaceAllString(match[1], "*")
			found, err := filepath.Glob(filepath.Join(root, pattern))
			assert.NoError(t, err, "%s names %s", name, match[1])
			assert.NotEmpty(t, found, "%s names %s, and there is no such file", name, match[1])
		}
	}
}

// blocks returns the fenced blocks of a document that are marked with a language.
func blocks(text, language string) []string {
	var found []string
	for _, match := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	return found
}

// TestTheReadmeShowsLinesOfTheFeatures compares its Gherkin with the features.
func TestTheReadmeShowsLinesOfTheFeatures(t *testing.T) {
	lines := map[string]bool{}
	err := fs.WalkDir(features.FS, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".feature" {
			return err
		}
		data, err := fs.ReadFile(features.FS, path)
		for line := range strings.Lines(string(data)) {
			lines[strings.TrimSpace(line)] = true
		}
		return err
	})
	require.NoError(t, err)
	shown := blocks(page(t, "README.md"), "gherkin")
	require.NotEmpty(t, shown)
	for line := range strings.Lines(strings.Join(shown, "")) {
		assert.True(t, lines[strings.TrimSpace(line)], "no feature has the line %q", line)
	}
}
