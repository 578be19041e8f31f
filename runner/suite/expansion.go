package suite

import (
	"fmt"
	"strings"

	messages "github.com/cucumber/messages/go/v34"

	"github.com/codecred/codecred/fixtures/textfile"
)

// maxExpansion is how many bytes the scenarios of a feature may have together once their outlines are written out, with
// the background, steps and tags of each. The largest of ours has less than 1 MiB.
const maxExpansion = 16 << 20

// Weights of what a pickle holds besides its text, in bytes.
const (
	scenarioWeight = 200
	stepWeight     = 200
	tagWeight      = 50
	cellWeight     = 16
)

// checkExpansion adds up what a feature becomes before it is written out: an outline of many steps with many rows, or
// a cell of its examples that occurs in many places, can become more than a machine holds. The error is a Problem.
func checkExpansion(file string, feature *messages.Feature) error {
	e := expansion{file: file}
	e.tags += len(feature.Tags)
	for _, child := range feature.Children {
		if child.Background != nil {
			e.steps(child.Background.Steps)
		}
		if child.Scenario != nil {
			e.scenario(child.Scenario)
		}
		if child.Rule != nil {
			e.rule(child.Rule)
		}
	}
	return e.err
}

// expansion adds up the scenarios of a feature, or of a rule in it.
type expansion struct {
	file       string
	tags       int // that every scenario inherits
	background int // bytes of the steps that every scenario begins with
	total      int
	err        error
}

func (e *expansion) rule(rule *messages.Rule) {
	within := *e
	within.tags += len(rule.Tags)
	for _, child := range rule.Children {
		if child.Background != nil {
			within.steps(child.Background.Steps)
		}
		if child.Scenario != nil {
			within.scenario(child.Scenario)
		}
	}
	e.total, e.err = within.total, within.err
}

func (e *expansion) steps(steps []*messages.Step) {
	for _, step := range steps {
		for _, text := range texts(step) {
			e.background += len(text)
		}
		e.background += stepWeight
	}
}

func (e *expansion) scenario(sc *messages.Scenario) {
	if len(sc.Examples) == 0 {
		e.add(sc.Location, sc, nil, nil, len(sc.Tags))
	}
	for _, examples := range sc.Examples {
		for _, row := range examples.TableBody {
			e.add(row.Location, sc, examples.TableHeader.Cells, row.Cells, len(sc.Tags)+len(examples.Tags))
		}
	}
}

// add adds one scenario: with the header and the cells of a row, an example of an outline.
func (e *expansion) add(at *messages.Location, sc *messages.Scenario, header, cells []*messages.TableCell, tags int) {
	if e.err != nil {
		return
	}
	e.total += scenarioWeight + e.background + (e.tags+tags)*tagWeight + filled(sc.Name, header, cells)
	for _, step := range sc.Steps {
		e.total += stepWeight
		for _, text := range texts(step) {
			e.total += filled(text, header, cells)
		}
		if e.total > maxExpansion {
			e.err = textfile.Problem{Path: e.file, Line: int(at.Line), Column: int(max(at.Column, 1)), Text: fmt.Sprintf(
				"the scenarios up to here have more than %d MiB once their examples are written out; divide the file, or use fewer examples", maxExpansion>>20)}
			return
		}
	}
}

// texts returns the texts of a step: its line, the cells of its table and its doc string.
func texts(step *messages.Step) []string {
	out := []string{step.Text}
	if step.DocString != nil {
		out = append(out, step.DocString.Content, step.DocString.MediaType)
	}
	if step.DataTable != nil {
		for _, row := range step.DataTable.Rows {
			for _, cell := range row.Cells {
				out = append(out, cell.Value+strings.Repeat(" ", tagWeight))
			}
		}
	}
	return out
}

// filled returns how many bytes a text has once the cells of a row stand in it, and as many for each cell as looking for it
// costs. The cells are put in one after another, as the library does: one may hold the name of the next.
func filled(text string, header, cells []*messages.TableCell) int {
	for i, cell := range header[:min(len(header), len(cells))] {
		place, value := "<"+cell.Value+">", cells[i].Value
		if grown := len(text) + strings.Count(text, place)*(len(value)-len(place)); grown > maxExpansion {
			return grown
		}
		text = strings.ReplaceAll(text, place, value)
	}
	return len(text) + len(header)*cellWeight
}
