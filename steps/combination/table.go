package combination

import (
	"fmt"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/codecred/codecred/fixtures/yamlfile"
)

// Table says what must happen in every cell: the first row that fits decides.
type Table struct {
	all     []*Row // of every profile
	rows    []*Row // those of the profile
	leftOut []condition
	cases   func() map[*Row][]Case
}

// newTable returns a table with the rows of a profile. all are the rows of every profile.
func newTable(all, standing []*Row, leftOut []condition) *Table {
	t := &Table{all: all, rows: standing, leftOut: leftOut}
	t.cases = sync.OnceValue(t.find)
	return t
}

// file is the form of a table's file.
type file struct {
	LeftOut []struct {
		When   When   `yaml:"when"`
		Reason string `yaml:"reason"`
	} `yaml:"left_out"`
	Rows []*Row `yaml:"rows"`
}

// Parse reads a table. An error names the file, as given, and the line: of text that does not
// parse, rows that are not in the order of the requests, rows that decide nothing, or cells that no
// row decides.
func Parse(name string, data []byte) (*Table, error) {
	var f file
	doc, err := yamlfile.Parse(data)
	if err != nil {
		return nil, yamlfile.Of(name, nil, err)
	}
	lines, err := rowLines(doc)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := yamlfile.Decode(doc.Docs[0].Body, &f); err != nil {
		return nil, yamlfile.Of(name, nil, err)
	}
	var leftOut []condition
	for _, out := range f.LeftOut {
		c, err := out.When.compile()
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: left_out: %w", name, err)
		case out.Reason == "":
			return nil, fmt.Errorf("%s: left_out: %v has no reason", name, out.When)
		}
		leftOut = append(leftOut, c)
	}
	for i, row := range f.Rows {
		if row == nil {
			return nil, fmt.Errorf("%s:%d: the row is empty", name, lines[i])
		}
		row.Line = lines[i]
		if err := row.compile(); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, row.Line, err)
		}
	}
	t := newTable(f.Rows, f.Rows, leftOut)
	if err := t.check(); err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return t, nil
}

// rowLines finds the lines at which the rows begin.
func rowLines(doc *ast.File) ([]int, error) {
	path, err := yaml.PathString("$.rows")
	if err != nil {
		return nil, err
	}
	node, err := path.FilterFile(doc)
	if err != nil {
		return nil, fmt.Errorf("it has no rows")
	}
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		return nil, fmt.Errorf("its rows are no list")
	}
	var lines []int
	for _, row := range list.Values {
		if mapping, ok := row.(*ast.MappingNode); ok && len(mapping.Values) > 0 {
			row = mapping.Values[0].Key
		}
		lines = append(lines, row.GetToken().Position.Line)
	}
	return lines, nil
}

// Rows returns the rows of the profile, in their order.
func (t *Table) Rows() []*Row { return slices.Clone(t.rows) }

// Row finds a row of any profile by its name.
func (t *Table) Row(name string) (*Row, error) {
	for _, row := range t.all {
		if row.Name == name {
			return row, nil
		}
	}
	return nil, fmt.Errorf("the decision table has no row %q", name)
}

// For returns the table with the rows of a profile.
func (t *Table) For(profile string) *Table {
	standing := slices.DeleteFunc(slices.Clone(t.all), func(r *Row) bool { return r.Profile != "" && r.Profile != profile })
	return newTable(t.all, standing, t.leftOut)
}

// Decide returns the row that decides a cell; nil for a cell that is left out.
func (t *Table) Decide(c Cell) *Row { return t.decide(c, Refresh) }

// decide returns the first row that fits a path. A row about a later request only says that no
// request before it ends the flow.
func (t *Table) decide(c Cell, last Stage) *Row {
	if slices.ContainsFunc(t.leftOut, func(out condition) bool { return out.stage() <= last && out.fits(c) }) {
		return nil
	}
	for _, row := range t.rows {
		if row.fits.fits(c) {
			return row
		}
	}
	return nil
}
