package features

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Catalogue is every requirement, in the order of its file.
type Catalogue struct {
	rows []Requirement
	byID map[string]int
}

// Load reads the catalogue that stands in a file system beside the features,
// such as FS. The error holds a *Fault for each thing that is wrong with it.
func Load(fsys fs.FS) (*Catalogue, error) {
	data, err := fs.ReadFile(fsys, CatalogueFile)
	if err != nil {
		return nil, fmt.Errorf("read the catalogue of requirements: %w", err)
	}
	return Parse(CatalogueFile, data)
}

// Parse reads a catalogue: a YAML list with one entry a requirement. The error
// holds a *Fault for each thing that is wrong, with the file's name as given.
//
// It checks all that the file itself can show. Whether a setting is in the
// vocabulary and an id in a scenario, the reader of both checks.
func Parse(file string, data []byte) (*Catalogue, error) {
	entries, err := parseEntries(file, data)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{byID: make(map[string]int, len(entries))}
	var faults []error
	for _, entry := range entries {
		faults = append(faults, c.add(file, entry)...)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return c, nil
}

// All returns the requirements in the order of the file.
func (c *Catalogue) All() []Requirement { return slices.Clone(c.rows) }

// Lookup finds a requirement by its id.
func (c *Catalogue) Lookup(id string) (Requirement, bool) {
	i, ok := c.byID[id]
	if !ok {
		return Requirement{}, false
	}
	return c.rows[i], true
}

func (c *Catalogue) add(file string, entry ast.Node) []error {
	mapping, ok := entry.(*ast.MappingNode)
	if !ok {
		return []error{faultAt(file, entry.GetToken(), "an entry is not a requirement with its fields (id, level, …)")}
	}
	var r Requirement
	if err := yaml.NodeToValue(mapping, &r, yaml.Strict()); err != nil {
		return []error{yamlFault(file, err)}
	}
	var faults []error
	report := func(field, problem string) {
		faults = append(faults, faultAt(file, fieldToken(mapping, field), problem))
	}
	r.check(report)
	if _, taken := c.byID[r.ID]; taken {
		report("id", fmt.Sprintf("id %q stands twice: give the later entry a number of its own", r.ID))
	}
	c.byID[r.ID] = len(c.rows)
	c.rows = append(c.rows, r)
	return faults
}

func parseEntries(file string, data []byte) ([]ast.Node, error) {
	doc, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlFault(file, err)
	}
	if len(doc.Docs) != 1 {
		return nil, &Fault{File: file, Problem: fmt.Sprintf("has %d YAML documents: it needs one list of requirements", len(doc.Docs))}
	}
	list, ok := doc.Docs[0].Body.(*ast.SequenceNode)
	if !ok || len(list.Values) == 0 {
		return nil, &Fault{File: file, Problem: "is not a list of requirements, or an empty one"}
	}
	return list.Values, nil
}

// yamlFault turns an error of the YAML library into a Fault.
func yamlFault(file string, err error) *Fault {
	if at, ok := errors.AsType[yaml.Error](err); ok {
		return faultAt(file, at.GetToken(), at.GetMessage())
	}
	return &Fault{File: file, Problem: err.Error()}
}
