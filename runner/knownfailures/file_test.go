package knownfailures

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
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
