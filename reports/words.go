package reports

import (
	"fmt"
	"strings"
)

// Words returns a verdict as people read it: "not run" for not_run.
func (v Verdict) Words() string {
	return strings.ReplaceAll(string(v), "_", " ")
}

// CountsInWords lists the counts that are not 0 in the order of [Verdicts],
// such as "60 passed, 1 failed".
func CountsInWords(counts map[Verdict]int) string {
	var parts []string
	for _, verdict := range Verdicts {
		if n := counts[verdict]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, verdict.Words()))
		}
	}
	return strings.Join(parts, ", ")
}

// plural counts a noun whose plural ends in s.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
