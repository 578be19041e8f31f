package suite

import (
	"bytes"
	"slices"

	messages "github.com/cucumber/messages/go/v34"
)

// File is a feature file with the scenarios in it.
type File struct {
	Path string
	Text []byte

	scenarios []*Scenario
}

// extent is the first and the last line that belong to one scenario only: its tags and text or, for
// an example of an outline, its row.
type extent struct{ from, to int }

// Only returns the text of the file with only the wanted scenarios. The lines of all other
// scenarios are empty, so each scenario that is left keeps its lines and its id.
func (f *File) Only(wanted map[*Scenario]bool) []byte {
	lines := bytes.SplitAfter(f.Text, []byte("\n"))
	for _, sc := range f.scenarios {
		if wanted[sc] {
			continue
		}
		for i := sc.extent.from - 1; i < min(sc.extent.to, len(lines)); i++ {
			lines[i] = []byte("\n")
		}
	}
	return bytes.Join(lines, nil)
}

// extents finds the lines of every scenario that is not an outline, by its id in the document. last
// is the number of the last line.
func extents(feature *messages.Feature, last int) map[string]extent {
	var starts []int // of everything that can follow a scenario
	begins := map[string]int{}
	note := func(location *messages.Location, tags []*messages.Tag) int {
		first := location.Line
		for _, tag := range tags {
			first = min(first, tag.Location.Line)
		}
		starts = append(starts, int(first))
		return int(first)
	}
	for _, sc := range scenarios(feature) {
		begins[sc.Id] = note(sc.Location, sc.Tags)
	}
	for _, child := range feature.Children {
		if child.Rule != nil {
			note(child.Rule.Location, child.Rule.Tags)
		}
	}
	slices.Sort(starts)
	out := map[string]extent{}
	for id, from := range begins {
		to := last
		if next, _ := slices.BinarySearch(starts, from+1); next < len(starts) {
			to = starts[next] - 1
		}
		out[id] = extent{from, to}
	}
	return out
}
