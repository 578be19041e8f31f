package terminal

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func sampleProof() *reports.Proof {
	p := &reports.Proof{
		Faults: []reports.ProvenFault{
			{
				Name: "accepts-any-verifier", Sentence: "It accepts any verifier.", Profile: "salesforce", Requirements: []string{"CC-PKCE-01"},
				Killed: true, AsNamed: true, KilledBy: []string{"a.feature:3", "b.feature:4"},
			},
			{
				Name: "leaks-a-token", Sentence: "It leaks a token.", Profile: "strict", Requirements: []string{"CC-SEC-02", "CC-SEC-03"},
				Killed: true, KilledBy: []string{"1", "2", "3", "4"},
			},
			{Name: "forgets-a-user", Sentence: "It forgets a user.", Profile: "strict", Requirements: []string{"CC-ORG-01"}, Reason: "the login is refused"},
		},
		Variants: []reports.ProvenVariant{
			{Name: "as-it-is", Sentence: "Nothing differs."},
			{Name: "slow", Sentence: "It is slow.", Alarms: []reports.Alarm{
				{Scenario: "a.feature:9", Profile: "strict", Verdict: reports.Failed, Reason: "it took too long"},
			}},
		},
		Unkilled: []string{"c.feature:1", "c.feature:2"},
	}
	p.Totals.Played, p.Totals.LeftOut = 70, 30
	p.Count()
	return p
}

// What is wrong comes first: faults that survived, faults that were caught by
// other scenarios, and alarms.
func TestAProofForPeople(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, WriteProof(&out, sampleProof()))
	sample.Golden(t, "proof.txt", out.Bytes())
}

func TestAProofIsSilentAboutWhatThereIsNot(t *testing.T) {
	var out bytes.Buffer
	p := sampleProof()
	p.Unkilled, p.Totals.LeftOut = nil, 0
	require.NoError(t, WriteProof(&out, p))
	assert.NotContains(t, out.String(), "NO FAULT MADE THESE FAIL")
	assert.NotContains(t, out.String(), "left out")
}

func TestServersAreCountedOnALiveTerminalAlone(t *testing.T) {
	var out bytes.Buffer
	count := CountServers(&out, Options{})
	count(1, 2)
	assert.Empty(t, out.String())
	count = CountServers(&out, Options{Live: true})
	count(1, 2)
	count(2, 2)
	assert.Equal(t, "\r\x1b[K1 of 2 servers\r\x1b[K2 of 2 servers\n", out.String())
}
