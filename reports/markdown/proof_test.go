package markdown

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

func sampleProof() *reports.Proof {
	p := &reports.Proof{
		Faults: []reports.ProvenFault{
			{Name: "a", Requirements: []string{"CC-PKCE-01"}, Killed: true, AsNamed: true},
			{Name: "b", Requirements: []string{"CC-PKCE-02", "CC-ORG-01"}, Killed: true},
			{Name: "c", Requirements: []string{"CC-ORG-01"}, Killed: true, AsNamed: true},
		},
		Variants: []reports.ProvenVariant{{Name: "v"}, {Name: "w", Alarms: []reports.Alarm{{Scenario: "s"}}}},
	}
	p.Count()
	return p
}

func TestTheTableOfAProof(t *testing.T) {
	const want = `| area | faults | caught by a scenario of the requirement that they break |
| --- | --- | --- |
| ORG | 1 | 1 |
| PKCE | 2 | 1 |
| all | 3 | 2 |

Of 2 harmless variants 1 raise no alarm; 0 judged scenarios do not fail for any fault.
`
	assert.Equal(t, want, ProofTable(sampleProof()))
	page, err := PutProofTable([]byte("# P\n"+tableBegins+"old\n"+tableEnds+"after\n"), sampleProof())
	require.NoError(t, err)
	assert.Equal(t, "# P\n"+tableBegins+want+tableEnds+"after\n", string(page))
	for _, page := range []string{"# P\n", "# P\n" + tableBegins, "# P\n" + tableEnds, tableEnds + tableBegins} {
		_, err = PutProofTable([]byte(page), sampleProof())
		assert.ErrorContains(t, err, "no place for the table", page)
	}
}
