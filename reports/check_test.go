package reports_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestCheckAccepts(t *testing.T) {
	warned := sample.Scenario(reports.Warned, "a.feature:1", "no Cache-Control")
	warned.Level = reports.Should
	open := sample.Scenario(reports.NotRun, "a.feature:2", "interrupted")
	open.Level, open.Requirements = reports.Should, []string{"CC-SOFT-01"}
	kept := sample.Passed("a.feature:1")
	kept.Transcript = "transcripts/a.har"
	for name, r := range map[string]*reports.Results{
		"a transcript":                       sample.Run(reports.Conformant, kept),
		"as many warnings as passed":         sample.Run(reports.Conformant, sample.Passed("a.feature:2"), warned),
		"every verdict":                      sample.Results(),
		"a run that did not begin":           sample.Run(reports.ErrorRun),
		"a warning":                          sample.Run(reports.Conformant, warned),
		"a known failure":                    sample.Run(reports.Conformant, sample.Scenario(reports.KnownFailure, "a.feature:1", "ACME-17")),
		"as many known failures as passed":   sample.Run(reports.Conformant, sample.Passed("a.feature:1"), sample.Scenario(reports.KnownFailure, "a.feature:2", "ACME-17"), sample.Scenario(reports.NotApplicable, "a.feature:3", "no guests")),
		"a SHOULD that was not decided":      sample.Run(reports.Conformant, sample.Passed("a.feature:1"), open),
		"a known failure that is stale":      sample.Run(reports.StaleRun, sample.Scenario(reports.Stale, "a.feature:1", "it passed")),
		"interrupted after the first failed": sample.Run(reports.NonConformant, sample.Scenario(reports.Failed, "a.feature:1", "leaked"), open),
	} {
		t.Run(name, func(t *testing.T) { require.NoError(t, r.Check()) })
	}
}

func TestCheckRefusesContradictions(t *testing.T) {
	pass := func() *reports.Results { return sample.Run(reports.Conformant, sample.Passed("a.feature:1")) }
	first := func(change func(*reports.Scenario)) *reports.Results {
		r := pass()
		change(&r.Scenarios[0])
		return r
	}
	run := func(change func(*reports.Results)) *reports.Results {
		r := pass()
		change(r)
		return r
	}
	conformantWith := func(verdict reports.Verdict) *reports.Results {
		return sample.Run(reports.Conformant, sample.Passed("a.feature:1"), sample.Scenario(verdict, "a.feature:2", "because"))
	}
	should := sample.Passed("a.feature:2")
	should.Level, should.Requirements = reports.Should, []string{"CC-SOFT-01"}
	for name, test := range map[string]struct {
		results *reports.Results
		want    string
	}{
		"another schema":           {run(func(r *reports.Results) { r.Schema = "v0" }), `schema is "v0"`},
		"exit code":                {run(func(r *reports.Results) { r.ExitCode = 1 }), `verdict "conformant" has exit code 0, not 1`},
		"unknown run verdict":      {run(func(r *reports.Results) { r.Verdict = "fine" }), `unknown verdict "fine"`},
		"ends before it starts":    {run(func(r *reports.Results) { r.Run.Finished = sample.Noon.Add(-time.Second) }), "finished 1s before it started"},
		"a count":                  {run(func(r *reports.Results) { r.Run.Counts[reports.Passed] = 2 }), "1 scenarios are passed, 2 are counted"},
		"an unknown count":         {run(func(r *reports.Results) { r.Run.Counts["fine"] = 0 }), `unknown verdict "fine"`},
		"a count that is missing":  {run(func(r *reports.Results) { r.Run.Counts = nil }), "0 are counted"},
		"conformant, failed":       {conformantWith(reports.Failed), "1 failed"},
		"conformant, stale":        {conformantWith(reports.Stale), "1 are stale"},
		"conformant, not run":      {conformantWith(reports.NotRun), "1 are not decided"},
		"conformant, inconclusive": {conformantWith(reports.Inconclusive), "1 are not decided"},
		"conformant, unstable":     {conformantWith(reports.Unstable), "1 are not decided"},
		"conformant, error":        {conformantWith(reports.Errored), "1 are not decided"},
		"conformant on nothing":    {sample.Run(reports.Conformant), "nothing was decided"},
		"conformant on skips":      {sample.Run(reports.Conformant, sample.Scenario(reports.NotApplicable, "a.feature:1", "no guests")), "nothing was decided"},
		"conformant on a SHOULD":   {sample.Run(reports.Conformant, should, sample.Scenario(reports.NotApplicable, "a.feature:1", "no guests")), "none of the MUST scenarios was decided"},
		"failed without failure":   {sample.Run(reports.NonConformant, sample.Passed("a.feature:1")), "no MUST failed"},
		"incomplete with failure":  {sample.Run(reports.Incomplete, sample.Scenario(reports.Failed, "a.feature:1", "leaked")), "1 MUST scenarios failed"},
		"no id":                    {first(func(s *reports.Scenario) { s.ID = "" }), "has no id"},
		"unknown verdict":          {first(func(s *reports.Scenario) { s.Verdict = "fine" }), `unknown verdict "fine"`},
		"unknown level":            {first(func(s *reports.Scenario) { s.Level = "MAY" }), `unknown level "MAY"`},
		"passed with a reason":     {first(func(s *reports.Scenario) { s.Reason = "well" }), "has a reason for not passing"},
		"failed without a reason":  {sample.Run(reports.NonConformant, sample.Scenario(reports.Failed, "a.feature:1", "")), "without a reason"},
		"no failure": {sample.Run(reports.NonConformant, func() reports.Scenario {
			s := sample.Scenario(reports.Failed, "a.feature:1", "x")
			s.Failure = nil
			return s
		}()), "does not say what was sent"},
		"a duration below zero":  {first(func(s *reports.Scenario) { s.DurationMS = -1 }), "took -1 ms"},
		"no duration":            {first(func(s *reports.Scenario) { s.DurationMS = math.NaN() }), "took NaN ms"},
		"an endless duration":    {first(func(s *reports.Scenario) { s.DurationMS = math.Inf(1) }), "took +Inf ms"},
		"transcript of others":   {first(func(s *reports.Scenario) { s.Transcript = "elsewhere/a.har" }), "not in the folder transcripts/"},
		"transcript elsewhere":   {first(func(s *reports.Scenario) { s.Transcript = "transcripts/../../etc/passwd" }), "not in the folder transcripts/"},
		"a step that failed":     {first(func(s *reports.Scenario) { s.Steps[0].Status = reports.StepFailed }), "passed, but its step"},
		"unknown step status":    {first(func(s *reports.Scenario) { s.Steps[0].Status = "odd" }), `unknown status "odd"`},
		"a scenario twice":       {sample.Run(reports.Conformant, sample.Passed("a.feature:1"), sample.Passed("a.feature:1")), "occurs twice"},
		"a requirement twice":    {run(func(r *reports.Results) { r.Requirements = append(r.Requirements, r.Requirements[0]) }), "occurs twice"},
		"requirement without id": {run(func(r *reports.Results) { r.Requirements[0].ID = "" }), "has no id"},
		"requirement's verdict":  {run(func(r *reports.Results) { r.Requirements[0].Verdict = "met" }), `unknown verdict "met"`},
		"requirement's level":    {run(func(r *reports.Results) { r.Requirements[0].Level = "MAY" }), `unknown level "MAY"`},
		"requirement not listed": {run(func(r *reports.Results) { r.Requirements = nil }), "which does not list it"},
		"scenario not named":     {first(func(s *reports.Scenario) { s.Requirements = nil }), "which does not name it"},
		"requirement passed": {run(func(r *reports.Results) {
			*r = *sample.Run(reports.NonConformant, sample.Passed("a.feature:1"), sample.Scenario(reports.Failed, "a.feature:2", "x"))
			r.Requirements[0].Verdict = reports.Passed
		}), "requirement CC-PKCE-01 passed, but its scenario a.feature:2 failed"},
		"requirement passed alone": {run(func(r *reports.Results) {
			*r = *sample.Run(reports.Incomplete, sample.Scenario(reports.NotRun, "a.feature:2", "x"))
			r.Requirements[0].Verdict = reports.Passed
		}), "none of its scenarios passed"},
	} {
		t.Run(name, func(t *testing.T) { require.ErrorContains(t, test.results.Check(), test.want) })
	}
}
