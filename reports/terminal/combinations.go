package terminal

import "fmt"

// strengths maps the strength of a run to a sentence that says what it asks for.
var strengths = map[string]string{
	"2": "every possible pair of values was tried in one row", "3": "every possible set of three values was tried in one row", "full": "every combination of the selected rows was tried",
}

// combinations says how much of the decision table was tried.
func (v *view) combinations() {
	c := v.Run.Combinations
	if c == nil {
		return
	}
	text := fmt.Sprintf("%d of the decision table's %d, strength %s: %s",
		c.Tried, c.Table, v.Run.Selection.Strength, strengths[v.Run.Selection.Strength])
	if c.Tried < c.Selected {
		text = fmt.Sprintf("%d of the decision table's %d; strength %s was not reached, it asks for %d",
			c.Tried, c.Table, v.Run.Selection.Strength, c.Selected)
	}
	v.title(dim, "COMBINATIONS (of settings and ways to ask)")
	v.labelled(2, "tried", text)
}
