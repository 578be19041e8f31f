package reports

import "strings"

// Count says how many scenarios have each verdict; every verdict is there, also with 0.
func Count(scenarios []Scenario) map[Verdict]int {
	counts := make(map[Verdict]int, len(Verdicts))
	for _, verdict := range Verdicts {
		counts[verdict] = 0
	}
	for _, s := range scenarios {
		counts[s.Verdict]++
	}
	return counts
}

// File is the feature file of a scenario, as in its ID without the line.
func (s Scenario) File() string {
	if i := strings.LastIndexByte(s.ID, ':'); i >= 0 {
		return s.ID[:i]
	}
	return s.ID
}

// words is a verdict as people read it: not_run is "not run".
func words(v Verdict) string {
	return strings.ReplaceAll(string(v), "_", " ")
}
