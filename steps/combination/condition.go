package combination

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// When is a condition as the table's file writes it: values by dimension.
type When map[string]Values

// Values are one value or a list of them.
type Values []string

// UnmarshalYAML reads a word or a list of words.
func (v *Values) UnmarshalYAML(unmarshal func(any) error) error {
	var one string
	if err := unmarshal(&one); err == nil {
		*v = Values{one}
		return nil
	}
	return unmarshal((*[]string)(v))
}

// condition has, for each dimension, a bit for each value that fits.
type condition [size]uint8

const anything = 0xff

// compile reads a condition. Its error names the dimension or value that is unknown.
func (w When) compile() (condition, error) {
	var c condition
	for i := range c {
		c[i] = anything
	}
	for _, name := range slices.Sorted(maps.Keys(w)) {
		i := indexOf(name)
		if i < 0 {
			return c, fmt.Errorf("%q is no dimension: there are %s", name, strings.Join(names(), ", "))
		}
		c[i] = 0
		for _, value := range w[name] {
			at := slices.Index(dimensions[i].Values, value)
			if at < 0 {
				return c, fmt.Errorf("%s has no value %q: it is one of %s", name, value, strings.Join(dimensions[i].Values, ", "))
			}
			c[i] |= 1 << at
		}
	}
	return c, nil
}

func names() []string {
	out := make([]string, size)
	for i, d := range dimensions {
		out[i] = d.Name
	}
	return out
}

func (c condition) fits(cell Cell) bool {
	for i, allowed := range c {
		if allowed&(1<<cell[i]) == 0 {
			return false
		}
	}
	return true
}

// stage is the first request at which it is known whether the condition fits.
func (c condition) stage() Stage {
	var last Stage
	for i, allowed := range c {
		if allowed != anything {
			last = max(last, dimensions[i].Stage)
		}
	}
	return last
}
