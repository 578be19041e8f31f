package runner

import (
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/combination"
)

// tried counts the combinations of the decision table that the selected scenarios tried; nil if no
// selected scenario is about combinations.
func tried(table *combination.Table, selected []*suite.Scenario, results []reports.Scenario) *reports.Combinations {
	out := &reports.Combinations{Table: table.Cases()}
	trials := map[string]int{}
	for _, sc := range selected {
		trials[sc.ID] = len(sc.Need.Trials)
		out.Selected += len(sc.Need.Trials)
	}
	if out.Selected == 0 {
		return nil
	}
	for _, s := range results {
		if s.Verdict.Decides() && s.Verdict != reports.Inconclusive && s.Verdict != reports.NotApplicable {
			out.Tried += trials[s.ID]
		}
	}
	return out
}
