package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	madeFile   = regexp.MustCompile(`(?m)^([a-z-]+):.*## `)
	making     = regexp.MustCompile("(?m)(?:^|`)make ([a-z-]+)")
	runsTests  = regexp.MustCompile(`-run '?([A-Za-z/|]+)'?`)
	testOfCode = regexp.MustCompile(`(?m)^func (Test\w+)\(`)
)

// TestMakeTargetsThatAreNamedAreThere looks for `make TARGET` and, at the
// beginning of a line of an example, for make TARGET.
func TestMakeTargetsThatAreNamedAreThere(t *testing.T) {
	targets := map[string]bool{}
	for _, match := range madeFile.FindAllStringSubmatch(page(t, "Makefile"), -1) {
		targets[match[1]] = true
	}
	require.NotEmpty(t, targets)
	for _, name := range pages(t) {
		for _, match := range making.FindAllStringSubmatch(page(t, name), -1) {
			assert.True(t, targets[match[1]], "%s names %s", name, match[0])
		}
	}
}

// TestTestsThatAreNamedAreThere looks for the tests that a page runs by name.
func TestTestsThatAreNamedAreThere(t *testing.T) {
	var all []string
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, match := range testOfCode.FindAllStringSubmatch(string(data), -1) {
			all = append(all, match[1])
		}
		return err
	})
	require.NoError(t, err)
	for _, name := range pages(t) {
		for _, match := range runsTests.FindAllStringSubmatch(page(t, name), -1) {
			for alternative := range strings.SplitSeq(match[1], "|") {
				test, _, _ := strings.Cut(alternative, "/")
				named := func(one string) bool { return strings.Contains(one, test) } // as go test finds it
				assert.True(t, slices.ContainsFunc(all, named), "%s runs the test %s, and there is none", name, test)
			}
		}
	}
}
