package reports

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestCheckAccepts(t *testing.T) {
	warned := scenarioThat(Warned, "a.feature:1", "no Cache-Control")
	warned.Level = Should
	open := scenarioThat(NotRun, "a.feature:2", "interrupted")
	open.Level, open.Requirements = Should, []string{"CC-SOFT-01"}
	for name, r := range map[string]*Results{
		"every verdict":                      sample(),
		"a run that did not begin":           resultsOf(ErrorRun),
		"a warning":                          resultsOf(Conformant, warned),
		"a known failure":                    resultsOf(Conformant, scenarioThat(KnownFailure, "a.feature:1", "ACME-17")),
		"a SHOULD that was not decided":      resultsOf(Conformant, passedScenario("a.feature:1"), open),
		"a known failure that is stale":      resultsOf(StaleRun, scenarioThat(Stale, "a.feature:1", "it passed")),
		"interrupted after the first failed": resultsOf(NonConformant, scenarioThat(Failed, "a.feature:1", "leaked"), open),
	} {
		t.Run(name, func(t *testing.T) { require.NoError(t, r.Check()) })
	}
}

func TestCheckRefusesContradictions(t *testing.T) {
	pass := func() *Results { return resultsOf(Conformant, passedScenario("a.feature:1")) }
	first := func(change func(*Scenario)) *Results {
		r := pass()
		change(&r.Scenarios[0])
		return r
	}
	run := func(change func(*Results)) *Results {
		r := pass()
		change(r)
		return r
	}
	conformantWith := func(verdict Verdict) *Results {
		return resultsOf(Conformant, passedScenario("a.feature:1"), scenarioThat(verdict, "a.feature:2", "because"))
	}
	should := passedScenario("a.feature:2")
	should.Level, should.Requirements = Should, []string{"CC-SOFT-01"}
	for name, test := range map[string]struct {
		results *Results
		want    string
	}{
		"another schema":           {run(func(r *Results) { r.Schema = "v0" }), `schema is "v0"`},
		"exit code":                {run(func(r *Results) { r.ExitCode = 1 }), `verdict "conformant" has exit code 0, not 1`},
		"unknown run verdict":      {run(func(r *Results) { r.Verdict = "fine" }), `unknown verdict "fine"`},
		"ends before it starts":    {run(func(r *Results) { r.Run.Finished = noon.Add(-time.Second) }), "finished 1s before it started"},
		"a count":                  {run(func(r *Results) { r.Run.Counts[Passed] = 2 }), "1 scenarios are passed, 2 are counted"},
		"an unknown count":         {run(func(r *Results) { r.Run.Counts["fine"] = 0 }), `unknown verdict "fine"`},
		"a count that is missing":  {run(func(r *Results) { r.Run.Counts = nil }), "0 are counted"},
		"conformant, failed":       {conformantWith(Failed), "1 failed"},
		"conformant, stale":        {conformantWith(Stale), "1 are stale"},
		"conformant, not run":      {conformantWith(NotRun), "1 are not decided"},
		"conformant, inconclusive": {conformantWith(Inconclusive), "1 are not decided"},
		"conformant, unstable":     {conformantWith(Unstable), "1 are not decided"},
		"conformant, error":        {conformantWith(Errored), "1 are not decided"},
		"conformant on nothing":    {resultsOf(Conformant), "nothing was decided"},
		"conformant on skips":      {resultsOf(Conformant, scenarioThat(NotApplicable, "a.feature:1", "no guests")), "nothing was decided"},
		"conformant on a SHOULD":   {resultsOf(Conformant, should, scenarioThat(NotApplicable, "a.feature:1", "no guests")), "none of the MUST scenarios was decided"},
		"failed without failure":   {resultsOf(NonConformant, passedScenario("a.feature:1")), "no MUST failed"},
		"incomplete with failure":  {resultsOf(Incomplete, scenarioThat(Failed, "a.feature:1", "leaked")), "1 MUST scenarios failed"},
		"no id":                    {first(func(s *Scenario) { s.ID = "" }), "has no id"},
		"unknown verdict":          {first(func(s *Scenario) { s.Verdict = "fine" }), `unknown verdict "fine"`},
		"unknown level":            {first(func(s *Scenario) { s.Level = "MAY" }), `unknown level "MAY"`},
		"passed with a reason":     {first(func(s *Scenario) { s.Reason = "well" }), "says why it did not"},
		"failed without a reason":  {resultsOf(NonConformant, scenarioThat(Failed, "a.feature:1", "")), "without a reason"},
		"no failure":               {resultsOf(NonConformant, func() Scenario { s := scenarioThat(Failed, "a.feature:1", "x"); s.Failure = nil; return s }()), "does not say what was sent"},
		"a duration below zero":    {first(func(s *Scenario) { s.DurationMS = -1 }), "took -1 ms"},
		"no duration":              {first(func(s *Scenario) { s.DurationMS = math.NaN() }), "took NaN ms"},
		"transcript elsewhere":     {first(func(s *Scenario) { s.Transcript = "transcripts/../../etc/passwd" }), "not below transcripts/"},
		"a step that failed":       {first(func(s *Scenario) { s.Steps[0].Status = StepFailed }), "passed, but its step"},
		"unknown step status":      {first(func(s *Scenario) { s.Steps[0].Status = "odd" }), `unknown status "odd"`},
		"a scenario twice":         {resultsOf(Conformant, passedScenario("a.feature:1"), passedScenario("a.feature:1")), "is there twice"},
		"a requirement twice":      {run(func(r *Results) { r.Requirements = append(r.Requirements, r.Requirements[0]) }), "is there twice"},
		"requirement without id":   {run(func(r *Results) { r.Requirements[0].ID = "" }), "has no id"},
		"requirement's verdict":    {run(func(r *Results) { r.Requirements[0].Verdict = "met" }), `unknown verdict "met"`},
		"requirement's level":      {run(func(r *Results) { r.Requirements[0].Level = "MAY" }), `unknown level "MAY"`},
		"requirement not listed":   {run(func(r *Results) { r.Requirements = nil }), "which does not list it"},
		"scenario not named":       {first(func(s *Scenario) { s.Requirements = nil }), "which does not name it"},
		"requirement passed": {run(func(r *Results) {
			*r = *resultsOf(NonConformant, passedScenario("a.feature:1"), scenarioThat(Failed, "a.feature:2", "x"))
			r.Requirements[0].Verdict = Passed
		}), "requirement CC-PKCE-01 passed, but its scenario a.feature:2 failed"},
		"requirement passed alone": {run(func(r *Results) {
			*r = *resultsOf(Incomplete, scenarioThat(NotRun, "a.feature:2", "x"))
			r.Requirements[0].Verdict = Passed
		}), "no scenario of it did"},
	} {
		t.Run(name, func(t *testing.T) { require.ErrorContains(t, test.results.Check(), test.want) })
	}
}
