package runner_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// TestFiveDefectsAreFiveCauses: a server with a defect in each of five areas gets five causes, each
// named by a requirement of its area, and nothing else is reported as broken.
func TestFiveDefectsAreFiveCauses(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite")
	}
	rules := []string{
		"authorize.flow-enabled-for-app", "authorize.post-body-not-basic", "token.verifier-matches", "token.secret-matches", "refresh.token-of-this-client",
	}
	results, err := runner.Run(t.Context(), runner.Options{
		Selection: suite.Selection{Profile: features.Salesforce},
		Target:    connect.Options{Reference: refserver.Options{Alterations: faults.Without(rules...)}},
	})
	require.NoError(t, err)
	var areas []string
	named := map[string]bool{}
	for _, c := range results.Causes {
		areas = append(areas, reports.Area(c.Requirement))
		for _, id := range append(append(c.Same, c.Waiting...), c.Scenario) {
			named[id] = true
		}
	}
	assert.ElementsMatch(t, []string{"FLOW", "POST", "PKCE", "SEC", "REFRESH"}, areas)
	for _, s := range results.Scenarios {
		switch s.Verdict {
		case reports.Failed:
			assert.True(t, named[s.ID], "%s fails, and no cause names it", s.ID)
		case reports.Inconclusive:
			assert.True(t, named[s.ID], "%s waits for no cause: %s", s.ID, s.Reason)
		default:
			assert.False(t, named[s.ID], "%s is %s, and a cause names it", s.ID, s.Verdict)
		}
	}
}
