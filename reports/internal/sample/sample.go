// Package sample makes results for the tests of the formats, so that all of them show the same run.
// It is only for tests. Begin with [Results].
package sample

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Golden compares got with a file of the test's testdata; go test -update writes it.
func Golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, got, 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run go test -update once")
	assert.Equal(t, string(want), string(got), "if the change is meant, run go test -update and read the difference")
}

// Noon is when every sample run starts.
var Noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// Passed returns a scenario of the requirement CC-PKCE-01 that passed.
func Passed(id string) reports.Scenario {
	return reports.Scenario{
		ID: id, Name: "The right verifier is accepted", Feature: "Require PKCE", Rule: "On, the app proves possession",
		Requirements: []string{"CC-PKCE-01"}, Level: reports.Must, Verdict: reports.Passed,
		DurationMS: 12.5, Started: Noon, Settings: map[string]any{"app.require_pkce": "on"},
		Steps: []reports.Step{{Text: "Given the app requires PKCE", Status: reports.StepPassed}},
	}
}

// Scenario returns a scenario with a verdict and the reason for it.
func Scenario(verdict reports.Verdict, id, reason string) reports.Scenario {
	s := Passed(id)
	s.Verdict, s.Reason = verdict, reason
	if verdict == reports.Failed {
		s.Name = "A wrong verifier is refused"
		s.Steps = append(s.Steps, reports.Step{Text: "Then the token request is refused", Status: reports.StepFailed})
		s.Failure = Failure()
	}
	return s
}

// Failure returns the description of a failure: a wrong verifier was accepted.
func Failure() *reports.Failure {
	return &reports.Failure{
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

// Run returns a complete, consistent run of these scenarios. The verdict of a requirement is the
// last one among its scenarios that is not passed.
func Run(verdict reports.RunVerdict, scenarios ...reports.Scenario) *reports.Results {
	r := &reports.Results{
		Schema: reports.Schema, Verdict: verdict, ExitCode: verdict.ExitCode(),
		Run: reports.Run{
			ID: "run-1", Started: Noon, Finished: Noon.Add(1500 * time.Millisecond), Seed: 7, Profile: "salesforce",
			Selection: reports.Selection{Features: "embedded", Strength: "2"},
			Harness:   reports.Harness{Version: "0.1.0", FeaturesDigest: "ab12"},
			Target: reports.Target{
				Name: "Acme staging", Kind: "http", Implementation: "Acme Identity", Version: "4.2",
				Site: "https://acme.example", Orgs: "many", NotSupported: []string{"guest"},
			},
			Counts: reports.Count(scenarios), Requests: 412, Parallel: 4,
		},
		Scenarios: scenarios,
	}
	if verdict != reports.Conformant {
		r.Reason = "the reason of the run"
	}
	place := map[string]int{}
	for _, s := range scenarios {
		for _, id := range s.Requirements {
			i, known := place[id]
			if !known {
				i = len(r.Requirements)
				place[id] = i
				r.Requirements = append(r.Requirements, reports.Requirement{
					ID: id, Level: s.Level, Statement: "A sentence of the catalogue.", Source: "RFC 7636, section 4.6", Verdict: s.Verdict,
				})
			}
			if s.Verdict != reports.Passed {
				r.Requirements[i].Verdict = s.Verdict
			}
			r.Requirements[i].Scenarios = append(r.Requirements[i].Scenarios, s.ID)
		}
	}
	return r
}

// Results returns a run in which every verdict occurs.
func Results() *reports.Results {
	warned := Scenario(reports.Warned, "features/settings/callback.feature:9", "the answer has no Cache-Control: no-store")
	warned.Level, warned.Requirements = reports.Should, []string{"CC-CACHE-01"}
	failed := Scenario(reports.Failed, "features/settings/pkce.feature:31", "a wrong verifier got an access token")
	failed.Exchanges = []reports.Exchange{Exchange()}
	scenarios := []reports.Scenario{
		failed,
		Passed("features/settings/pkce.feature:12"),
		Passed("features/settings/callback.feature:5"),
		warned,
		Scenario(reports.NotApplicable, "features/headless/guest.feature:5", "the target does not offer guest: not in this edition"),
		Scenario(reports.OutOfScope, "features/settings/scopes.feature:5", "in the org \"main\" no app fits"),
		Scenario(reports.Inconclusive, "features/settings/pkce.feature:40", "the control, the same request with the right verifier, was refused with 503"),
		Scenario(reports.Unstable, "features/settings/pkce.feature:44", "passed 2 times of 3"),
		Scenario(reports.KnownFailure, "features/settings/pkce.feature:50", "known since 2026-10-01: ACME-17"),
		Scenario(reports.Stale, "features/settings/pkce.feature:52", "listed as a known failure, but it passed"),
		Scenario(reports.Errored, "features/settings/secret.feature:7", "the connection was reset after 12 bytes of the answer"),
	}
	for line := range 5 {
		scenarios = append(scenarios, Scenario(reports.NotRun, fmt.Sprintf("features/policies/clock.feature:1%d", line), "the target has no clock that tests can move"))
	}
	scenarios[1].Observed = []string{"an unknown scope was refused: 400 invalid_scope"}
	scenarios[2].Observed = scenarios[1].Observed
	r := Run(reports.NonConformant, scenarios...)
	r.Run.NotRemoved = []string{"app codecred-7f of org default: the target answered 500"}
	for i := range r.Requirements {
		if r.Requirements[i].ID == "CC-PKCE-01" {
			r.Requirements[i].Verdict = reports.Failed
		}
	}
	return r
}

// Exchange returns a token request and its answer.
func Exchange() reports.Exchange {
	return reports.Exchange{
		Label: "token request", Started: Noon, Duration: 8 * time.Millisecond, Attempts: 1,
		Request: reports.Message{
			Method: "POST", URL: "https://acme.example/services/oauth2/token?a=1&a=b%20c&broken=%zz", Proto: "HTTP/1.1",
			Header: []reports.Field{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}, {Name: "Cookie", Value: "sid=(redacted)"}},
			Body:   "grant_type=authorization_code&code=(redacted)",
		},
		Response: &reports.Message{
			Status: 200, Proto: "HTTP/1.1",
			Header: []reports.Field{{Name: "Content-Type", Value: "application/json"}, {Name: "Set-Cookie", Value: "sid=(redacted); Path=/; HttpOnly"}},
			Body:   `{"access_token":"(redacted)"}`,
		},
	}
}

// JSON returns results as results.json has them.
func JSON(t require.TestingT, r *reports.Results) []byte {
	var out bytes.Buffer
	require.NoError(t, reports.WriteJSON(&out, r))
	return out.Bytes()
}

// KnownFailures returns one entry of a known failure for each of these states.
func KnownFailures(states ...reports.EntryState) []reports.KnownFailureEntry {
	var out []reports.KnownFailureEntry
	for _, state := range states {
		entry := reports.KnownFailureEntry{
			Requirement: "CC-PKCE-07", Reason: "accepted", Why: "the fix is under way", Owner: "identity team",
			Link: "https://acme.example/42", Expires: "2026-12-31", State: state,
		}
		if state == reports.EntryStale {
			entry.Note = "it expired on 2026-11-01"
		}
		out = append(out, entry)
	}
	return out
}
