package reports

import (
	"cmp"
	"slices"
)

// Normalized returns a copy of results in the one form that reports show: scenarios and
// requirements are sorted by ID, their lists are sorted, lists and maps are empty instead of nil,
// and every verdict has a count. The original does not change.
func (r *Results) Normalized() *Results {
	t := *r
	t.Run.Selection.Requirements = sortedCopy(t.Run.Selection.Requirements)
	t.Run.Target.NotSupported = sortedCopy(t.Run.Target.NotSupported)
	t.Scenarios = emptyForNil(slices.Clone(t.Scenarios))
	SortScenarios(t.Scenarios)
	for i := range t.Scenarios {
		s := &t.Scenarios[i]
		s.Requirements = sortedCopy(s.Requirements)
		s.Touches = slices.Sorted(slices.Values(s.Touches))
		s.Steps = emptyForNil(s.Steps)
		if s.Settings == nil {
			s.Settings = map[string]any{}
		}
	}
	t.Requirements = emptyForNil(slices.Clone(t.Requirements))
	sortRequirements(t.Requirements)
	for i := range t.Requirements {
		t.Requirements[i].Scenarios = sortedCopy(t.Requirements[i].Scenarios)
	}
	if t.Causes == nil { // results of a program that did not look for causes yet
		t.findCauses()
	}
	t.Causes = emptyForNil(t.Causes)
	t.Run.Counts = Count(t.Scenarios)
	return &t
}

// SortScenarios sorts scenarios by ID, in place.
func SortScenarios(list []Scenario) {
	slices.SortFunc(list, func(a, b Scenario) int { return cmp.Compare(a.ID, b.ID) })
}

func sortRequirements(list []Requirement) {
	slices.SortFunc(list, func(a, b Requirement) int { return cmp.Compare(a.ID, b.ID) })
}

func sortedCopy(list []string) []string {
	list = emptyForNil(slices.Clone(list))
	slices.Sort(list)
	return list
}

// emptyForNil turns nil into an empty list, which JSON writes as [] and not null.
func emptyForNil[E any](list []E) []E {
	if list == nil {
		return []E{}
	}
	return list
}
