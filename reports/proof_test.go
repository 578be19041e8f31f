package reports_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
)

// A proof is good only when everything was caught for the reason it was made for,
// nothing was alarmed, and every scenario fails on some fault.
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
