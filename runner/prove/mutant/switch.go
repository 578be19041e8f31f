package mutant

import (
	"cmp"
	"slices"
	"sync/atomic"
)

// The functions of this file stand in the changed copy of the source. Each returns the value of the
// source unless its mutant is selected. It notes that the mutant is reached only where the mutant
// makes a difference.

var (
	selected atomic.Pointer[[]int] // numbers of the mutants in effect
	reached  atomic.Pointer[[]atomic.Bool]
	parts    []part // the packages of the changed copy, in the order of their initialization
)

func init() { selected.Store(&[]int{}) }

// part is a package of the changed copy: the numbers of its mutants, and what sets its package
// variables again.
type part struct {
	first, last int
	remake      []func()
}

// Register is called by each package of the changed copy when it is initialized.
func Register(first, last int, remake ...func()) {
	parts = append(parts, part{first: first, last: last, remake: remake})
	all := make([]atomic.Bool, last+1)
	if before := reached.Load(); before == nil || len(*before) < len(all) {
		reached.Store(&all)
	}
}

// IsChangedCopy reports whether this process was built from the changed copy of the source.
func IsChangedCopy() bool { return len(parts) > 0 }

// Restore puts the source as it is into effect, and gives all package variables their values again.
// Nobody may use the packages of the changed copy meanwhile, as with Select.
func Restore() {
	selected.Store(&[]int{})
	for _, p := range parts {
		p.remakeAll()
	}
}

// Select puts mutants into effect, by their numbers, in place of those before. Package variables of
// their packages, of those of the mutants before, and of the packages after them get their values
// again.
func Select(numbers ...int) {
	before := *selected.Swap(&numbers)
	stale := false
	for _, p := range parts {
		stale = stale || slices.ContainsFunc(slices.Concat(before, numbers), p.has)
		if stale {
			p.remakeAll()
		}
	}
}

func (p part) has(number int) bool { return number >= p.first && number <= p.last }

func (p part) remakeAll() {
	for _, remake := range p.remake {
		remake()
	}
}

// Reached returns the numbers of the mutants that made a difference since it was last called.
func Reached() []int {
	var out []int
	all := *reached.Load()
	for number := range all {
		if all[number].Swap(false) {
			out = append(out, number)
		}
	}
	return out
}

// on reports whether a mutant is in effect, and notes that it was reached.
func on(number int) bool {
	if mark := &(*reached.Load())[number]; !mark.Load() {
		mark.Store(true)
	}
	return slices.Contains(*selected.Load(), number)
}

// Always is true in place of a condition.
func Always(number int, v bool) bool { return v || on(number) }

// Never is false in place of a condition.
func Never(number int, v bool) bool { return v && !on(number) }

// Not is the other one of true and false.
func Not(number int, v bool) bool { return v != on(number) }

// And is a && b, or a || b.
func And(number int, a bool, b func() bool) bool {
	if on(number) {
		return a || b()
	}
	return a && b()
}

// Or is a || b, or a && b.
func Or(number int, a bool, b func() bool) bool {
	if on(number) {
		return a && b()
	}
	return a || b()
}

// Edge compares two values, and takes equal ones the other way.
func Edge[T cmp.Ordered](number int, a T, operator string, b T) bool {
	if a == b {
		return (operator == "<=" || operator == ">=") != on(number)
	}
	return (a < b) == (operator == "<" || operator == "<=")
}

// Plus is a number, or the sum of two.
func Plus[T cmp.Ordered](number int, v, by T) T {
	if on(number) {
		return v + by
	}
	return v
}

// Text is a text, or another one.
func Text[T ~string](number int, v, other T) T {
	if on(number) {
		return other
	}
	return v
}

// Zero is a value, or the zero value of its type.
func Zero[T any](number int, v T) T {
	if on(number) {
		var zero T
		return zero
	}
	return v
}

// Skip reports whether a statement is left out.
func Skip(number int) bool { return on(number) }

// AlwaysOf is Always for a function that is a condition; nil stays nil.
func AlwaysOf[R any](number int, c func(R) bool) func(R) bool {
	return changed(c, func(v bool) bool { return Always(number, v) })
}

// NeverOf is Never for a function that is a condition; nil stays nil.
func NeverOf[R any](number int, c func(R) bool) func(R) bool {
	return changed(c, func(v bool) bool { return Never(number, v) })
}

func changed[R any](c func(R) bool, change func(bool) bool) func(R) bool {
	if c == nil {
		return nil
	}
	return func(r R) bool { return change(c(r)) }
}
