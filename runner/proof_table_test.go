package runner

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func sampleProof() *Proof {
	p := &Proof{
		Faults: []ProvenFault{
			{Name: "a", Requirements: []string{"CC-PKCE-01"}, Killed: true, AsNamed: true},
			{Name: "b", Requirements: []string{"CC-PKCE-02", "CC-ORG-01"}, Killed: true},
			{Name: "c", Requirements: []string{"CC-ORG-01"}, Killed: true, AsNamed: true},
		},
		Variants: []QuietVariant{{Name: "v"}, {Name: "w", Alarms: []Alarm{{Scenario: "s"}}}},
	}
	p.total()
	return p
}

func TestTheTableOfAProof(t *testing.T) {
	const want = `| area | faults | caught by a scenario of the requirement that they break |
| --- | --- | --- |
| ORG | 1 | 1 |
| PKCE | 2 | 1 |
| all | 3 | 2 |

Of 2 harmless variants 1 raise no alarm; 0 judged scenarios are made to fail by no fault.
`
	assert.Equal(t, want, sampleProof().Table())
	page, err := sampleProof().PutTable([]byte("# P\n" + tableBegins + "old\n" + tableEnds + "after\n"))
	require.NoError(t, err)
	assert.Equal(t, "# P\n"+tableBegins+want+tableEnds+"after\n", string(page))
	_, err = sampleProof().PutTable([]byte("# P\n"))
	assert.ErrorContains(t, err, "no place for the table")
}

// A proof is good only when everything was caught for the reason it was made for,
// nothing was alarmed, and no scenario is idle.
func TestTheExitCodeOfAProof(t *testing.T) {
	sound := ProofTotals{Faults: 3, Killed: 3, AsNamed: 3, Variants: 2, Quiet: 2}
	assert.Zero(t, (&Proof{Totals: sound}).ExitCode())
	for name, spoil := range map[string]func(*ProofTotals){
		"a survivor":          func(p *ProofTotals) { p.Killed, p.AsNamed = 2, 2 },
		"not caught as named": func(p *ProofTotals) { p.AsNamed = 2 },
		"an alarm":            func(p *ProofTotals) { p.Quiet = 1 },
		"an idle scenario":    func(p *ProofTotals) { p.Idle = 1 },
	} {
		totals := sound
		spoil(&totals)
		assert.Equal(t, 1, (&Proof{Totals: totals}).ExitCode(), name)
	}
}
