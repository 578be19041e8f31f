package reports

import "strings"

// File is the feature file of a scenario: its ID without the line number.
func (s Scenario) File() string {
	if i := strings.LastIndexByte(s.ID, ':'); i >= 0 {
		return s.ID[:i]
	}
	return s.ID
}

// FullName is the scenario's name below that of its rule: "rule › name".
func (s Scenario) FullName() string { return joinNames(s.Rule, s.Name) }

// Path is the scenario's name below those of its feature and rule: "feature › rule › name".
func (s Scenario) Path() string { return joinNames(s.Feature, s.FullName()) }

// joinNames writes a path of names; either may be empty.
func joinNames(outer, inner string) string {
	if outer == "" || inner == "" {
		return outer + inner
	}
	return outer + " › " + inner
}
