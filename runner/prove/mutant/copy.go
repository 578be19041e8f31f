package mutant

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Mutant is one small change of the source.
type Mutant struct {
	Number   int    // from 1
	File     string // its last folder and its name, as in rules/form.go
	Function string // or the package variable
	Source   string // what is changed, on one line
	Change   string // what stands there instead
	Line     int    // for a reader; it is not part of the name
}

// Name identifies a mutant as long as nobody changes its function.
func (m Mutant) Name() string {
	return m.File + " " + m.Function + ": " + m.Source + " -> " + m.Change
}

// Copy is a changed copy of some packages, in which every mutant can be selected.
type Copy struct {
	Mutants []Mutant
	Replace map[string]string // for go build -overlay: the path of a source, and that of its copy
}

// MakeCopy writes the changed copy of packages into a folder. It leaves out files whose names the
// condition omit is true for. Packages are named as for go list, in the current folder; a test
// never is part of them.
func MakeCopy(ctx context.Context, folder string, omit func(file string) bool, packages ...string) (*Copy, error) {
	listed, err := list(ctx, packages)
	if err != nil {
		return nil, err
	}
	c := &copier{Copy: Copy{Replace: map[string]string{}}, folder: folder, omit: omit, set: token.NewFileSet()}
	c.importer = importer.ForCompiler(c.set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(listed[path].Export) })
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		if p := listed[name]; !p.DepOnly {
			if err := c.add(p); err != nil {
				return nil, fmt.Errorf("change a copy of %s: %w", name, err)
			}
		}
	}
	return &c.Copy, nil
}

// listedPackage is what go list tells of a package.
type listedPackage struct {
	ImportPath, Dir, Export string
	DepOnly                 bool
	GoFiles                 []string
}

func list(ctx context.Context, packages []string) (map[string]listedPackage, error) {
	args := append([]string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,DepOnly,GoFiles"}, packages...)
	command := exec.CommandContext(ctx, "go", args...) //#nosec G204 -- the caller names packages of its own module
	text, err := command.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, fmt.Errorf("go list: %w: %s", err, exit.Stderr)
	}
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	out := map[string]listedPackage{}
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		out[p.ImportPath] = p
	}
}

// copier writes the changed copy.
type copier struct {
	Copy
	folder   string
	omit     func(string) bool
	set      *token.FileSet
	importer types.Importer
}

// add writes the copy of a package.
func (c *copier) add(p listedPackage) error {
	var files []*source
	var trees []*ast.File
	for _, name := range p.GoFiles {
		file := filepath.Join(p.Dir, name)
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(c.set, file, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files, trees = append(files, &source{path: file, text: text, tree: tree}), append(trees, tree)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}}
	pkg, err := (&types.Config{Importer: c.importer}).Check(p.ImportPath, c.set, trees, info)
	if err != nil {
		return err
	}
	first := len(c.Mutants) + 1
	for _, f := range files {
		if c.omit == nil || !c.omit(shortName(f.path)) {
			w := &walker{copier: c, source: f, info: info, pkg: pkg}
			w.walk()
		}
	}
	return c.write(p, files, info, first)
}

// shortName returns the last folder and the name of a file.
func shortName(file string) string {
	return path.Join(filepath.Base(filepath.Dir(file)), filepath.Base(file))
}

// write writes the files of a package's copy, and one more that registers it.
func (c *copier) write(p listedPackage, files []*source, info *types.Info, first int) error {
	remake, names := map[*source]string{}, []string{}
	for number, variable := range info.InitOrder {
		f := files[slices.IndexFunc(files, func(f *source) bool {
			return f.tree.FileStart <= variable.Rhs.Pos() && variable.Rhs.Pos() < f.tree.FileEnd
		})]
		left := make([]string, len(variable.Lhs))
		for i, v := range variable.Lhs {
			left[i] = v.Name()
		}
		name := fmt.Sprintf("remake%d", number)
		begin, end := c.offset(variable.Rhs.Pos()), c.offset(variable.Rhs.End())
		remake[f] += fmt.Sprintf("\nfunc %s() { %s = %s }\n", name, strings.Join(left, ", "), f.changed(begin, end))
		f.original = append(f.original, [2]int{begin, end})
		names = append(names, name)
	}
	folder := filepath.Join(c.folder, filepath.Base(p.Dir))
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	for _, f := range files {
		if len(f.edits) > 0 { // on the line of the package, so that the numbers of lines stay
			after := c.offset(f.tree.Name.End())
			f.edits = append(f.edits, edit{at: after, until: after, text: importMutant})
		}
		text := f.withOriginals() + remake[f]
		if err := c.keep(f.path, filepath.Join(folder, filepath.Base(f.path)), text); err != nil {
			return err
		}
	}
	text := fmt.Sprintf("package %s%s\n\nfunc init() { mutant.Register(%s) }\n",
		files[0].tree.Name.Name, importMutant, strings.Join(append([]string{strconv.Itoa(first), strconv.Itoa(len(c.Mutants))}, names...), ", "))
	return c.keep(filepath.Join(p.Dir, "register_mutants.go"), filepath.Join(folder, "register_mutants.go"), text)
}

// importMutant imports this package.
const importMutant = `; import "github.com/codecred/codecred/runner/prove/mutant"`

func (c *copier) keep(path, at, text string) error {
	c.Replace[path] = at
	return os.WriteFile(at, []byte(text), 0o600)
}

func (c *copier) offset(at token.Pos) int { return c.set.Position(at).Offset }

// source is a file with its edits.
type source struct {
	path     string
	text     []byte
	tree     *ast.File
	edits    []edit
	original [][2]int // parts that keep their text: values of package variables
}

// edit puts text at a place, and takes out what stands between at and until.
type edit struct {
	at, until int
	text      string
	closes    bool
	order     int
}

// around puts text before and after a part. Parts are put in from the outside to the inside.
func (f *source) around(begin, end int, before, after string) {
	n := len(f.edits)
	f.edits = append(f.edits, edit{at: begin, until: begin, text: before, order: n}, edit{at: end, until: end, text: after, closes: true, order: -n})
}

// changed returns a part of the file with its edits.
func (f *source) changed(begin, end int) string {
	edits := slices.Clone(f.edits)
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.at, b.at), -compareBools(a.closes, b.closes), cmp.Compare(a.order, b.order))
	})
	var out strings.Builder
	at := begin
	for _, e := range edits {
		if e.at < begin || e.until > end || e.at == begin && e.closes || e.at == end && !e.closes {
			continue
		}
		out.Write(f.text[at:e.at])
		out.WriteString(e.text)
		at = e.until
	}
	out.Write(f.text[at:end])
	return out.String()
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// withOriginals returns the file with its edits, but for the values of package variables.
func (f *source) withOriginals() string {
	slices.SortFunc(f.original, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	var out strings.Builder
	at := 0
	for _, part := range f.original {
		out.WriteString(f.changed(at, part[0]))
		out.Write(f.text[part[0]:part[1]])
		at = part[1]
	}
	out.WriteString(f.changed(at, len(f.text)))
	return out.String()
}
