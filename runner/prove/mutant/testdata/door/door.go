// Package door is changed by the tests of package mutant.
package door

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// rule is a value with a condition, as the rules of the reference server are.
type rule struct {
	ID    string
	Holds func(*visitor) bool
}

type visitor struct {
	name  string
	age   int
	since time.Time
}

const grown = 18

var guests = []string{"Ada", "Alan"}

var rules = []rule{
	{ID: "door.grown", Holds: isGrown},
	{ID: "door.named", Holds: func(v *visitor) bool { return v.name != "" }},
	{ID: "door.invited", Holds: both(isGrown, invited)},
}

func both(a, b func(*visitor) bool) func(*visitor) bool {
	return func(v *visitor) bool { return a(v) && b(v) }
}

func isGrown(v *visitor) bool { return v.age >= grown }

func invited(v *visitor) bool {
	return slices.Contains(guests, v.name) ||
		(strings.HasPrefix(v.name, "Dr. ") && !v.since.IsZero())
}

// Open lets somebody in.
func Open(name string, age int, until time.Time) (greeting string, err error) {
	v := &visitor{name: name, age: age}
	v.since = time.Now()
	for _, r := range rules {
		if !r.Holds(v) {
			return "", refuse("no " + r.ID)
		}
	}
	if left := time.Until(until); left < time.Hour*2 {
		greeting = "Be quick"
	}
	switch {
	case v.age <= v.since.Hour():
		greeting += "!"
	}
	return greeting, nil
}

func refuse(description string) error { return errors.New(description) }
