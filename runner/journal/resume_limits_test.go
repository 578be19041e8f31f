package journal

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

func TestAJournalOverALimitIsNotResumed(t *testing.T) {
	begin := t.TempDir()
	begun(t, begin)
	header := linesOf(t, begin)[0] + "\n"
	for name, row := range map[string]struct{ text, says string }{
		"a long line":       {header + "{}\n" + strings.Repeat(" ", maxLine+1) + "\n", "journal.jsonl cannot be resumed: line 3, column 16777217: the line has more than 16 MiB; run without --resume"},
		"a long line alone": {strings.Repeat("x", maxLine+1), "line 1, column 16777217: the line has more than 16 MiB"},
		"deep JSON":         {header + `{"result":{"excess":` + strings.Repeat("[", 3<<20) + "\n", "line 2, column 10019: "},
		"JSON of no entry":  {header + "{\"round\":\"x\"}\n", "line 2, column 12: "},
		"many of its lines": {header + strings.Repeat("{}\n", maxLines), "line 1000001, column 1: it has more than 1000000 lines"},
		"a line of no JSON": {header + "{]\n", "line 2, column 2: "},
		"another beginning": {"\n" + header, "its first line is not the header"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, FileName), []byte(row.text), 0o600))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := Open(dir, true, present())
			runtime.ReadMemStats(&after)
			require.ErrorContains(t, err, row.says)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<30))
		})
	}
}

// TestAnIncompleteLineOfAnyLengthIsDropped takes a line that a killed run did not end, longer than the buffer.
func TestAnIncompleteLineOfAnyLengthIsDropped(t *testing.T) {
	dir := t.TempDir()
	first := begun(t, dir)
	require.NoError(t, first.Keep(1, result("a.feature:1", reports.Passed)))
	require.NoError(t, first.Close())
	path := filepath.Join(dir, FileName)
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, append(whole, []byte(`{"round":1,`+strings.Repeat(" ", 200_000))...), 0o600))
	again, _, err := Open(dir, true, present())
	require.NoError(t, err)
	defer func() { require.NoError(t, again.Close()) }()
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(whole), string(got))
	_, kept := again.Result(1, "a.feature:1")
	assert.True(t, kept)
}
