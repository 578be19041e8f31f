package reports_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

const exchanged = "the token request was accepted: 200 with an access token"

// wrong returns a scenario that failed, or could not be decided, because of an answer.
func wrong(verdict reports.Verdict, id, requirement, answer string) reports.Scenario {
	s := sample.Scenario(verdict, id, "because")
	s.Requirements, s.Failure = []string{requirement}, sample.Failure()
	s.Failure.Answer = answer
	return s
}

// causesOf judges scenarios. The requirements of the areas PKCE and CLIENT speak of the same setting.
func causesOf(t *testing.T, scenarios ...reports.Scenario) *reports.Results {
	r := sample.Run(reports.NonConformant, scenarios...)
	slices.Reverse(r.Scenarios) // the order of the scenarios must not matter
	r.Judge(func(id string) reports.Requirement {
		out := reports.Requirement{ID: id, Level: reports.Must, Statement: "It does.", Source: "RFC 7636"}
		if area := reports.Area(id); area == "PKCE" || area == "CLIENT" {
			out.Settings = []string{"app.require_pkce"}
		}
		return out
	})
	require.NoError(t, r.Check())
	return r
}

func TestFailuresWithTheSameOutcomeHaveOneCause(t *testing.T) {
	long := wrong(reports.Failed, "a.feature:1", "CC-PKCE-07", exchanged)
	long.Steps = append(long.Steps, long.Steps...)
	touching := wrong(reports.Failed, "a.feature:2", "CC-RESP-11", exchanged)
	touching.Touches = []string{"CC-PKCE-07"}
	r := causesOf(t, long, touching,
		wrong(reports.Failed, "a.feature:3", "CC-PKCE-06", exchanged),
		wrong(reports.Failed, "a.feature:4", "CC-CLIENT-02", exchanged),
	)
	assert.Equal(t, []reports.Cause{{
		Scenario: "a.feature:3", Requirement: "CC-PKCE-06", Same: []string{"a.feature:1", "a.feature:2", "a.feature:4"}, Waiting: []string{},
	}}, r.Causes, "the shortest scenario that depends on no other requirement names the cause")
}

// TestTheCauseIsNamedByTheLeastThatShowsIt holds what counts as less: requests, steps and settings.
func TestTheCauseIsNamedByTheLeastThatShowsIt(t *testing.T) {
	for name, more := range map[string]func(*reports.Scenario){
		"requests": func(s *reports.Scenario) { s.Requests = 1 },
		"steps":    func(s *reports.Scenario) { s.Steps = append(s.Steps, s.Steps[0]) },
		"settings": func(s *reports.Scenario) {
			s.Settings = map[string]any{"app.require_pkce": "on", "app.require_secret": "on"}
		},
	} {
		larger := wrong(reports.Failed, "a.feature:1", "CC-PKCE-06", exchanged)
		more(&larger)
		r := causesOf(t, larger, wrong(reports.Failed, "a.feature:2", "CC-PKCE-06", exchanged))
		require.Len(t, r.Causes, 1)
		assert.Equal(t, "a.feature:2", r.Causes[0].Scenario, name)
	}
}

func TestWhatIsNotRelatedHasACauseOfItsOwn(t *testing.T) {
	other := wrong(reports.Failed, "a.feature:3", "CC-PKCE-08", "")
	other.Failure.Observed = "the verifier is in the answer"
	r := causesOf(t,
		wrong(reports.Failed, "a.feature:1", "CC-PKCE-06", exchanged),
		wrong(reports.Failed, "a.feature:2", "CC-SEC-04", exchanged), // another area
		other, // another outcome
		wrong(reports.Warned, "a.feature:4", "CC-PKCE-06", exchanged), // counts for nothing
	)
	var named []string
	for _, c := range r.Causes {
		named = append(named, c.Requirement)
		assert.Empty(t, c.Same)
	}
	assert.Equal(t, []string{"CC-PKCE-06", "CC-SEC-04", "CC-PKCE-08"}, named)
}

func TestWhatIsNotDecidedWaitsForTheFailureItRestsOn(t *testing.T) {
	r := causesOf(t,
		wrong(reports.Warned, "a.feature:1", "CC-ERR-01", exchanged),
		wrong(reports.Failed, "a.feature:2", "CC-SEC-04", exchanged),
		wrong(reports.Failed, "a.feature:3", "CC-PKCE-06", exchanged),
		wrong(reports.Failed, "a.feature:5", "CC-PKCE-09", exchanged), // another failure of the cause, which is not its simplest
		wrong(reports.KnownFailure, "a.feature:4", "CC-PKCE-06", "refused for a known reason"),
		wrong(reports.Inconclusive, "b.feature:1", "CC-PKCE-09", exchanged),
		wrong(reports.Inconclusive, "b.feature:2", "CC-ERR-02", exchanged),
		wrong(reports.Inconclusive, "b.feature:3", "CC-PKCE-09", "refused for a known reason"),
		wrong(reports.Inconclusive, "b.feature:4", "CC-PKCE-09", "what nobody else saw"),
		wrong(reports.Inconclusive, "b.feature:5", "CC-PKCE-09", ""),
	)
	waits := map[string]string{}
	for _, s := range r.Scenarios {
		if s.WaitsFor != "" {
			waits[s.ID] = s.WaitsFor
		}
	}
	assert.Equal(t, map[string]string{
		"b.feature:1": "a.feature:3", // of several, one of a related requirement
		"b.feature:2": "a.feature:2", // no failure is related, and a warning counts less
		"b.feature:3": "a.feature:4",
	}, waits)
	require.Len(t, r.Causes, 2)
	assert.Equal(t, []string{"b.feature:2"}, r.Causes[0].Waiting)
	assert.Equal(t, []string{"b.feature:1"}, r.Causes[1].Waiting)
}

// TestWhatWaitsNamesTheCause holds that it names the scenario that names the cause, also where it rests on
// another of its failures, and that a second judgement says the same.
func TestWhatWaitsNamesTheCause(t *testing.T) {
	touching := wrong(reports.Failed, "a.feature:2", "CC-RESP-11", exchanged)
	touching.Touches = []string{"CC-PKCE-07"}
	long := wrong(reports.Inconclusive, "b.feature:1", "CC-RESP-12", exchanged)
	long.Requests = 9
	earlier := sample.Passed("c.feature:1")
	earlier.WaitsFor = "a.feature:9"
	r := causesOf(t, wrong(reports.Failed, "a.feature:1", "CC-PKCE-06", exchanged), touching, long, wrong(reports.Inconclusive, "b.feature:2", "CC-RESP-12", exchanged), earlier)
	want := []reports.Cause{{
		Scenario: "a.feature:1", Requirement: "CC-PKCE-06", Same: []string{"a.feature:2"}, Waiting: []string{"b.feature:1", "b.feature:2"},
	}}
	assert.Equal(t, want, r.Causes)
	waits := map[string]string{}
	for _, s := range r.Scenarios {
		waits[s.ID] = s.WaitsFor
	}
	assert.Equal(t, map[string]string{"a.feature:1": "", "a.feature:2": "", "b.feature:1": "a.feature:1", "b.feature:2": "a.feature:1", "c.feature:1": ""}, waits)
	r.Judge(func(id string) reports.Requirement { return reports.Requirement{ID: id, Level: reports.Must} })
	assert.Equal(t, want, r.Causes)
}

func TestResultsWithoutCausesAreGroupedWhenTheyAreShown(t *testing.T) {
	r := causesOf(t, wrong(reports.Failed, "a.feature:1", "CC-PKCE-06", exchanged))
	want := r.Causes
	r.Causes, r.Run.Counts = nil, nil
	assert.Equal(t, want, r.Normalized().Causes)
	assert.Equal(t, 1, r.Normalized().Run.Counts[reports.Failed])
	assert.Nil(t, r.Causes, "the original does not change")
}
