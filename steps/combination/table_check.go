package combination

import "fmt"

// check checks the rows together. Its errors begin with a line.
func (t *Table) check() error {
	if len(t.rows) == 0 {
		return fmt.Errorf(" it has no rows")
	}
	seen := map[string]bool{}
	for i, row := range t.rows {
		switch {
		case seen[row.Name]:
			return fmt.Errorf("%d: the row %q stands twice", row.Line, row.Name)
		case i > 0 && row.Then.At < t.rows[i-1].Then.At:
			return fmt.Errorf("%d: the row %q is about the %s and stands after one about the %s: the flow never gets there",
				row.Line, row.Name, row.Then.At, t.rows[i-1].Then.At)
		}
		seen[row.Name] = true
	}
	last := t.rows[len(t.rows)-1]
	if len(last.When) > 0 || last.Profile != "" || last.Then.Outcome != Accepted {
		return fmt.Errorf("%d: the last row must accept what no other row decides, in every profile", last.Line)
	}
	return t.checkProfiles()
}

// checkProfiles looks for rows that decide nothing in their profile.
func (t *Table) checkProfiles() error {
	profiles := map[string]bool{"": true}
	for _, row := range t.rows {
		profiles[row.Profile] = true
	}
	for profile := range profiles {
		in := t.For(profile)
		for _, row := range in.rows {
			if len(in.cases()[row]) == 0 {
				return fmt.Errorf("%d: the row %q decides nothing: others before it decide all that it fits", row.Line, row.Name)
			}
		}
	}
	return nil
}
