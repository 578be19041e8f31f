package knownfailures

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
)

func listFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "known.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestLoadLedgerSaysWhatIsWrong(t *testing.T) {
	sound := "- scenario: a.feature:1\n  reason: r\n  why: w\n  owner: o\n  link: https://x.example\n  expires: 2030-01-01\n"
	for name, tt := range map[string]struct{ old, replacement, says string }{
		"an unknown key":       {"  owner: o", "  boss: o", ":4:"},
		"no reason":            {"  reason: r\n", "", "reason"},
		"no why":               {"why: w", "why: ''", "why"},
		"no owner":             {"owner: o", "owner: ''", "owner"},
		"a date that is none":  {"2030-01-01", "soon", "expires"},
		"neither of the two":   {"- scenario: a.feature:1\n ", "-", "scenario"},
		"both of the two":      {"- scenario", "- requirement: CC-ORG-01\n  scenario", "requirement"},
		"something else whole": {sound, "a: b\n", "list"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, sound, tt.old)
			_, err := Load(listFile(t, strings.Replace(sound, tt.old, tt.replacement, 1)))
			var typed *reports.Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, reports.ExitUsage, typed.Exit)
			assert.ErrorContains(t, err, "known.yaml")
			assert.ErrorContains(t, err, tt.says)
		})
	}
	_, err := Load(filepath.Join(t.TempDir(), "none.yaml"))
	assert.ErrorContains(t, err, "none.yaml")
	none, err := Load("")
	require.NoError(t, err)
	assert.Nil(t, none)
}

// What a scenario came to, its entry, and what is made of both.
func TestAnEntryIsComparedWithItsScenario(t *testing.T) {
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	known := loaded.Scenarios[0]
	for name, tt := range map[string]struct {
		verdict reports.Verdict
		reason  string
		state   reports.EntryState
		becomes reports.Verdict
	}{
		"it fails as it is known to": {reports.Failed, "r", reports.EntrySeen, reports.KnownFailure},
		"a SHOULD that is not met":   {reports.Warned, "r", reports.EntrySeen, reports.KnownFailure},
		"it fails otherwise":         {reports.Failed, "other", reports.EntryStale, reports.Stale},
		"it passes":                  {reports.Passed, "", reports.EntryStale, reports.Stale},
		"it does not apply":          {reports.NotApplicable, "", reports.EntryStale, reports.NotApplicable},
		"it was not run":             {reports.NotRun, "", reports.EntryUndecided, reports.NotRun},
		"its control was refused":    {reports.Inconclusive, "r", reports.EntryUndecided, reports.Inconclusive},
	} {
		t.Run(name, func(t *testing.T) {
			list := &List{Entries: []reports.KnownFailureEntry{{Scenario: known.ID, Reason: "r", Expires: "2030-01-01"}}}
			scenarios := []reports.Scenario{{ID: known.ID, Verdict: tt.verdict, Reason: tt.reason}}
			entries := list.Apply(scenarios, loaded, time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC))
			assert.Equal(t, tt.state, entries[0].State)
			assert.Equal(t, tt.becomes, scenarios[0].Verdict)
			assert.Empty(t, list.Entries[0].State, "the list itself is not changed")
		})
	}
	gone := &List{Entries: []reports.KnownFailureEntry{{Scenario: "gone.feature:1"}, {Requirement: "CC-GONE-01"}, {Requirement: known.Requirements[0].ID}}}
	passed := []reports.Scenario{{ID: known.ID, Verdict: reports.Passed, Requirements: []string{known.Requirements[0].ID}}}
	for _, entry := range gone.Apply(passed, loaded, time.Now()) {
		assert.Equal(t, reports.EntryStale, entry.State, entry.Subject())
		assert.Contains(t, entry.Note, "remove the entry")
	}
	assert.Equal(t, reports.Passed, passed[0].Verdict)
}
