package combination

import (
	"fmt"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// Cell is one combination: for each dimension the index of its value. Index 0 is the usual value.
type Cell [size]uint8

// Value returns the value of a dimension, by its name.
func (c Cell) Value(dimension string) string {
	i := indexOf(dimension)
	return dimensions[i].Values[c[i]]
}

// Settings returns the seven on/off settings of the cell.
func (c Cell) Settings() settings.Values {
	out := settings.Values{}
	for i, d := range dimensions {
		switch {
		case !d.Setting:
		case d.Values[c[i]] == On:
			out[d.Name] = settings.On
		default:
			out[d.Name] = settings.Off
		}
	}
	return out
}

// upTo resets the dimensions that have no effect on the requests up to a stage.
func (c Cell) upTo(s Stage) Cell {
	for i := reach(s); i < size; i++ {
		c[i] = 0
	}
	return c
}

// Path is a cell up to the request at which the flow ends: Last is that request.
type Path struct {
	Cell Cell
	Last Stage
}

// Upto returns the beginning of the path, up to a request.
func (p Path) Upto(s Stage) Path { return Path{p.Cell.upTo(s), s} }

// String describes the path for a person: the settings that are not as usual, then what each
// request does.
func (p Path) String() string {
	var parts []string
	for i, d := range dimensions[:reach(p.Last)] {
		value := d.Values[p.Cell[i]]
		switch {
		case !d.Setting:
			parts = append(parts, d.Name+" "+value)
		case p.Cell[i] != 0:
			s, _ := settings.Lookup(d.Name)
			parts = append(parts, fmt.Sprintf("%q %s", s.Label, value))
		}
	}
	return strings.Join(parts, ", ")
}
