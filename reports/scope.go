package reports

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// DecidedOf counts the scenarios of each requirement that were decided, whatever their verdict. One that was
// played, and found that the server does without what it is about, is decided; one that a target file leaves out is not.
func DecidedOf(scenarios []Scenario) map[string]int {
	out := map[string]int{}
	for _, s := range scenarios {
		found := s.Verdict != NotApplicable || s.Requests > 0
		if !found || !s.Verdict.Decides() || slices.Contains([]Verdict{Inconclusive, Unstable}, s.Verdict) {
			continue
		}
		for _, id := range s.Requirements {
			out[id]++
		}
	}
	return out
}

// lessThanPinned says of which requirements fewer scenarios were decided than the target file pins. It
// is empty if there are none, and for a part of a run.
func (r *Results) lessThanPinned() string {
	if r.Run.Shard != nil {
		return ""
	}
	decided := DecidedOf(r.Scenarios)
	var less []string
	for _, id := range slices.Sorted(maps.Keys(r.Run.Pinned)) {
		if pinned := r.Run.Pinned[id]; decided[id] < pinned {
			less = append(less, fmt.Sprintf("%s %d of %d", id, decided[id], pinned))
		}
	}
	if len(less) == 0 {
		return ""
	}
	const named = 10
	text := strings.Join(less[:min(named, len(less))], ", ")
	if more := len(less) - named; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("fewer scenarios were decided than the target file pins: %s; if that is meant, run codecred check --pin", text)
}
