package suite

import (
	"fmt"

	messages "github.com/cucumber/messages/go/v34"
)

// emptyScenarios finds scenarios that would run nothing: those without steps, and
// outlines without examples. They would pass and check nothing.
func emptyScenarios(file string, feature *messages.Feature, pickles []*messages.Pickle) []error {
	seen := map[string]bool{}
	for _, p := range pickles {
		seen[p.AstNodeIds[0]] = len(p.Steps) > 0
	}
	var problems []error
	for _, sc := range scenarios(feature) {
		if !seen[sc.Id] {
			problems = append(problems, fmt.Errorf("%s:%d: %q has no steps or no examples, so it would check nothing", file, sc.Location.Line, sc.Name))
		}
	}
	return problems
}

func scenarios(feature *messages.Feature) []*messages.Scenario {
	var out []*messages.Scenario
	for _, child := range feature.Children {
		if child.Scenario != nil {
			out = append(out, child.Scenario)
		}
		if child.Rule == nil {
			continue
		}
		for _, inner := range child.Rule.Children {
			if inner.Scenario != nil {
				out = append(out, inner.Scenario)
			}
		}
	}
	return out
}

// ruleNames maps the scenarios of a feature to the name of the rule that contains them.
func ruleNames(feature *messages.Feature) map[string]string {
	names := map[string]string{}
	for _, child := range feature.Children {
		if child.Rule == nil {
			continue
		}
		for _, inner := range child.Rule.Children {
			if inner.Scenario != nil {
				names[inner.Scenario.Id] = child.Rule.Name
			}
		}
	}
	return names
}
