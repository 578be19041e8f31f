package runner

import (
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/reports"
)

// combineRounds combines the results that a scenario had in each round into one. Rounds have the
// same scenarios, in any order.
func combineRounds(rounds [][]reports.Scenario) []reports.Scenario {
	if len(rounds) == 1 {
		return rounds[0]
	}
	byID := map[string][]reports.Scenario{}
	for _, round := range rounds {
		for _, s := range round {
			byID[s.ID] = append(byID[s.ID], s)
		}
	}
	out := make([]reports.Scenario, 0, len(byID))
	for _, s := range rounds[0] {
		out = append(out, settle(byID[s.ID]))
	}
	return out
}

// settle returns the most serious of a scenario's results, or unstable if the results that decided
// something differ.
func settle(results []reports.Scenario) reports.Scenario {
	gravest := results[0]
	verdicts := make([]string, len(results))
	var decided []reports.Verdict
	for i, s := range results {
		verdicts[i] = string(s.Verdict)
		if s.Verdict.Decides() && !slices.Contains(decided, s.Verdict) {
			decided = append(decided, s.Verdict)
		}
		if s.Verdict.GraverThan(gravest.Verdict) {
			gravest = s
		}
	}
	if len(decided) > 1 {
		gravest.Reason = fmt.Sprintf("its verdicts differ: %s; %s", strings.Join(verdicts, ", "), gravest.Reason)
		gravest.Verdict = reports.Unstable
	}
	return gravest
}
