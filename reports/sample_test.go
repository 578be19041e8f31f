package reports

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run go test ./reports -update once")
	assert.Equal(t, string(want), string(got), "if the change is meant, run go test ./reports -update and read the difference")
}

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// passedScenario is a scenario of the requirement CC-PKCE-01 that passed.
func passedScenario(id string) Scenario {
	return Scenario{
		ID: id, Name: "The right verifier is accepted", Feature: "Require PKCE", Rule: "On, the app proves possession",
		Requirements: []string{"CC-PKCE-01"}, Level: Must, Verdict: Passed,
		DurationMS: 12.5, Started: noon, Settings: map[string]any{"app.require_pkce": "on"},
		Steps: []Step{{Text: "Given the app requires PKCE", Status: StepPassed}},
	}
}

// scenarioThat is a scenario with another verdict and the reason for it.
func scenarioThat(verdict Verdict, id, reason string) Scenario {
	s := passedScenario(id)
	s.Verdict, s.Reason = verdict, reason
	if verdict == Failed {
		s.Name = "A wrong verifier is refused"
		s.Steps = append(s.Steps, Step{Text: "Then the token request is refused", Status: StepFailed})
		s.Failure = sampleFailure()
	}
	return s
}

func sampleFailure() *Failure {
	return &Failure{
		Step:     "Then the token request is refused",
		Expected: "400 with error invalid_grant, and no token anywhere in the answer",
		Observed: "200 with an access token",
		Sent: "POST /services/oauth2/token HTTP/1.1\r\nHost: acme.example\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
			"User-Agent: codecred/0.1\r\nContent-Length: 98\r\n\r\ngrant_type=authorization_code&code=(redacted)&code_verifier=(redacted)",
		Received:  "HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\nContent-Type: application/json\r\n\r\n{\"access_token\":\"(redacted)\",\"token_type\":\"Bearer\"}",
		Statement: "The authorization server refuses a token request whose verifier does not fit the challenge.",
		Source:    "RFC 7636, section 4.6",
	}
}

// resultsOf is a whole, consistent run of these scenarios. Its requirements
// take the worst verdict of their scenarios.
func resultsOf(verdict RunVerdict, scenarios ...Scenario) *Results {
	r := &Results{
		Schema: Schema, Verdict: verdict, ExitCode: verdict.ExitCode(),
		Run: Run{
			ID: "run-1", Started: noon, Finished: noon.Add(1500 * time.Millisecond), Seed: 7, Profile: "salesforce",
			Selection: Selection{Features: "embedded", Strength: "2"},
			Harness:   Harness{Version: "0.1.0", FeaturesDigest: "ab12"},
			Target: Target{
				Name: "Acme staging", Kind: "http", Implementation: "Acme Identity", Version: "4.2",
				Site: "https://acme.example", Orgs: "many", NotSupported: []string{"guest"},
			},
			Counts: Count(scenarios), Requests: 412, Parallel: 4,
		},
		Scenarios: scenarios,
	}
	if verdict != Conformant {
		r.Reason = "the reason of the run"
	}
	place := map[string]int{}
	for _, s := range scenarios {
		for _, id := range s.Requirements {
			i, known := place[id]
			if !known {
				i = len(r.Requirements)
				place[id] = i
				r.Requirements = append(r.Requirements, Requirement{
					ID: id, Level: s.Level, Statement: "A sentence of the catalogue.", Source: "RFC 7636, section 4.6", Verdict: s.Verdict,
				})
			}
			if s.Verdict != Passed {
				r.Requirements[i].Verdict = s.Verdict
			}
			r.Requirements[i].Scenarios = append(r.Requirements[i].Scenarios, s.ID)
		}
	}
	return r
}

// sample is a run in which every verdict occurs.
func sample() *Results {
	warned := scenarioThat(Warned, "features/settings/callback.feature:9", "the answer has no Cache-Control: no-store")
	warned.Level, warned.Requirements = Should, []string{"CC-CACHE-01"}
	failed := scenarioThat(Failed, "features/settings/pkce.feature:31", "a wrong verifier got an access token")
	failed.Exchanges = []Exchange{sampleExchange()}
	scenarios := []Scenario{
		failed,
		passedScenario("features/settings/pkce.feature:12"),
		passedScenario("features/settings/callback.feature:5"),
		warned,
		scenarioThat(NotApplicable, "features/headless/guest.feature:5", "the target does not offer guest: not in this edition"),
		scenarioThat(Inconclusive, "features/settings/pkce.feature:40", "the control, the same request with the right verifier, was refused with 503"),
		scenarioThat(Unstable, "features/settings/pkce.feature:44", "passed 2 times of 3"),
		scenarioThat(KnownFailure, "features/settings/pkce.feature:50", "known since 2026-10-01: ACME-17"),
		scenarioThat(Stale, "features/settings/pkce.feature:52", "listed as a known failure, but it passed"),
		scenarioThat(Errored, "features/settings/secret.feature:7", "the connection was reset after 12 bytes of the answer"),
	}
	for line := range 5 {
		scenarios = append(scenarios, scenarioThat(NotRun, fmt.Sprintf("features/policies/clock.feature:1%d", line), "the target has no clock that tests can move"))
	}
	scenarios[1].Observed = []string{"an unknown scope was refused: 400 invalid_scope"}
	scenarios[2].Observed = scenarios[1].Observed
	r := resultsOf(NonConformant, scenarios...)
	r.Run.NotRemoved = []string{"app codecred-7f of org default: the target answered 500"}
	for i := range r.Requirements {
		if r.Requirements[i].ID == "CC-PKCE-01" {
			r.Requirements[i].Verdict = Failed
		}
	}
	return r
}

func sampleExchange() Exchange {
	return Exchange{
		Label: "token request", Started: noon, Duration: 8 * time.Millisecond, Attempts: 1,
		Request: Message{
			Method: "POST", URL: "https://acme.example/services/oauth2/token?a=1&a=b%20c&broken=%zz", Proto: "HTTP/1.1",
			Header: []Field{{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", "sid=(redacted)"}},
			Body:   "grant_type=authorization_code&code=(redacted)",
		},
		Response: &Message{
			Status: 200, Proto: "HTTP/1.1",
			Header: []Field{{"Content-Type", "application/json"}, {"Set-Cookie", "sid=(redacted); Path=/; HttpOnly"}},
			Body:   `{"access_token":"(redacted)"}`,
		},
	}
}
