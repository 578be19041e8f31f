package prove

import (
	"log/slog"
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// TestAProofJudgesAsARunDoes: a proof plays scenarios without godog and without
// a network, and no verdict may depend on that.
func TestAProofJudgesAsARunDoes(t *testing.T) {
	prover, err := newProver(Options{})
	require.NoError(t, err)
	for name, server := range map[string]connect.Options{
		"as it is":                  {Profile: features.Strict},
		"a fault of many scenarios": {Profile: features.Salesforce, Reference: refserver.Options{Alterations: faults.With("allow-flows-always-off")}},
		"a fault that breaks HTTP":  {Profile: features.Salesforce, Reference: refserver.Options{Alterations: faults.With("unregistered-callback-gets-the-error")}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run, err := runner.Run(t.Context(), runner.Options{Selection: suite.Selection{Profile: server.Profile}, Target: server})
			require.NoError(t, err)
			server.InProcess = true
			proof, err := prover.run(t.Context(), trial{on: server, selected: prover.selected[server.Profile]})
			require.NoError(t, err)
			assert.Equal(t, verdictsOf(run), verdictsOf(proof))
			assert.Equal(t, run.Verdict, proof.Verdict)
			assert.InDelta(t, run.Run.Requests, proof.Run.Requests, 5, "as many requests, but for those that race")
		})
	}
}

// verdictsOf maps scenarios to their verdicts.
func verdictsOf(r *reports.Results) map[string]reports.Verdict {
	out := map[string]reports.Verdict{}
	for _, s := range r.Scenarios {
		out[s.ID] = s.Verdict
	}
	return out
}

// TestWhatIsNotPlayedWouldPass: a proof leaves out the scenarios that a fault or a
// variant cannot reach, and finds what it finds with all of them.
func TestWhatIsNotPlayedWouldPass(t *testing.T) {
	o := Options{
		Faults: []string{
			"without-token.verifier-matches", "allow-flows-late", "wrong-verifier-is-403", "refuses-s256",
			"rotation-with-a-dead-token", "callback-in-any-case", "users-of-all-orgs",
		},
		Variants: []string{"flow-off-403", "expires-in"},
	}
	reached, err := Run(t.Context(), o)
	require.NoError(t, err)
	o.Whole = true
	whole, err := Run(t.Context(), o)
	require.NoError(t, err)
	assert.Equal(t, len(o.Faults), whole.Totals.AsNamed)
	assert.Equal(t, 1+len(o.Variants), whole.Totals.Quiet, "and the server as it is")
	assert.Zero(t, whole.Totals.LeftOut)
	assert.Positive(t, reached.Totals.LeftOut)
	whole.Totals.Played, whole.Totals.LeftOut = reached.Totals.Played, reached.Totals.LeftOut
	assert.Equal(t, whole, reached)
}

// TestAServerThatFallsOverProvesNothing: a fault that ends in a panic is caught by
// the answer 500, and not for its reason.
func TestAServerThatFallsOverProvesNothing(t *testing.T) {
	var log errorLog
	slog.New(&log).Info("request")
	assert.Nil(t, log.first.Load(), "what a server tells of itself is no fall")
	slog.New(&log).With("a", 1).WithGroup("g").Error("panic", "path", "/authorize")
	slog.New(&log).Error("panic", "path", "/token")
	require.NotNil(t, log.first.Load())
	assert.Equal(t, "panic path=/authorize", *log.first.Load())
}

// TestSeveralServersAtATime: they are proven side by side and told in order.
func TestSeveralServersAtATime(t *testing.T) {
	faults := []string{"without-token.verifier-matches", "allow-flows-inverted", "without-authorize.flow-allowed-for-org"}
	servers := 0
	proof, err := Run(t.Context(), Options{
		Tags: "@CC-ORG-02 or @CC-PKCE-06", Faults: faults, Variants: []string{"slow", "connection-close"},
		Completed: func(done, total int) {
			servers++
			assert.Equal(t, servers, done)
			assert.Equal(t, 2+2+3+2*2, total)
		},
	})
	require.NoError(t, err)
	assert.Equal(t, 2+2+3+2*2, servers)
	for i, fault := range proof.Faults {
		assert.Equal(t, faults[i], fault.Name)
		assert.True(t, fault.Killed, fault.Name)
	}
	require.Len(t, proof.Variants, 3)
	for _, variant := range proof.Variants {
		assert.Empty(t, variant.Alarms, variant.Name)
	}
}
