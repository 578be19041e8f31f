package reports_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

// A proof succeeds only if every fault was caught by a scenario of its own requirement, no variant
// raised an alarm, and every scenario fails on some fault.
func TestTheExitCodeOfAProof(t *testing.T) {
	sound := reports.ProofTotals{Faults: 3, Killed: 3, AsNamed: 3, Variants: 2, Quiet: 2}
	assert.Zero(t, (&reports.Proof{Totals: sound}).ExitCode())
	for name, spoil := range map[string]func(*reports.ProofTotals){
		"a survivor":           func(p *reports.ProofTotals) { p.Killed, p.AsNamed = 2, 2 },
		"not caught as named":  func(p *reports.ProofTotals) { p.AsNamed = 2 },
		"an alarm":             func(p *reports.ProofTotals) { p.Quiet = 1 },
		"an unkilled scenario": func(p *reports.ProofTotals) { p.Unkilled = 1 },
	} {
		totals := sound
		spoil(&totals)
		assert.Equal(t, 1, (&reports.Proof{Totals: totals}).ExitCode(), name)
	}
}

func TestAProofCountsWhatItHolds(t *testing.T) {
	p := reports.Proof{
		Schema: reports.ProofSchema,
		Faults: []reports.ProvenFault{{Name: "a", Killed: true, AsNamed: true}, {Name: "b", Killed: true}, {Name: "c", Sentence: "It answers <html>."}},
		Variants: []reports.ProvenVariant{
			{Name: "u"}, {Name: "v"}, {Name: "w", Alarms: []reports.Alarm{{Scenario: "a.feature:1", Verdict: reports.Failed}}},
		},
		Unkilled: []string{"a.feature:2"},
		Totals:   reports.ProofTotals{Played: 9, LeftOut: 4, Killed: 77},
	}
	p.Count()
	want := reports.ProofTotals{Faults: 3, Killed: 2, AsNamed: 1, Variants: 3, Quiet: 2, Unkilled: 1, Played: 9, LeftOut: 4}
	assert.Equal(t, want, p.Totals)

	var out bytes.Buffer
	require.NoError(t, p.WriteJSON(&out))
	var read reports.Proof
	require.NoError(t, json.Unmarshal(out.Bytes(), &read))
	assert.Equal(t, p, read)
	assert.Contains(t, out.String(), "It answers <html>.")
	assert.Contains(t, out.String(), `"idle": 1`, "the member keeps the name that it was published with")
}
