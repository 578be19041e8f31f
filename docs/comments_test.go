package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var whereToBegin = regexp.MustCompile(`(?i)\bbegin (reading )?(with|at|in)\b`)

// TestPackageCommentsSayWhereToBegin holds the house rule that the comment of a package says where
// to begin reading.
func TestPackageCommentsSayWhereToBegin(t *testing.T) {
	comments := map[string]string{}
	for path, file := range code(t) {
		comments[filepath.Dir(path)] += file.Doc.Text()
	}
	require.Greater(t, len(comments), 30)
	for _, dir := range slices.Sorted(maps.Keys(comments)) {
		text := strings.Join(strings.Fields(comments[dir]), " ")
		assert.Regexp(t, whereToBegin, text, "the package comment of %s does not say where to begin reading", dir)
	}
}

// TestExportedNamesHaveAComment holds every exported name outside of tests. The linter has such a
// rule too, but it excuses methods such as Write, Read and Unwrap.
func TestExportedNamesHaveAComment(t *testing.T) {
	count := 0
	for path, file := range code(t) {
		for _, d := range file.Decls {
			for _, name := range undocumented(d, &count) {
				t.Errorf("%s: %s has no comment", path, name)
			}
		}
	}
	assert.Greater(t, count, 500, "exported names that were looked at")
}

// undocumented returns the exported names of a declaration that have no comment, and counts those
// that it looked at. A comment on a group of constants or variables holds for each of them.
func undocumented(d ast.Decl, count *int) []string {
	var names []string
	look := func(name *ast.Ident, comments ...*ast.CommentGroup) {
		if !name.IsExported() {
			return
		}
		*count++
		if !slices.ContainsFunc(comments, func(c *ast.CommentGroup) bool { return c.Text() != "" }) {
			names = append(names, name.Name)
		}
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if receiver := receiverOf(d); receiver == nil || receiver.IsExported() {
			look(d.Name, d.Doc)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				look(spec.Name, d.Doc, spec.Doc, spec.Comment)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					look(name, d.Doc, spec.Doc, spec.Comment)
				}
			}
		}
	}
	return names
}

// receiverOf returns the name of a method's type, nil for a function.
func receiverOf(d *ast.FuncDecl) *ast.Ident {
	if d.Recv == nil {
		return nil
	}
	var name *ast.Ident
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok && name == nil {
			name = ident
		}
		return name == nil
	})
	return name
}

// code parses all Go files of the module but its tests, by path.
func code(t *testing.T) map[string]*ast.File {
	t.Helper()
	files, set := map[string]*ast.File{}, token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "testdata" {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files[path], err = parser.ParseFile(set, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		return err
	})
	require.NoError(t, err)
	return files
}
