package reports_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestAScopeIsMetOrTheRunIsIncomplete(t *testing.T) {
	passed := sample.Scenario(reports.Passed, "features/a.feature:1", "")
	left := sample.Scenario(reports.OutOfScope, "features/a.feature:2", "no app fits")
	missed := sample.Scenario(reports.NotRun, "features/a.feature:3", "the user is gone")
	undecided := sample.Scenario(reports.Inconclusive, "features/a.feature:4", "its control was refused")
	for i, s := range []*reports.Scenario{&passed, &left, &missed, &undecided} {
		s.Level, s.Requirements = reports.Must, []string{[]string{"CC-A-01", "CC-A-02", "CC-A-01", "CC-A-01"}[i]}
	}
	for name, row := range map[string]struct {
		scenarios []reports.Scenario
		pinned    map[string]int
		shard     *reports.Shard
		want      reports.RunVerdict
		says      string
	}{
		"no scope":                 {[]reports.Scenario{passed}, nil, nil, reports.Conformant, "conformant: 1 scenario, 1 MUST requirement met (exit 0)"},
		"within scope":             {[]reports.Scenario{passed, left}, map[string]int{"CC-A-01": 1}, nil, reports.WithinScope, "conformant within scope: 1 of 2 scenarios, 1 of 2 MUST requirements met (exit 0)"},
		"less than pinned":         {[]reports.Scenario{passed, left}, map[string]int{"CC-A-01": 2, "CC-A-02": 1}, nil, reports.Incomplete, "CC-A-01 1 of 2, CC-A-02 0 of 1; if that is meant, run codecred check --pinincomplete: of 2 scenarios, fewer were decided than the target file pins (exit 4)"},
		"a part of a run":          {[]reports.Scenario{passed, left}, map[string]int{"CC-A-01": 2}, &reports.Shard{Index: 1, Count: 2}, reports.WithinScope, "conformant within scope"},
		"nothing within scope":     {[]reports.Scenario{left}, nil, nil, reports.Incomplete, "nothing was decided"},
		"not run, within scope":    {[]reports.Scenario{passed, left, missed}, nil, nil, reports.Incomplete, "1 MUST scenarios were not decided"},
		"inconclusive is not much": {[]reports.Scenario{passed, undecided}, map[string]int{"CC-A-01": 2}, nil, reports.Incomplete, "1 MUST scenarios were not decided"},
	} {
		t.Run(name, func(t *testing.T) {
			r := sample.Results()
			r.Scenarios, r.Run.Pinned, r.Run.Shard, r.Run.KnownFailures, r.Run.Error = row.scenarios, row.pinned, row.shard, nil, ""
			r.Judge(func(id string) reports.Requirement {
				return reports.Requirement{ID: id, Level: reports.Must, Statement: "It is so.", Source: "RFC 6749"}
			})
			assert.Equal(t, row.want, r.Verdict, r.Reason)
			assert.Contains(t, r.Reason+r.VerdictLine(), row.says)
			if row.want != reports.WithinScope {
				return
			}
			r.Verdict, r.ExitCode = reports.Conformant, 0
			require.ErrorContains(t, r.Check(), "conformant without a scope")
		})
	}
	counted := reports.DecidedOf([]reports.Scenario{passed, left, missed, undecided})
	assert.Equal(t, map[string]int{"CC-A-01": 1}, counted)

	found := passed
	found.Verdict, found.Requests = reports.NotApplicable, 2
	declared := found
	declared.Requests = 0
	assert.Equal(t, map[string]int{"CC-A-01": 1}, reports.DecidedOf([]reports.Scenario{found, declared}), "what was played is decided")
}
