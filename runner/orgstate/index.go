package orgstate

import (
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// stateIndex numbers the values of the settings that are in any want, so that a search
// compares numbers.
type stateIndex struct {
	keys   []string
	values [][]settings.Value // by key
}

// state is the values of an org's settings by their numbers, in the atlas's order
// of keys. A want leaves some of them open.
type state []int

// open is the number of a value that may be any.
const open = -1

// anything is a want that leaves every value open.
func anything(keys int) state { return slices.Repeat(state{open}, keys) }

func newStateIndex(start settings.Values, sequences [][]settings.Values) *stateIndex {
	a := &stateIndex{}
	wants := slices.Concat(sequences...)
	for _, want := range wants {
		a.keys = append(a.keys, want.Keys()...)
	}
	slices.Sort(a.keys)
	a.keys = slices.Compact(a.keys)
	for _, key := range a.keys {
		values := []settings.Value{start.Effective(key)}
		for _, want := range wants {
			if _, ok := want[key]; ok {
				values = append(values, want.Effective(key))
			}
		}
		slices.SortFunc(values, func(x, y settings.Value) int { return strings.Compare(x.String(), y.String()) })
		a.values = append(a.values, slices.CompactFunc(values, settings.Value.Equal))
	}
	return a
}

// state returns an org's settings, or its defaults where it says nothing.
func (a *stateIndex) state(org settings.Values) state {
	out := make(state, len(a.keys))
	for i, key := range a.keys {
		out[i] = slices.IndexFunc(a.values[i], org.Effective(key).Equal)
	}
	return out
}

func (a *stateIndex) sequence(wants []settings.Values) []state {
	out := make([]state, len(wants))
	for n, want := range wants {
		out[n] = a.state(want)
		for i, key := range a.keys {
			if _, ok := want[key]; !ok {
				out[n][i] = open
			}
		}
	}
	return out
}

// sequences returns each sequence once, in an order that does not depend on
// theirs.
func (a *stateIndex) sequences(list [][]settings.Values) [][]state {
	out := make([][]state, len(list))
	for i, seq := range list {
		out[i] = a.sequence(seq)
	}
	same := func(x, y []state) int { return slices.CompareFunc(x, y, slices.Compare[state]) }
	slices.SortFunc(out, same)
	return slices.CompactFunc(out, func(x, y []state) bool { return same(x, y) == 0 })
}

// path returns the states on the way to a position, after the one that it began in.
func (a *stateIndex) path(start settings.Values, end *position) []settings.Values {
	var out []settings.Values
	for at := end; at.before.state != nil; at = at.before {
		org := start.With(nil)
		for i, value := range at.state {
			org[a.keys[i]] = a.values[i][value]
		}
		out = append(out, org)
	}
	slices.Reverse(out)
	return out
}

// meets reports whether a state has every value that a want does not leave open.
func (s state) meets(want state) bool {
	for i, value := range want {
		if value != open && s[i] != value {
			return false
		}
	}
	return true
}

// agrees reports whether one state can meet two wants.
func (s state) agrees(want state) bool {
	for i, value := range want {
		if value != open && s[i] != open && s[i] != value {
			return false
		}
	}
	return true
}

// with returns a copy that meets a want.
func (s state) with(want state) state {
	out := slices.Clone(s)
	for i, value := range want {
		if value != open {
			out[i] = value
		}
	}
	return out
}

func (s state) key() string { return packed(s) }
