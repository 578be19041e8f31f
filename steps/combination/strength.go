package combination

import (
	"fmt"
	"slices"
	"strings"
)

// Strength says how much of the table is tried: all of it, or so many cases that in each row every
// two or three values of different dimensions that can occur together do occur together.
type Strength uint8

// The strengths, weakest first.
const (
	Pairs Strength = iota
	Threes
	Full
)

var strengthNames = []string{"2", "3", "full"}

// ParseStrength reads "2", "3" or "full".
func ParseStrength(text string) (Strength, error) {
	i := slices.Index(strengthNames, text)
	if i < 0 {
		return Pairs, fmt.Errorf("%q is no strength: it is one of %s", text, strings.Join(strengthNames, ", "))
	}
	return Strength(i), nil //#nosec G115 -- there are three
}

// String returns the name of the strength, as --strength takes it.
func (s Strength) String() string { return strengthNames[s] }

// values is how many values of different dimensions occur together, for a strength below full.
func (s Strength) values() int { return int(s) + 2 }

// Trial is a case to be tried, with the control of its refusal.
type Trial struct {
	Case

	Control *Path // of a refused case; nil if it has none
}

// Trials returns the cases of a row that a strength asks for; none if the table's profile does not
// have the row. The refused cases that have a control are covered once more on their own: a case
// that breaks two rules at once would not show which of them a server has forgotten.
func (t *Table) Trials(row *Row, s Strength) []Trial {
	var all, alone []Trial
	for _, c := range t.cases()[row] {
		trial := Trial{Case: c, Control: t.control(c)}
		all = append(all, trial)
		if trial.Control != nil {
			alone = append(alone, trial)
		}
	}
	if s == Full {
		return all
	}
	picks := cover(alone, s.values())
	for _, trial := range cover(all, s.values()) {
		if !slices.ContainsFunc(picks, func(p Trial) bool { return p.Case == trial.Case }) {
			picks = append(picks, trial)
		}
	}
	return picks
}
