package orgstate

import (
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// stateIndex numbers the values of the settings that any scenario requires, so that a
// search compares numbers.
type stateIndex struct {
	keys   []string
	values [][]settings.Value // by key
}

// state holds, for each key of the index, the number of a value. What a scenario requires is a
// state too; values that it does not require are open.
type state []int

// open stands for a value that does not matter.
const open = -1

// anything requires nothing: it leaves every value open.
func anything(keys int) state { return slices.Repeat(state{open}, keys) }

func newStateIndex(start settings.Values, sequences [][]settings.Values) *stateIndex {
	x := &stateIndex{}
	required := slices.Concat(sequences...)
	for _, one := range required {
		x.keys = append(x.keys, one.Keys()...)
	}
	slices.Sort(x.keys)
	x.keys = slices.Compact(x.keys)
	for _, key := range x.keys {
		values := []settings.Value{start.Effective(key)}
		for _, one := range required {
			if _, ok := one[key]; ok {
				values = append(values, one.Effective(key))
			}
		}
		slices.SortFunc(values, func(a, b settings.Value) int { return strings.Compare(a.String(), b.String()) })
		x.values = append(x.values, slices.CompactFunc(values, settings.Value.Equal))
	}
	return x
}

// state returns the settings of an org, with the default of each setting that org does not name.
func (x *stateIndex) state(org settings.Values) state {
	out := make(state, len(x.keys))
	for i, key := range x.keys {
		out[i] = slices.IndexFunc(x.values[i], org.Effective(key).Equal)
	}
	return out
}

// sequence returns what one scenario requires, in its order.
func (x *stateIndex) sequence(required []settings.Values) []state {
	out := make([]state, len(required))
	for n, one := range required {
		out[n] = x.state(one)
		for i, key := range x.keys {
			if _, ok := one[key]; !ok {
				out[n][i] = open
			}
		}
	}
	return out
}

// sequences returns each sequence once, sorted, so the order of the input does not matter.
func (x *stateIndex) sequences(list [][]settings.Values) [][]state {
	out := make([][]state, len(list))
	for i, seq := range list {
		out[i] = x.sequence(seq)
	}
	compare := func(a, b []state) int { return slices.CompareFunc(a, b, slices.Compare[state]) }
	slices.SortFunc(out, compare)
	return slices.CompactFunc(out, func(a, b []state) bool { return compare(a, b) == 0 })
}

// path returns the states that led to a position, except the first.
func (x *stateIndex) path(start settings.Values, end *position) []settings.Values {
	var out []settings.Values
	for at := end; at.before.state != nil; at = at.before {
		org := start.With(nil)
		for i, value := range at.state {
			org[x.keys[i]] = x.values[i][value]
		}
		out = append(out, org)
	}
	slices.Reverse(out)
	return out
}

// meets reports whether a state has every value that is required.
func (s state) meets(required state) bool {
	for i, value := range required {
		if value != open && s[i] != value {
			return false
		}
	}
	return true
}

// agrees reports whether one state can meet both requirements.
func (s state) agrees(required state) bool {
	for i, value := range required {
		if value != open && s[i] != open && s[i] != value {
			return false
		}
	}
	return true
}

// with returns a copy that meets what is required.
func (s state) with(required state) state {
	out := slices.Clone(s)
	for i, value := range required {
		if value != open {
			out[i] = value
		}
	}
	return out
}

func (s state) key() string { return packed(s) }
