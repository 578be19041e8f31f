package reports

import "fmt"

// The types below are what the command list shows, in the shape of its JSON.

// ListedScenario is a scenario of the suite with the requests, failed logins and side effects that
// it costs a target.
type ListedScenario struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	Feature      string   `json:"feature"`
	Requirements []string `json:"requirements"`  // ids
	Requests     int      `json:"requests"`      // that it sends, at most
	FailedLogins int      `json:"failed_logins"` // of one user, at most
	SideEffects  []string `json:"side_effects"`  // what it does to a target besides logging in
}

// ListedRequirement is a requirement of the catalogue and the scenarios that check it.
type ListedRequirement struct {
	ID        string
	Level     Level
	Profiles  []string
	Text      string   // the sentence
	Source    string   // document and section
	Trust     string   // how reliable the source is for it
	Settings  []string // keys of the settings concerned
	Excluded  string   // why no scenario checks it; empty if one does
	Note      string
	Scenarios []string `json:"scenarios"` // ids
}

// ListedSetting is a setting of the vocabulary and the scenarios that name it.
type ListedSetting struct {
	Key       string   `json:"key"`
	Label     string   `json:"label"`   // in the user interface
	Allowed   string   `json:"allowed"` // its values, in words
	Default   string   `json:"default"`
	Effect    string   `json:"effect"`
	Source    string   `json:"source"`
	Scenarios []string `json:"scenarios"` // ids
}

// ListedStep is a line that a feature may use, or a variation of one.
type ListedStep struct {
	Line string `json:"line"`
	For  string `json:"for,omitempty"` // the requests that a variation applies to; empty for a whole line
}

// ListedFault is a deliberate defect of the reference server.
type ListedFault struct {
	Name         string   `json:"name"`
	Sentence     string   `json:"sentence"`
	Requirements []string `json:"requirements"` // ids of the requirements that it breaks
	Reason       string   `json:"reason"`       // what is expected to show the fault
}

// ListedVariant is a harmless difference of the reference server.
type ListedVariant struct {
	Name     string   `json:"name"`
	Sentence string   `json:"sentence"`
	Profiles []string `json:"profiles"`
}

// ListedGrid is a table of what the scenarios try.
type ListedGrid struct {
	Title   string          `json:"title"`
	File    string          `json:"file"`
	Columns []string        `json:"columns"`
	Rows    []ListedGridRow `json:"rows"`
}

// ListedGridRow is a row of a grid, with a cell for each column.
type ListedGridRow struct {
	Name  string           `json:"name"`
	Cells []ListedGridCell `json:"cells"`
}

// ListedGridCell is a cell of a grid: the scenario that tries it, or why none does.
type ListedGridCell struct {
	Scenario string `json:"scenario,omitempty"` // its name
	Level    Level  `json:"level,omitempty"`    // the strongest of the requirements that it checks
	LeftOut  string `json:"left_out,omitempty"` // why nothing tries it
}

// GridCounts is how many cells of a grid are tried, and how many are left out with a reason.
type GridCounts struct{ Must, Other, LeftOut int }

// Counts counts the cells of the grid.
func (g ListedGrid) Counts() GridCounts {
	var out GridCounts
	for _, r := range g.Rows {
		for _, c := range r.Cells {
			switch {
			case c.LeftOut != "":
				out.LeftOut++
			case c.Level == Must:
				out.Must++
			default:
				out.Other++
			}
		}
	}
	return out
}

// String says the counts in words.
func (c GridCounts) String() string {
	return fmt.Sprintf("%d cells: %d tried as MUST, %d as SHOULD or INFO, %d left out for a reason", c.Must+c.Other+c.LeftOut, c.Must, c.Other, c.LeftOut)
}
