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

// words is a verdict as people read it: not_run is "not run".
func words(v Verdict) string {
	return strings.ReplaceAll(string(v), "_", " ")
}
