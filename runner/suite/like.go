package suite

import (
	"fmt"

	"github.com/agnivade/levenshtein"

	"github.com/codecred/codecred/features"
)

// likeLine returns a question that names the line of our own features that is most like a text, such as
// "; did you mean ...?", or "" if none is like it.
func likeLine(text string) string {
	own, err := ofProgram(Selection{Profile: features.Salesforce})
	if err != nil || text == "" {
		return ""
	}
	var nearest string
	// A fifth of the letters may differ: lines that mean something else differ by a word or more.
	least := len([]rune(text))/5 + 1
	own.found.Range(func(known, _ any) bool {
		if d := levenshtein.ComputeDistance(text, known.(string)); d < least || d == least && nearest != "" && known.(string) < nearest {
			nearest, least = known.(string), d
		}
		return true
	})
	if nearest == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", nearest)
}
