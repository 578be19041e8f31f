package terminal

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

// A strength that was asked for and not reached is never called reached.
func TestTerminalSaysWhichStrengthWasReached(t *testing.T) {
	for name, tt := range map[string]struct {
		tried    *reports.Combinations
		strength string
		says     string
	}{
		"pairs":       {&reports.Combinations{Table: 2872, Selected: 264, Tried: 264}, "2", "264 of the decision table's 2872, strength 2: every possible pair of values was tried in one row"},
		"threes":      {&reports.Combinations{Table: 2872, Selected: 600, Tried: 600}, "3", "600 of the decision table's 2872, strength 3: every possible set of three values"},
		"all":         {&reports.Combinations{Table: 2872, Selected: 2872, Tried: 2872}, "full", "2872 of the decision table's 2872, strength full: every combination"},
		"not reached": {&reports.Combinations{Table: 2872, Selected: 264, Tried: 200}, "2", "200 of the decision table's 2872; strength 2 was not reached, it asks for 264"},
		"none":        {nil, "2", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := sample.Run(reports.Conformant, sample.Passed("features/a.feature:3"))
			r.Run.Combinations, r.Run.Selection.Strength = tt.tried, tt.strength
			var out bytes.Buffer
			require.NoError(t, Write(&out, r, Options{}))
			if tt.says == "" {
				assert.NotContains(t, out.String(), "COMBINATIONS")
				return
			}
			assert.Contains(t, out.String(), tt.says)
		})
	}
}
