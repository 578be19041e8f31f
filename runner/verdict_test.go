package runner

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
)

func TestJudgeRun(t *testing.T) {
	must := func(v reports.Verdict) reports.Scenario { return reports.Scenario{Level: reports.Must, Verdict: v} }
	should := func(v reports.Verdict) reports.Scenario { return reports.Scenario{Level: reports.Should, Verdict: v} }
	tests := []struct {
		name      string
		scenarios []reports.Scenario
		fault     string
		stale     int
		want      reports.RunVerdict
	}{
		{"all passed", []reports.Scenario{must(reports.Passed), should(reports.Passed)}, "", 0, reports.Conformant},
		{"a SHOULD not met", []reports.Scenario{must(reports.Passed), should(reports.Warned)}, "", 0, reports.Conformant},
		{"a known failure", []reports.Scenario{must(reports.Passed), must(reports.KnownFailure)}, "", 0, reports.Conformant},
		{"some not applicable", []reports.Scenario{must(reports.Passed), must(reports.NotApplicable)}, "", 0, reports.Conformant},
		{"nothing selected", nil, "", 0, reports.Incomplete},
		{"all not applicable", []reports.Scenario{must(reports.NotApplicable)}, "", 0, reports.Incomplete},
		{"all that is a MUST not applicable", []reports.Scenario{must(reports.NotApplicable), should(reports.Passed)}, "", 0, reports.Incomplete},
		{"no MUST selected", []reports.Scenario{should(reports.Passed)}, "", 0, reports.Conformant},
		{"a MUST failed", []reports.Scenario{must(reports.Passed), must(reports.Failed)}, "", 0, reports.NonConformant},
		{"failed weighs more than an error", []reports.Scenario{must(reports.Failed), must(reports.Errored)}, "", 0, reports.NonConformant},
		{"failed weighs more than a target half prepared", []reports.Scenario{must(reports.Failed)}, "gone", 0, reports.NonConformant},
		{"an error", []reports.Scenario{must(reports.Passed), must(reports.Errored)}, "", 0, reports.ErrorRun},
		{"an error of a SHOULD", []reports.Scenario{must(reports.Passed), should(reports.Errored)}, "", 0, reports.ErrorRun},
		{"a target that was not prepared", []reports.Scenario{must(reports.NotRun)}, "gone", 0, reports.ErrorRun},
		{"not run", []reports.Scenario{must(reports.Passed), must(reports.NotRun)}, "", 0, reports.Incomplete},
		{"inconclusive", []reports.Scenario{must(reports.Passed), must(reports.Inconclusive)}, "", 0, reports.Incomplete},
		{"unstable", []reports.Scenario{must(reports.Passed), must(reports.Unstable)}, "", 0, reports.Incomplete},
		{"a SHOULD that was not decided", []reports.Scenario{must(reports.Passed), should(reports.Inconclusive)}, "", 0, reports.Conformant},
		{"stale", []reports.Scenario{must(reports.Passed), must(reports.Stale)}, "", 0, reports.StaleRun},
		{"an entry of the ledger that matches nothing", []reports.Scenario{must(reports.Passed)}, "", 1, reports.StaleRun},
		{"a new failure weighs more than a stale one", []reports.Scenario{must(reports.Failed), must(reports.Stale)}, "", 1, reports.NonConformant},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, reason := judgeRun(tt.scenarios, tt.fault, tt.stale)
			assert.Equal(t, tt.want, got)
			assert.NotEmpty(t, reason)
		})
	}
}

func TestGravityKnowsEveryVerdict(t *testing.T) {
	assert.ElementsMatch(t, reports.Verdicts, gravity)
}
