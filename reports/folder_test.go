package reports_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

func TestAFolderIsOfOneRunAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	release, err := reports.LockFolder(dir)
	require.NoError(t, err)
	_, err = reports.LockFolder(dir)
	require.ErrorContains(t, err, "another run writes into the folder")
	require.ErrorContains(t, err, "--out")
	require.NoError(t, release())
	release, err = reports.LockFolder(dir)
	require.NoError(t, err)
	require.NoError(t, release())
}

// TestWhatAnEarlierRunLeftIsRemoved holds that nothing of an earlier run stays that could be taken for a result, and that
// nothing else is touched.
func TestWhatAnEarlierRunLeftIsRemoved(t *testing.T) {
	earlier := []string{reports.ResultsFile, reports.JUnitFile, reports.SuggestionsFile, ".results.json.abcdefghij", ".junit.xml.0123456789"}
	others := []string{"journal.jsonl", "notes.txt", "my-results.json", ".results.json.short", ".results.json", "transcripts/notes.txt", "transcripts/.har"}
	transcripts := []string{"transcripts/pkce-12-abcd.har"}
	parts := []string{"transcripts/.pkce-12-abcd.har.abcdefghij"}
	for _, keep := range []bool{false, true} {
		dir := t.TempDir()
		for _, name := range append(append(append(append([]string{}, earlier...), others...), transcripts...), parts...) {
			path := filepath.Join(dir, filepath.FromSlash(name))
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
			require.NoError(t, os.WriteFile(path, []byte(name), 0o600))
		}
		require.NoError(t, reports.ClearFolder(dir, keep))
		there := func(name string) bool {
			_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
			return err == nil
		}
		for _, name := range append(earlier, parts...) {
			assert.False(t, there(name), name)
		}
		for _, name := range others {
			assert.True(t, there(name) || name == "transcripts/.har" && !keep, name)
		}
		for _, name := range transcripts {
			assert.Equal(t, keep, there(name), name)
		}
	}
	assert.NoError(t, reports.ClearFolder(filepath.Join(t.TempDir(), "missing"), false))
}
