package prove

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/message"
	"github.com/codecred/codecred/fixtures/refserver/rules"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// TestAProofJudgesAsARunDoes holds that no verdict depends on godog or on the network: a proof
// plays scenarios without both.
func TestAProofJudgesAsARunDoes(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite six times")
	}
	prover, err := newProver(Options{})
	require.NoError(t, err)
	for name, server := range map[string]connect.Options{
		"as it is":                  {Profile: features.Strict},
		"a fault of many scenarios": {Profile: features.Salesforce, Reference: refserver.Options{Alterations: faults.With("accepts-everything")}},
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

// TestWhatIsNotPlayedWouldPass compares a proof that leaves out scenarios with one that plays all of
// them. The latter ends in an error if a scenario fails that a fault should not reach.
func TestWhatIsNotPlayedWouldPass(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite some ten times")
	}
	o := Options{
		Faults:   []string{"without-token.verifier-matches", "allow-flows-late", "users-of-all-orgs"},
		Variants: []string{"flow-off-403"},
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
	for i, f := range reached.Faults {
		assert.Subset(t, whole.Faults[i].KilledBy, f.KilledBy, f.Name)
		whole.Faults[i].KilledBy = f.KilledBy
	}
	whole.Totals.Played, whole.Totals.LeftOut = reached.Totals.Played, reached.Totals.LeftOut
	assert.Equal(t, whole, reached)
}

// TestAReachThatIsTooNarrowEndsAWholeProof has a fault that is thought to reach nothing.
func TestAReachThatIsTooNarrowEndsAWholeProof(t *testing.T) {
	p, err := newProver(Options{Tags: "@CC-PKCE-10", Faults: []string{"without-token.verifier-matches"}, Whole: true})
	require.NoError(t, err)
	require.NoError(t, p.control(t.Context(), &reports.Proof{}))
	_, err = p.fault(t.Context(), p.faults[0])
	require.NoError(t, err)
	for _, in := range p.reach {
		for id := range in {
			in[id] = &faults.Reach{}
		}
	}
	_, err = p.fault(t.Context(), p.faults[0])
	assert.ErrorContains(t, err, "its reach is too narrow")
}

// TestAScenarioIsRunUntilAFaultMakesItFail begins with faults that nothing was run against.
func TestAScenarioIsRunUntilAFaultMakesItFail(t *testing.T) {
	p, err := newProver(Options{Tags: "@CC-PKCE-06 or @CC-PKCE-10"})
	require.NoError(t, err)
	require.NoError(t, p.control(t.Context(), &reports.Proof{}))
	found := make([]reports.ProvenFault, len(p.faults))
	require.NotEmpty(t, p.unkilled(found))
	before := p.played
	require.NoError(t, p.findKillers(t.Context(), found))
	assert.Empty(t, p.unkilled(found))
	possible := 0
	for at, list := range p.candidates() {
		possible += len(list)
		for _, fault := range list {
			assert.False(t, at.scenario.Serves(p.faults[fault].Requirements), "a fault that names its requirement was run before")
		}
	}
	assert.Less(t, p.played-before, possible, "a scenario that failed is not run again")
}

// TestAServerThatFallsOverProvesNothing holds that a fault which ends in a panic is caught by the
// answer 500, and not for the reason of the fault.
func TestAServerThatFallsOverProvesNothing(t *testing.T) {
	var log errorLog
	slog.New(&log).Info("request")
	assert.Nil(t, log.first.Load(), "what a server tells of itself is no fall")
	slog.New(&log).With("a", 1).WithGroup("g").Error("panic", "path", "/authorize")
	slog.New(&log).Error("panic", "path", "/token")
	require.NotNil(t, log.first.Load())
	assert.Equal(t, "panic path=/authorize", *log.first.Load())
}

// TestSeveralServersAtATime holds that servers are proven at the same time and reported in order.
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

// What cannot be proven is wrong usage, and nothing is run.
func TestAProofOfNothingThatThereIs(t *testing.T) {
	for says, o := range map[string]Options{
		`there is no fault "no-such-fault"`:     {Faults: []string{"no-such-fault"}},
		`there is no variant "no-such-variant"`: {Variants: []string{"no-such-variant"}},
		"matches none of the":                   {Tags: "@CC-PKCE-99"},
		"cannot be read":                        {Features: "no-such-folder"},
	} {
		o.Completed = func(int, int) { t.Errorf("a server was run, though: %s", says) }
		_, err := Run(t.Context(), o)
		var typed *reports.Error
		require.ErrorAs(t, err, &typed)
		assert.Equal(t, reports.ExitUsage, typed.Exit)
		assert.ErrorContains(t, err, says)
	}
}

// A proof that is interrupted has no figures.
func TestAnInterruptedProof(t *testing.T) {
	for _, servers := range []int{0, 1, 2} {
		ctx, interrupt := context.WithCancelCause(t.Context())
		if servers == 0 {
			interrupt(errors.New("enough"))
		}
		proof, err := Run(ctx, Options{
			Tags: "@CC-PKCE-06", Faults: []string{"without-token.verifier-matches"}, Variants: []string{"flow-off-403"},
			Completed: func(done, _ int) {
				if done == servers {
					interrupt(errors.New("enough"))
				}
			},
		})
		assert.Nil(t, proof)
		var typed *reports.Error
		require.ErrorAs(t, err, &typed)
		assert.Equal(t, reports.ExitTarget, typed.Exit)
		assert.EqualError(t, err, "the proof was interrupted: enough")
	}
}

// A fault that no chosen scenario can find survives, though no scenario was run against it.
func TestAFaultOutOfReachSurvives(t *testing.T) {
	proof, err := Run(t.Context(), Options{Tags: "@CC-DISC-01", Faults: []string{"without-token.verifier-matches"}})
	require.NoError(t, err)
	require.Len(t, proof.Faults, 1)
	assert.False(t, proof.Faults[0].Killed)
	assert.Empty(t, proof.Faults[0].KilledBy)
	assert.Positive(t, proof.Totals.LeftOut)
	assert.Equal(t, 1, proof.ExitCode())
}

// A scenario that fails against a variant is an alarm, unless it fails on the server as it is.
func TestAVariantThatIsNotHarmless(t *testing.T) {
	p, err := newProver(Options{Tags: "@CC-ORG-12 or @CC-FLOW-10 or @CC-PKCE-06", Whole: true})
	require.NoError(t, err)
	harmful, err := faults.FindVariant("flow-off-login-page")
	require.NoError(t, err)
	harmful.Profiles = []rules.Profile{"strict"}
	p.variants = []faults.Variant{harmful}
	require.NoError(t, p.control(t.Context(), &reports.Proof{}))
	got, err := p.variant(t.Context(), harmful)
	require.NoError(t, err)
	require.NotEmpty(t, got.Alarms)
	first := got.Alarms[0]
	assert.Equal(t, "strict", first.Profile)
	assert.Equal(t, reports.Warned, first.Verdict)
	assert.NotEmpty(t, first.Reason)

	p.passes[features.Strict][first.Scenario] = false
	again, err := p.variant(t.Context(), harmful)
	require.NoError(t, err)
	assert.Equal(t, got.Alarms[1:], again.Alarms)
}

// A judged scenario that no fault makes fail is named: nobody knows whether it can fail. One that
// is only observed is not.
func TestScenariosThatNothingMakesFail(t *testing.T) {
	p, err := newProver(Options{Tags: "@CC-PKCE-06 or @CC-CRED-23"})
	require.NoError(t, err)
	var judged []string
	for _, sc := range p.selected[features.Salesforce] {
		if sc.Level(features.Salesforce) != reports.Info {
			judged = append(judged, sc.ID)
		}
	}
	slices.Sort(judged)
	require.Greater(t, len(judged), 2)
	assert.Less(t, len(judged), len(p.selected[features.Salesforce]), "some are only observed")
	assert.Equal(t, judged, p.unkilled(nil))
	assert.Equal(t, judged[2:], p.unkilled([]reports.ProvenFault{{KilledBy: judged[:1]}, {KilledBy: judged[:2]}}))
	assert.Equal(t, []string{}, p.unkilled([]reports.ProvenFault{{KilledBy: judged}}), "an empty list, as proof.json has it")
}

// A server that panics answers 500, which many a scenario takes for the fault.
func TestAServerThatPanicsEndsTheProof(t *testing.T) {
	p, err := newProver(Options{Tags: "@CC-PKCE-06"})
	require.NoError(t, err)
	panics := func(d *refserver.Design) {
		d.Endpoint(rules.TokenPath).Answer = func(*rules.Request) message.Response { panic("it fell over") }
	}
	_, err = p.run(t.Context(), trial{
		server: "with a panic", selected: p.selected[features.Strict],
		on: connect.Options{Profile: features.Strict, Reference: refserver.Options{Alterations: []refserver.Alteration{panics}}, InProcess: true},
	})
	assert.ErrorContains(t, err, "the reference server had an internal error, with a panic: panic path=")
	assert.ErrorContains(t, err, "it fell over")
}

// Watching must change no verdict: a proof whose servers differ from the one before says so.
func TestWatchingThatChangesAVerdict(t *testing.T) {
	p, err := newProver(Options{Tags: "@CC-PKCE-06"})
	require.NoError(t, err)
	p.passes[features.Strict] = map[string]bool{}
	for _, sc := range p.selected[features.Strict] {
		p.passes[features.Strict][sc.ID] = true
	}
	require.NoError(t, p.watch(t.Context(), features.Strict))
	odd := p.selected[features.Strict][1].ID
	p.passes[features.Strict][odd] = false
	assert.ErrorContains(t, p.watch(t.Context(), features.Strict), "scenario "+odd+": passed while the server was watched, and otherwise before")
}
