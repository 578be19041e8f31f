package reports

import (
	"cmp"
	"slices"
)

// tidied is a copy of results in the one form that reports show: scenarios and
// requirements sorted by ID, their lists sorted, empty lists and maps instead
// of nil, every verdict counted. The original stays as it is.
func (r *Results) tidied() *Results {
	t := *r
	t.Run.Selection.Requirements = sorted(t.Run.Selection.Requirements)
	t.Run.Target.NotSupported = sorted(t.Run.Target.NotSupported)
	t.Scenarios = filled(slices.Clone(t.Scenarios))
	slices.SortFunc(t.Scenarios, func(a, b Scenario) int { return cmp.Compare(a.ID, b.ID) })
	for i := range t.Scenarios {
		s := &t.Scenarios[i]
		s.Requirements = sorted(s.Requirements)
		s.Steps = filled(s.Steps)
		if s.Settings == nil {
			s.Settings = map[string]any{}
		}
	}
	t.Requirements = filled(slices.Clone(t.Requirements))
	slices.SortFunc(t.Requirements, func(a, b Requirement) int { return cmp.Compare(a.ID, b.ID) })
	for i := range t.Requirements {
		t.Requirements[i].Scenarios = sorted(t.Requirements[i].Scenarios)
	}
	t.Run.Counts = Count(t.Scenarios)
	return &t
}

func sorted(list []string) []string {
	list = filled(slices.Clone(list))
	slices.Sort(list)
	return list
}

// filled turns nil into an empty list, which JSON writes as [] and not null.
func filled[E any](list []E) []E {
	if list == nil {
		return []E{}
	}
	return list
}
