package reports

import "strings"

// File is the feature file of a scenario: its ID without the line.
func (s Scenario) File() string {
	if i := strings.LastIndexByte(s.ID, ':'); i >= 0 {
		return s.ID[:i]
	}
	return s.ID
}

// ruleAndName is a scenario's name below its rule.
func (s Scenario) ruleAndName() string {
	return joined(s.Rule, s.Name)
}

// joined writes a path of names; either may be empty.
func joined(outer, inner string) string {
	if outer == "" || inner == "" {
		return outer + inner
	}
	return outer + " › " + inner
}
