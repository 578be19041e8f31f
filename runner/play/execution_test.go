package play

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
)

// TestABrokenLineIsNotTheTargetsFault holds that no engine ends, or blames the target, when a line
// of ours panics.
func TestABrokenLineIsNotTheTargetsFault(t *testing.T) {
	for name, play := range map[string]Engine{"directly": Directly, "through godog": ThroughGodog} {
		t.Run(name, func(t *testing.T) {
			loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
			require.NoError(t, err)
			broken, fine := &Performance{Scenario: loaded.Scenarios[0]}, &Performance{Scenario: loaded.Scenarios[1]}
			ended := make(chan *Performance, 2)
			e := &Execution{
				List: []*Performance{broken, fine},
				Ready: func(p *Performance) error {
					if p == fine {
						return assert.AnError
					}
					return nil // without a world, so that the first line that sends something panics
				},
				Done: func(p *Performance) { ended <- p },
			}
			play(t.Context(), e, 2)
			require.Len(t, ended, 2)
			verdict, reason := broken.verdict(reports.Must)
			assert.Equal(t, reports.Errored, verdict)
			assert.Contains(t, reason, "the harness failed")
			verdict, reason = fine.verdict(reports.Must)
			assert.Equal(t, reports.NotRun, verdict)
			assert.Equal(t, assert.AnError.Error(), reason)
			assert.Len(t, broken.steps, len(broken.Scenario.Steps), "every line is accounted for")
			assert.Len(t, fine.steps, len(fine.Scenario.Steps))
		})
	}
}
