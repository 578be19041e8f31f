package knownfailures

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/yamlfile"
	"github.com/codecred/codecred/reports"
)

func listFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "known.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	for name, tt := range map[string]struct{ old, replacement, says string }{
		"an unknown key":       {"  owner: o", "  boss: o", ":4:"},
		"no reason":            {"  reason: it leaked\n", "", "reason"},
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

const sound = "- scenario: a.feature:1\n  reason: it leaked\n  why: w\n  owner: o\n  link: https://x.example\n  expires: 2030-01-01\n"

func TestLoadReadsEntriesInOrder(t *testing.T) {
	of := func(requirement, reason string) string {
		text := strings.Replace(sound, "scenario: a.feature:1", "requirement: "+requirement, 1)
		return strings.Replace(text, "it leaked", reason, 1)
	}
	list, err := Load(listFile(t, sound+of("CC-A-01", "it leaked")+of("CC-A-01", "it hung")+of("CC-A-02", "it leaked")))
	require.NoError(t, err)
	require.Len(t, list.Entries, 4)
	assert.Equal(t, reports.KnownFailureEntry{
		Scenario: "a.feature:1", Reason: "it leaked", Why: "w", Owner: "o", Link: "https://x.example", Expires: "2030-01-01",
	}, list.Entries[0])
	assert.Equal(t, "CC-A-02", list.Entries[3].Requirement)

	for name, text := range map[string]string{"an empty file": "", "a comment": "# nothing is known\n"} {
		list, err := Load(listFile(t, text))
		require.NoError(t, err, name)
		assert.Empty(t, list.Entries, name)
	}
}

func TestLoadReportsEveryProblemWithItsLine(t *testing.T) {
	broken := strings.Replace(sound, "why: w", "why: ''", 1)
	_, err := Load(listFile(t, broken+sound+sound))
	require.Error(t, err)
	assert.ErrorContains(t, err, `known.yaml:1:`)
	assert.ErrorContains(t, err, `a.feature:1: "why" is missing or empty; say why the failure is accepted for now`)
	assert.ErrorContains(t, err, `known.yaml:13:`)
	assert.ErrorContains(t, err, "a.feature:1 is known already by the entry in line 7: keep one")

	for name, text := range map[string]string{"no YAML": "- [", "two documents": sound + "---\n" + sound, "a list that is none": "known"} {
		list, err := Load(listFile(t, text))
		require.Error(t, err, name)
		assert.ErrorContains(t, err, "known.yaml:1:", name)
		assert.Nil(t, list, name)
	}
}

func TestLoadBoundsTheFile(t *testing.T) {
	comment := func(size int) string { return sound + "#" + strings.Repeat("x", size-len(sound)-1) }
	_, err := Load(listFile(t, comment(yamlfile.MaxSize)))
	require.NoError(t, err)
	_, err = Load(listFile(t, comment(yamlfile.MaxSize+1)))
	assert.ErrorContains(t, err, "known.yaml: larger than 4 MiB")
}

func TestALedgerOverALimitIsRefused(t *testing.T) {
	_, err := Load(listFile(t, sound+"  also: "+strings.Repeat("[", 40_000)))
	require.ErrorContains(t, err, "known.yaml:7:71: too large to be read: up to here the file has more than 64 mappings and lists within one another")
	_, err = Load(listFile(t, strings.Repeat("- a: 1\n", 700)))
	require.Error(t, err)
	assert.Len(t, strings.Split(err.Error(), "\n"), 51)
	assert.ErrorContains(t, err, "and 650 more problems")
}

func TestALedgerOfAnotherSystemIsRead(t *testing.T) {
	want, err := Load(listFile(t, sound))
	require.NoError(t, err)
	for _, text := range []string{"\uFEFF" + sound, "%YAML 1.2\n---\n" + sound, "\uFEFF" + strings.ReplaceAll(sound, "\n", "\r\n")} {
		got, err := Load(listFile(t, text))
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err = Load(listFile(t, "\xFE\xFF\x00-"))
	assert.ErrorContains(t, err, "known.yaml:1:1: the file is in UTF-16 (big-endian); save it as UTF-8")
}
