package mutant

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// Each function returns the value of the source until its mutant is selected, and notes its mutant
// only where the values differ.
func TestAMutantIsInEffectWhileItIsSelected(t *testing.T) {
	remade := 0
	Register(1, 20, func() { remade++ })
	t.Cleanup(func() { parts = nil })
	assert.True(t, IsChangedCopy())
	positive := func(n int) bool { return n > 0 }
	for _, tt := range []struct {
		call          func() any
		source, other any
	}{
		{func() any { return Always(1, false) }, false, true},
		{func() any { return Always(1, true) }, true, true},
		{func() any { return Never(1, true) }, true, false},
		{func() any { return Never(1, false) }, false, false},
		{func() any { return Not(1, true) }, true, false},
		{func() any { return Not(1, false) }, false, true},
		{func() any { return And(1, true, func() bool { return false }) }, false, true},
		{func() any { return Or(1, true, func() bool { return false }) }, true, false},
		{func() any { return Edge(1, 2, "<", 2) }, false, true},
		{func() any { return Edge(1, 2, "<=", 2) }, true, false},
		{func() any { return Edge(1, 2, ">", 2) }, false, true},
		{func() any { return Edge(1, 2, ">=", 2) }, true, false},
		{func() any { return Edge(1, 1, "<=", 2) }, true, true},
		{func() any { return Edge(1, 1, ">", 2) }, false, false},
		{func() any { return Plus(1, 40, -2) }, 40, 38},
		{func() any { return Plus(1, time.Hour, time.Hour) }, time.Hour, 2 * time.Hour},
		{func() any { return Text(1, "a", "") }, "a", ""},
		{func() any { return Zero(1, []string{"a"}) }, []string{"a"}, []string(nil)},
		{func() any { return Skip(1) }, false, true},
		{func() any { return AlwaysOf(1, positive)(0) }, false, true},
		{func() any { return NeverOf(1, positive)(1) }, true, false},
		{func() any { return AlwaysOf[int](1, nil) == nil }, true, true},
	} {
		Select()
		Reached()
		assert.Equal(t, tt.source, tt.call())
		if differs := !assert.ObjectsAreEqual(tt.source, tt.other); differs {
			assert.Equal(t, []int{1}, Reached())
		} else {
			assert.Empty(t, Reached())
		}
		Select(2)
		assert.Equal(t, tt.source, tt.call(), "another one is selected")
		Select(2, 1)
		assert.Equal(t, tt.other, tt.call())
	}
	assert.Positive(t, remade)
}

// Package variables are made again in the package of a mutant and in those after it.
func TestPackageVariablesAreMadeAgain(t *testing.T) {
	var made []string
	note := func(name string) func() { return func() { made = append(made, name) } }
	Register(1, 3, note("first"))
	Register(4, 5, note("second"), note("second again"))
	t.Cleanup(func() { parts = nil })
	Restore()
	assert.Equal(t, []string{"first", "second", "second again"}, made)
	made = nil
	Select(5)
	assert.Equal(t, []string{"second", "second again"}, made)
	made = nil
	Select(2)
	assert.Equal(t, []string{"first", "second", "second again"}, made, "of this mutant and of the one before")
	made = nil
	Select()
	assert.Len(t, made, 3)
}
