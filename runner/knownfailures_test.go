package runner

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// wrong is a server on which the org's switch does nothing, and what to run against it.
func wrong(known string) Options {
	return Options{
		Selection: selection("@CC-ORG-07"), KnownFailures: known,
		Target: connect.Options{Reference: refserver.Options{Alterations: faults.Without("authorize.flow-allowed-for-org")}},
	}
}

func knownFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "known.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// entryFor writes a file of known failures with one entry.
func entryFor(t *testing.T, subject, reason, expires string) string {
	t.Helper()
	return knownFile(t, "- "+subject+"\n  reason: '"+strings.ReplaceAll(reason, "'", "''")+
		"'\n  why: The fix is on its way.\n  owner: login team\n  link: https://tracker.example/1\n  expires: "+expires+"\n")
}

func TestKnownFailures(t *testing.T) {
	failed := judged(t.Context(), t, wrong(""))
	require.Equal(t, reports.NonConformant, failed.Verdict)
	require.Len(t, failed.Scenarios, 1)
	id, reason := failed.Scenarios[0].ID, failed.Scenarios[0].Reason
	future := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	past := time.Now().AddDate(0, 0, -2).Format(time.DateOnly)

	right := wrong("")
	right.Target.Reference.Alterations = nil
	tests := []struct {
		name    string
		options Options
		known   string
		want    reports.RunVerdict
		says    string
	}{
		{"it fails as the scenario's entry says", wrong(""), entryFor(t, "scenario: "+id, reason, future), reports.Conformant, ""},
		{"it fails as the requirement's entry says", wrong(""), entryFor(t, "requirement: CC-ORG-07", reason, future), reports.Conformant, ""},
		{"it passes", right, entryFor(t, "scenario: "+id, reason, future), reports.StaleRun, "it passed"},
		{"its requirement passes", right, entryFor(t, "requirement: CC-ORG-07", reason, future), reports.StaleRun, "no scenario"},
		{"it fails for another reason", wrong(""), entryFor(t, "scenario: "+id, "something else", future), reports.StaleRun, "another reason"},
		{"it has expired", wrong(""), entryFor(t, "scenario: "+id, reason, past), reports.StaleRun, "expired"},
		{"it matches nothing", right, entryFor(t, "scenario: features/none.feature:1", reason, future), reports.StaleRun, "no such scenario"},
		{"another requirement's entry excuses nothing", wrong(""), entryFor(t, "requirement: CC-PKCE-02", reason, future), reports.NonConformant, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.options.KnownFailures = tt.known
			got := judged(t.Context(), t, tt.options)
			assert.Equal(t, tt.want, got.Verdict, got.Reason)
			if tt.says != "" {
				require.NotEmpty(t, got.Run.KnownFailures)
				assert.Contains(t, got.Run.KnownFailures[0].Note, tt.says)
			}
		})
	}
}
