package combination

import (
	"fmt"
	"slices"
	"strconv"
)

// Strength says how much of the table is tried: all of it, or so much that in
// each row every t values of different dimensions meet.
type Strength int

// The strengths.
const (
	Full   Strength = 0
	Pairs  Strength = 2
	Threes Strength = 3
)

// ParseStrength reads "2", "3" or "full".
func ParseStrength(text string) (Strength, error) {
	for _, s := range []Strength{Full, Pairs, Threes} {
		if s.String() == text {
			return s, nil
		}
	}
	return Full, fmt.Errorf("%q is no strength: it is 2, 3 or full", text)
}

func (s Strength) String() string {
	if s == Full {
		return "full"
	}
	return strconv.Itoa(int(s))
}

// Trial is a case to be tried, with the control of its refusal.
type Trial struct {
	Case

	Control *Path // of a refused case, where it has one
}

// Trials returns what a strength asks for of a row's cases. Of the refused
// cases, those that have a control are covered also by themselves: one that
// breaks two rules at once would not show which of them a server forgot.
func (t *Table) Trials(row *Row, s Strength) []Trial {
	var all, alone []Trial
	for _, c := range t.Cases() {
		if c.Row != row {
			continue
		}
		trial := Trial{Case: c, Control: t.control(c)}
		all = append(all, trial)
		if trial.Control != nil {
			alone = append(alone, trial)
		}
	}
	if s == Full {
		return all
	}
	picks := cover(alone, int(s))
	for _, trial := range cover(all, int(s)) {
		if !slices.ContainsFunc(picks, func(p Trial) bool { return p.Case == trial.Case }) {
			picks = append(picks, trial)
		}
	}
	return picks
}
