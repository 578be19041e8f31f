package reports

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

// countMust counts the scenarios of level MUST by verdict.
func countMust(scenarios []Scenario) map[Verdict]int {
	counts := map[Verdict]int{}
	for _, s := range scenarios {
		if s.Level == Must {
			counts[s.Verdict]++
		}
	}
	return counts
}

// GroupByFile returns the scenarios of each feature file, by the file's name.
func GroupByFile(scenarios []Scenario) map[string][]Scenario {
	groups := map[string][]Scenario{}
	for _, s := range scenarios {
		groups[s.File()] = append(groups[s.File()], s)
	}
	return groups
}
