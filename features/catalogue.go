package features

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Catalogue is every requirement, area by area, each area in the order of its file.
type Catalogue struct {
	root string
	rows []Requirement
	byID map[string]int
}

// Load reads the catalogue in a file system such as FS: the files in RequirementsDir, each a YAML
// list with one entry a requirement. Messages name the files below root, which is a folder's name
// or "features" for FS. If there is no such file, the error is fs.ErrNotExist. Otherwise the error
// has a *Problem for each mistake.
//
// Load checks everything that can be checked without other files. It does not check that a setting
// is in the vocabulary or that an id is used by a scenario: package runner/suite does.
func Load(fsys fs.FS, root string) (*Catalogue, error) {
	files, err := fs.Glob(fsys, requirementsFile("*"))
	if err == nil && len(files) == 0 {
		err = &fs.PathError{Op: "read", Path: path.Join(root, requirementsFile("*")), Err: fs.ErrNotExist}
	}
	if err != nil {
		return nil, fmt.Errorf("the catalogue of requirements: %w", err)
	}
	slices.SortStableFunc(files, func(a, b string) int { return areaIndex(areaOf(a)) - areaIndex(areaOf(b)) })
	c := &Catalogue{root: root, byID: map[string]int{}}
	var problems []error
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("the catalogue of requirements: %w", err)
		}
		problems = append(problems, c.read(path.Join(root, file), data)...)
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	return c, nil
}

// File is the file that holds a requirement, or would hold it: CC-PKCE-01 is in
// requirements/PKCE.yaml.
func (c *Catalogue) File(id string) string {
	area := Requirement{ID: id}.Area()
	if areaIndex(area) < 0 {
		area = "AREA"
	}
	return path.Join(c.root, requirementsFile(area))
}

// All returns the requirements, area by area.
func (c *Catalogue) All() []Requirement { return slices.Clone(c.rows) }

// Lookup finds a requirement by its id.
func (c *Catalogue) Lookup(id string) (Requirement, bool) {
	i, ok := c.byID[id]
	if !ok {
		return Requirement{}, false
	}
	return c.rows[i], true
}

// read adds the requirements of one file, and returns the problems of the file.
func (c *Catalogue) read(file string, data []byte) []error {
	area := areaOf(file)
	if areaIndex(area) < 0 {
		return []error{&Problem{File: file, Text: fmt.Sprintf("does not have the name of an area: %q is not one of %s", area, areaNames())}}
	}
	entries, err := parseEntries(file, data)
	if err != nil {
		return []error{err}
	}
	var problems []error
	for _, entry := range entries {
		problems = append(problems, c.add(file, entry)...)
	}
	return problems
}

func (c *Catalogue) add(file string, entry ast.Node) []error {
	mapping, ok := entry.(*ast.MappingNode)
	if !ok {
		return []error{problemAt(file, entry.GetToken(), "an entry is not a requirement with its fields (id, level, …)")}
	}
	var r Requirement
	if err := yaml.NodeToValue(mapping, &r, yaml.Strict()); err != nil {
		return []error{yamlProblem(file, err)}
	}
	var problems []error
	report := func(field, text string) {
		problems = append(problems, problemAt(file, fieldToken(mapping, field), text))
	}
	r.check(areaOf(file), c.File(r.ID), report)
	if _, taken := c.byID[r.ID]; taken {
		report("id", fmt.Sprintf("id %q occurs twice: give the later entry another number", r.ID))
	}
	c.byID[r.ID] = len(c.rows)
	c.rows = append(c.rows, r)
	return problems
}

func parseEntries(file string, data []byte) ([]ast.Node, error) {
	doc, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlProblem(file, err)
	}
	if len(doc.Docs) != 1 {
		return nil, &Problem{File: file, Text: fmt.Sprintf("has %d YAML documents: it needs one list of requirements", len(doc.Docs))}
	}
	list, ok := doc.Docs[0].Body.(*ast.SequenceNode)
	if !ok || len(list.Values) == 0 {
		return nil, &Problem{File: file, Text: "is not a list of requirements, or is empty"}
	}
	return list.Values, nil
}

func requirementsFile(area string) string { return path.Join(RequirementsDir, area+".yaml") }

// areaOf returns the area of a file of requirements, from the name of the file.
func areaOf(file string) string { return strings.TrimSuffix(path.Base(file), ".yaml") }
