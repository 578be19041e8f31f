package reports_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestVerdictLine(t *testing.T) {
	for name, test := range map[string]struct {
		results *reports.Results
		want    string
	}{
		"conformant": {
			sample.Run(reports.Conformant, sample.Passed("a.feature:1"), sample.Passed("a.feature:2")),
			"conformant: 2 scenarios, 1 MUST requirement met (exit 0)",
		},
		"not conformant": {
			sample.Run(reports.NonConformant, sample.Passed("a.feature:1"), sample.Scenario(reports.Failed, "a.feature:2", "leaked")),
			"not conformant: 1 of 2 scenarios failed, 1 MUST requirement broken (exit 1)",
		},
		"error": {sample.Run(reports.ErrorRun), "error: the run itself failed (exit 3)"},
		"errors": {
			sample.Run(reports.ErrorRun, sample.Passed("a.feature:1"), sample.Scenario(reports.Errored, "a.feature:2", "reset")),
			"error: 1 of 2 scenarios ended in an error (exit 3)",
		},
		"incomplete": {
			sample.Run(reports.Incomplete, sample.Passed("a.feature:1"), sample.Scenario(reports.NotRun, "a.feature:2", "interrupted")),
			"incomplete: nothing failed, but 1 of 2 scenarios not decided (exit 4)",
		},
		"incomplete in many ways": {
			sample.Run(reports.Incomplete, sample.Scenario(reports.NotRun, "a.feature:1", "x"), sample.Scenario(reports.Inconclusive, "a.feature:2", "x"),
				sample.Scenario(reports.Unstable, "a.feature:3", "x"), sample.Scenario(reports.Errored, "a.feature:4", "x"), sample.Passed("a.feature:5")),
			"incomplete: nothing failed, but 4 of 5 scenarios not decided (exit 4)",
		},
		"incomplete for want of anything": {
			sample.Run(reports.Incomplete, sample.Scenario(reports.NotApplicable, "a.feature:1", "no guests")),
			"incomplete: of 1 scenario, none that a target must pass was decided (exit 4)",
		},
		"stale": {
			sample.Run(reports.StaleRun, sample.Scenario(reports.Stale, "a.feature:2", "it passed")),
			"stale: 1 known failure no longer true (exit 5)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, test.results.VerdictLine())
		})
	}
}

func TestRequirementsLine(t *testing.T) {
	r := &reports.Results{Requirements: []reports.Requirement{
		{ID: "CC-A-01", Level: reports.Must, Verdict: reports.Passed}, {ID: "CC-A-02", Level: reports.Must, Verdict: reports.NotRun},
		{ID: "CC-A-03", Level: reports.Must, Verdict: reports.Passed}, {ID: "CC-A-04", Level: reports.Should, Verdict: reports.Warned},
	}}
	assert.Equal(t, "3 requirements: 2 passed, 1 not run", r.RequirementsLine(reports.Must))
	assert.Equal(t, "1 requirement: 1 warned", r.RequirementsLine(reports.Should))
	assert.Empty(t, r.RequirementsLine(reports.Info))
}
