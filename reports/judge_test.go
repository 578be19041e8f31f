package reports_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestJudgeGivesARunItsVerdict(t *testing.T) {
	must := func(v reports.Verdict) reports.Scenario { return reports.Scenario{Level: reports.Must, Verdict: v} }
	should := func(v reports.Verdict) reports.Scenario { return reports.Scenario{Level: reports.Should, Verdict: v} }
	tests := []struct {
		name      string
		scenarios []reports.Scenario
		err       string
		stale     int
		want      reports.RunVerdict
	}{
		{"all passed", []reports.Scenario{must(reports.Passed), should(reports.Passed)}, "", 0, reports.Conformant},
		{"a SHOULD not met", []reports.Scenario{must(reports.Passed), should(reports.Warned)}, "", 0, reports.Conformant},
		{"a known failure", []reports.Scenario{must(reports.Passed), must(reports.KnownFailure)}, "", 0, reports.Conformant},
		{"some not applicable", []reports.Scenario{must(reports.Passed), must(reports.NotApplicable)}, "", 0, reports.Conformant},
		{"as many known failures as passed, some not applicable", []reports.Scenario{must(reports.Passed), must(reports.KnownFailure), must(reports.NotApplicable)}, "", 0, reports.Conformant},
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
		{"an entry that matches nothing", []reports.Scenario{must(reports.Passed)}, "", 1, reports.StaleRun},
		{"a new failure weighs more than a stale one", []reports.Scenario{must(reports.Failed), must(reports.Stale)}, "", 1, reports.NonConformant},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := reports.Results{Scenarios: tt.scenarios, Run: reports.Run{Error: tt.err, KnownFailures: stale(tt.stale)}}
			r.Judge(describe)
			assert.Equal(t, tt.want, r.Verdict)
			assert.Equal(t, tt.want.ExitCode(), r.ExitCode)
			assert.NotEmpty(t, r.Reason)
		})
	}
}

// stale returns n known failures that are no longer true.
func stale(n int) []reports.KnownFailureEntry {
	list := make([]reports.KnownFailureEntry, n)
	for i := range list {
		list[i].State = reports.EntryStale
	}
	return list
}

// describe is a catalogue in which every requirement is a MUST.
func describe(id string) reports.Requirement {
	return reports.Requirement{ID: id, Level: reports.Must, Statement: "The server does " + id + ".", Source: "RFC 6749"}
}

// Results completed by Judge never contradict themselves.
func TestJudgeAgreesWithCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var scenarios []reports.Scenario
		for i := range rapid.IntRange(0, 6).Draw(t, "scenarios") {
			s := sample.Scenario(rapid.SampledFrom(reports.Verdicts).Draw(t, "verdict"), fmt.Sprintf("a.feature:%d", 9-i), "because")
			s.Level = rapid.SampledFrom(reports.Levels).Draw(t, "level")
			s.Requirements = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"CC-A-01", "CC-A-02", "CC-B-01"}), 1, 3, rapid.ID).Draw(t, "requirements")
			if s.Verdict == reports.Passed {
				s.Reason = ""
			}
			scenarios = append(scenarios, s)
		}
		r := reports.Results{Scenarios: scenarios}
		r.Run.Error = rapid.SampledFrom([]string{"", "the target went away"}).Draw(t, "error")
		r.Run.KnownFailures = stale(rapid.IntRange(0, 1).Draw(t, "stale"))
		r.Judge(describe)
		require.NoError(t, r.Check())
		assert.True(t, slices.IsSortedFunc(r.Scenarios, func(a, b reports.Scenario) int { return strings.Compare(a.ID, b.ID) }))
	})
}

func TestARequirementTakesTheGravestOfItsVerdicts(t *testing.T) {
	gravest := []reports.Verdict{
		reports.Failed, reports.Errored, reports.Stale, reports.Unstable, reports.Inconclusive, reports.NotRun,
		reports.KnownFailure, reports.Warned, reports.Passed, reports.OutOfScope, reports.NotApplicable,
	}
	require.ElementsMatch(t, reports.Verdicts, gravest)
	for i, verdict := range gravest {
		for j, other := range gravest {
			assert.Equal(t, i < j, verdict.GraverThan(other), "%s and %s", verdict, other)
			r := reports.Results{Scenarios: []reports.Scenario{sample.Scenario(other, "a.feature:1", "x"), sample.Scenario(verdict, "a.feature:2", "x")}}
			r.Judge(describe)
			require.Len(t, r.Requirements, 1)
			assert.Equal(t, gravest[min(i, j)], r.Requirements[0].Verdict)
			assert.Equal(t, []string{"a.feature:1", "a.feature:2"}, r.Requirements[0].Scenarios)
			assert.Equal(t, "The server does CC-PKCE-01.", r.Requirements[0].Statement)
		}
	}
}
