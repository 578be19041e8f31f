package reports

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func ledgerOf(states ...EntryState) []LedgerEntry {
	var out []LedgerEntry
	for _, state := range states {
		entry := LedgerEntry{
			Requirement: "CC-PKCE-07", Reason: "accepted", Why: "the fix is under way", Owner: "identity team",
			Link: "https://acme.example/42", Expires: "2026-12-31", State: state,
		}
		if state == EntryStale {
			entry.Note = "it expired on 2026-11-01"
		}
		out = append(out, entry)
	}
	return out
}

func TestTheLedgerIsPartOfTheResults(t *testing.T) {
	r := resultsOf(StaleRun, passedScenario("a.feature:1"))
	r.Run.KnownFailures = ledgerOf(EntrySeen, EntryStale, EntryUndecided)
	r.Run.Shard, r.Run.Repeat, r.Run.Fault = &Shard{Index: 2, Count: 3}, 4, "the org was taken away"
	read, err := ReadJSON(bytes.NewReader(jsonOf(t, r)))
	require.NoError(t, err)
	assert.Equal(t, r.tidied(), read)
}

func TestTheTerminalNamesStaleEntriesThatNoScenarioShows(t *testing.T) {
	r := resultsOf(StaleRun, passedScenario("a.feature:1"))
	r.Run.KnownFailures = ledgerOf(EntrySeen, EntryStale, EntryUndecided)
	var out bytes.Buffer
	require.NoError(t, WriteTerminal(&out, r, TerminalOptions{}))
	assert.Contains(t, out.String(), "CC-PKCE-07: it expired on 2026-11-01")
	assert.Contains(t, out.String(), "1 known failure no longer true (exit 5)")
}

func TestCountStale(t *testing.T) {
	assert.Equal(t, 2, CountStale(ledgerOf(EntryStale, EntrySeen, EntryStale, EntryUndecided)))
	assert.Zero(t, CountStale(nil))
}

func TestASubjectIsAScenarioOrARequirement(t *testing.T) {
	assert.Equal(t, "a.feature:1", LedgerEntry{Scenario: "a.feature:1"}.Subject())
	assert.Equal(t, "CC-PKCE-07", LedgerEntry{Requirement: "CC-PKCE-07"}.Subject())
}
