package runner

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

// TestABrokenLineIsNotTheTargetsFault: neither engine may end, or blame the
// target, when a line of our own panics.
func TestABrokenLineIsNotTheTargetsFault(t *testing.T) {
	for name, play := range map[string]engine{"directly": playDirectly, "through godog": playThroughGodog} {
		t.Run(name, func(t *testing.T) {
			suite, err := LoadSuite("", selection(""))
			require.NoError(t, err)
			broken, fine := &performance{scenario: suite.Scenarios[0]}, &performance{scenario: suite.Scenarios[1]}
			ended := make(chan *performance, 2)
			e := &execution{
				list: []*performance{broken, fine},
				ready: func(p *performance) error {
					if p == fine {
						return assert.AnError
					}
					return nil // without a world, so that the first line that sends something panics
				},
				done: func(p *performance) { ended <- p },
			}
			play(t.Context(), e, 2)
			require.Len(t, ended, 2)
			verdict, reason := broken.verdict(reports.Must)
			assert.Equal(t, reports.Errored, verdict)
			assert.Contains(t, reason, "the harness failed")
			verdict, reason = fine.verdict(reports.Must)
			assert.Equal(t, reports.NotRun, verdict)
			assert.Equal(t, assert.AnError.Error(), reason)
			assert.Len(t, broken.steps, len(broken.scenario.Steps), "every line is accounted for")
			assert.Len(t, fine.steps, len(fine.scenario.Steps))
		})
	}
}
