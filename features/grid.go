package features

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// GridsDir is the folder of the grids in FS: tables of what is tried, each with the feature that is
// written from it. A list of scenarios does not show what is missing, a table does.
const GridsDir = "grids"

// Grid is a table of what the scenarios try. In each cell, a scenario tries what the row and the
// column name together, or a reason says why none does.
type Grid struct {
	File string `yaml:"-"` // its path in the folder of the features

	Title   string `yaml:"title"` // the name of the feature that is written from it
	Text    string `yaml:"text"`  // what the table is about, for the feature's description
	Part    `yaml:",inline"`
	Columns []Heading `yaml:"columns"`
	Rows    []Row     `yaml:"rows"`
}

// Heading is the name of a row or column, and what it gives the scenarios of its cells.
type Heading struct {
	Name string `yaml:"name"`
	Part `yaml:",inline"`
}

// Part is what a grid, a row, a column or a cell gives to a scenario. The lines of Given are put
// together in this order. Of everything else, the most special counts: that of the cell, then of
// the column, of the row and of the grid.
type Part struct {
	Given       []string          `yaml:"given"`       // lines before the scenario's own
	Scenario    string            `yaml:"scenario"`    // its name
	Lines       []string          `yaml:"lines"`       // its lines, each with its keyword
	Requirement string            `yaml:"requirement"` // that it checks, CC-AREA-NN; several where each is of another profile
	Words       map[string]string `yaml:"words"`       // each for its name in angle brackets, in everything above
}

// Row is a row with its cells by the names of the columns. A column that is not among them has the cell
// of Rest.
type Row struct {
	Heading `yaml:",inline"`
	Cells   map[string]Cell `yaml:"cells"`
	Rest    Cell            `yaml:"rest"`
}

// Cell says how the cell is tried: by a scenario that is written from the grid, by one that is
// written elsewhere, or not at all.
type Cell struct {
	Part `yaml:",inline"`
	By   string `yaml:"by"`  // the name of a scenario in another feature that tries it
	Not  string `yaml:"not"` // why it is not tried
	Try  string `yaml:"try"` // the word <try> of this cell
}

// UnmarshalYAML reads a cell: a text is its word <try>.
func (c *Cell) UnmarshalYAML(read func(any) error) error {
	if err := read(&c.Try); err == nil {
		return nil
	}
	type fields Cell
	return read((*fields)(c))
}

// Grids reads the grids in a file system such as FS; messages name the files below root. The error
// has a *Problem for each mistake.
func Grids(fsys fs.FS, root string) ([]*Grid, error) {
	files, err := fs.Glob(fsys, path.Join(GridsDir, "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("the grids: %w", err)
	}
	var out []*Grid
	var problems []error
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("the grids: %w", err)
		}
		g := &Grid{File: file}
		if err := yaml.UnmarshalWithOptions(data, g, yaml.Strict()); err != nil {
			problems = append(problems, yamlProblem(path.Join(root, file), err))
			continue
		}
		where := positions(data)
		for _, problem := range g.check() {
			problems = append(problems, problemAt(path.Join(root, file), where.token(problem.at), problem.text))
		}
		out = append(out, g)
	}
	return out, errors.Join(problems...)
}

// mistake is what is wrong with a table, and where: the keys and indexes that lead to it.
type mistake struct {
	at   []any
	text string
}

// Limits of a grid. The embedded ones have at most some hundred cells, and features of some 140 kB.
const (
	maxCells   = 10_000
	maxFeature = 1 << 20 // bytes of the scenarios that are written
	maxLines   = 200     // of a scenario
	maxText    = 8 << 10 // bytes of a line with its words
)

// check returns what is wrong with the table.
func (g *Grid) check() []mistake {
	var problems []mistake
	report := func(at []any, format string, args ...any) {
		problems = append(problems, mistake{at, fmt.Sprintf(format, args...)})
	}
	if g.Title == "" || len(g.Columns) == 0 || len(g.Rows) == 0 {
		report(nil, "has no title, no columns or no rows: a grid needs all three")
	}
	if len(g.Columns)*len(g.Rows) > maxCells {
		report([]any{"rows"}, "the grid has %d rows and %d columns, and may have %d cells: divide it", len(g.Rows), len(g.Columns), maxCells)
		return problems
	}
	columns := map[string]bool{}
	for i, c := range g.Columns {
		if c.Name == "" || columns[c.Name] {
			report([]any{"columns", i}, "column %q has no name, or a name that another column has", c.Name)
		}
		columns[c.Name] = true
	}
	rows := map[string]bool{}
	for i, r := range g.Rows {
		if r.Name == "" || rows[r.Name] {
			report([]any{"rows", i}, "row %q has no name, or a name that another row has", r.Name)
		}
		rows[r.Name] = true
		for _, name := range slices.Sorted(maps.Keys(r.Cells)) {
			if !columns[name] {
				report([]any{"rows", i, "cells", name}, "row %q has a cell for %q, which is no column", r.Name, name)
			}
		}
	}
	return append(problems, g.checkCells()...)
}

// checkCells returns what is wrong with the scenarios of the cells.
func (g *Grid) checkCells() []mistake {
	var problems []mistake
	size := 0
	for i, r := range g.Rows {
		for _, c := range g.Columns {
			sc, problem := g.Written(r, c)
			if problem != "" {
				problems = append(problems, mistake{[]any{"rows", i, "cells", c.Name}, fmt.Sprintf("row %q, column %q: %s", r.Name, c.Name, problem)})
			}
			if size += sc.size(); size > maxFeature {
				text := fmt.Sprintf("the feature that is written from the grid has more than %d MiB up to here: divide the grid", maxFeature>>20)
				return append(problems, mistake{[]any{"rows", i}, text})
			}
		}
	}
	return problems
}

// Cell is the cell of a row and a column.
func (g *Grid) Cell(r Row, c Heading) Cell {
	if cell, ok := r.Cells[c.Name]; ok {
		return cell
	}
	return r.Rest
}

// GridScenario is the scenario that tries a cell.
type GridScenario struct {
	Name         string
	Requirements []string // several where each is of another profile
	Lines        []string // each with its keyword, those of Given first
}

// Written is the scenario that is written for a cell; nil if another feature has it, or if the cell
// is not tried. problem says what the cell lacks.
func (g *Grid) Written(r Row, c Heading) (sc *GridScenario, problem string) {
	cell := g.Cell(r, c)
	if given := cell.forms(); len(given) > 1 {
		return nil, fmt.Sprintf("it has %s, and may have one of them", strings.Join(given, " and "))
	}
	if cell.By != "" || cell.Not != "" {
		return nil, ""
	}
	parts := []Part{cell.Part, c.Part, r.Part, g.Part} // the most special first
	words := map[string]string{"row": r.Name, "column": c.Name}
	for _, p := range slices.Backward(parts) {
		maps.Copy(words, p.Words)
	}
	if cell.Try != "" {
		words["try"] = cell.Try
	}
	sc = &GridScenario{}
	for _, p := range []Part{g.Part, r.Part, c.Part, cell.Part} {
		for _, line := range p.Given {
			sc.Lines = append(sc.Lines, "Given "+line)
		}
	}
	sc.Requirements = strings.Fields(first(parts, func(p Part) string { return p.Requirement }))
	sc.Name = first(parts, func(p Part) string { return p.Scenario })
	own := slices.IndexFunc(parts, func(p Part) bool { return len(p.Lines) > 0 })
	if sc.Name == "" || len(sc.Requirements) == 0 || own < 0 {
		return nil, "it is neither tried nor left out: give it a scenario with lines and a requirement, or `by` or `not`"
	}
	sc.Lines = append(sc.Lines, parts[own].Lines...)
	if problem := sc.fill(words); problem != "" {
		return nil, problem
	}
	return sc, ""
}

// fill puts the words into the name and the lines. problem says why it cannot.
func (s *GridScenario) fill(words map[string]string) (problem string) {
	if len(s.Lines) > maxLines {
		return fmt.Sprintf("its scenario has %d lines, and may have %d", len(s.Lines), maxLines)
	}
	long := false
	for i := range s.Lines {
		s.Lines[i], long = fill(s.Lines[i], words, long)
	}
	if s.Name, long = fill(s.Name, words, long); long {
		return fmt.Sprintf("a line with its words has more than %d bytes: a word may hold others, but not itself, and not as many", maxText)
	}
	for _, text := range append([]string{s.Name}, s.Lines...) {
		if strings.Contains(text, "<") {
			return fmt.Sprintf("%q has a word in angle brackets that neither grid, row, column nor cell explains", text)
		}
	}
	return ""
}

// first returns the first text that is not empty.
func first(parts []Part, text func(Part) string) string {
	for _, p := range parts {
		if t := text(p); t != "" {
			return t
		}
	}
	return ""
}

// ScenarioOf is the name of the scenario that tries a cell, here or in another feature; "" where none
// does.
func (g *Grid) ScenarioOf(r Row, c Heading) string {
	if sc, _ := g.Written(r, c); sc != nil {
		return sc.Name
	}
	return g.Cell(r, c).By
}

// forms names the ways in which a cell says how it is tried.
func (c Cell) forms() []string {
	var out []string
	for name, value := range map[string]string{"by": c.By, "not": c.Not, "try": c.Try} {
		if value != "" {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// fill puts the words into a text, unless one is too long already. A word may hold others, but not itself: a few words that hold
// one another several times would become a text of any length.
func fill(text string, words map[string]string, long bool) (filled string, tooLong bool) {
	for range words {
		before := text
		for name, word := range words {
			place := "<" + name + ">"
			if long || len(text)+strings.Count(text, place)*(len(word)-len(place)) > maxText {
				return text, true
			}
			text = strings.ReplaceAll(text, place, word)
		}
		if text == before {
			break
		}
	}
	return text, long
}

// CheckFeature says that the feature which is written from the grid is not there, or does not hold what
// the grid says; nil if it does. Somebody may have changed the grid and not the feature, or the feature
// by hand. The error is a *Problem.
func (g *Grid) CheckFeature(fsys fs.FS, root string) error {
	got, err := fs.ReadFile(fsys, g.FeatureFile())
	if err == nil && string(got) == g.Gherkin() {
		return nil
	}
	what := "does not hold what " + path.Base(g.File) + " says"
	if errors.Is(err, fs.ErrNotExist) {
		what = "is not there, and is written from " + path.Base(g.File)
	}
	return &Problem{File: path.Join(root, g.FeatureFile()), Text: fmt.Sprintf("%s: write it with `codecred list grids --write --features %s`", what, root)}
}

// FeatureFile is the path of the feature that is written from the grid.
func (g *Grid) FeatureFile() string { return strings.TrimSuffix(g.File, ".yaml") + ".feature" }

// Gherkin is the feature that is written from the grid: a rule for each row, a scenario for each cell
// that is tried here.
func (g *Grid) Gherkin() string {
	var out strings.Builder
	fmt.Fprintf(&out, "# Written from %s by `make grids`: change that file.\nFeature: %s\n\n", path.Base(g.File), g.Title)
	for line := range strings.Lines(strings.TrimSpace(g.Text)) {
		fmt.Fprintf(&out, "  %s\n", strings.TrimSpace(line))
	}
	for _, r := range g.Rows {
		begun := false
		for _, c := range g.Columns {
			sc, problem := g.Written(r, c)
			if sc == nil || problem != "" {
				continue
			}
			if !begun {
				fmt.Fprintf(&out, "\n  Rule: %s%s\n", strings.ToUpper(r.Name[:1]), r.Name[1:])
				begun = true
			}
			sc.write(&out)
		}
	}
	return out.String()
}

// size returns about how many bytes the scenario has when it is written; 0 for none.
func (s *GridScenario) size() int {
	if s == nil {
		return 0
	}
	n := len(s.Name)
	for _, line := range s.Lines {
		n += len(line)
	}
	return n
}

// write writes the scenario. A keyword that follows itself is written as And.
func (s *GridScenario) write(out *strings.Builder) {
	fmt.Fprintf(out, "\n    @%s\n    Scenario: %s\n", strings.Join(s.Requirements, " @"), s.Name)
	last := ""
	for _, line := range s.Lines {
		keyword, text, _ := strings.Cut(line, " ")
		shown := keyword
		if keyword == last {
			shown = "And"
		}
		last = keyword
		fmt.Fprintf(out, "      %s %s\n", shown, text)
	}
}
