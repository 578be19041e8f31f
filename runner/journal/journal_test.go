package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

func present() Header {
	return Header{
		Run: "first", Started: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Seed: 7, Profile: "salesforce",
		Harness: reports.Harness{Version: "1.2.3", FeaturesDigest: "abc"}, Target: reports.Target{Name: "acme"},
		Shard: &reports.Shard{Index: 1, Count: 2}, Repeat: 3,
	}
}

func begun(t *testing.T, dir string) *Journal {
	t.Helper()
	j, header, err := Open(dir, false, present())
	require.NoError(t, err)
	assert.Equal(t, schema, header.Schema)
	assert.Equal(t, "first", header.Run)
	t.Cleanup(func() { _ = j.Close() }) // some tests close it themselves
	require.NoError(t, j.unlock())
	j.unlock = func() error { return nil } // the run is over, as if it had been killed
	return j
}

func resumed(t *testing.T, dir string) *Journal {
	t.Helper()
	later := present()
	later.Run, later.Seed, later.Started = "second", 8, time.Now()
	j, header, err := Open(dir, true, later)
	require.NoError(t, err)
	assert.Equal(t, "first", header.Run, "the run that is resumed")
	assert.EqualValues(t, 7, header.Seed)
	t.Cleanup(func() { assert.NoError(t, j.Close()) })
	require.NoError(t, j.unlock())
	j.unlock = func() error { return nil } // as in begun
	return j
}

func linesOf(t *testing.T, dir string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, FileName))
	require.NoError(t, err)
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

func result(id string, v reports.Verdict) *reports.Scenario {
	return &reports.Scenario{
		ID: id, Name: "a <b> & c", Verdict: v, Requirements: []string{"CC-A-01"},
		Exchanges: []reports.Exchange{{Label: "token request", Request: reports.Message{Method: "POST", URL: "https://site.example/token"}}},
	}
}

func TestWhatWasDecidedIsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	j := begun(t, dir)
	s := result("a.feature:1", reports.Failed)
	require.NoError(t, j.Keep(2, s))
	assert.Empty(t, s.Exchanges, "what is on disk is not kept in memory")
	assert.FileExists(t, filepath.Join(dir, s.Transcript))
	for _, undecided := range []reports.Verdict{reports.NotRun, reports.Errored} {
		u := result("b.feature:1", undecided)
		require.NoError(t, j.Keep(1, u))
		assert.FileExists(t, filepath.Join(dir, u.Transcript))
	}
	_, known := j.Result(2, "a.feature:1")
	assert.False(t, known, "it is known to the run that resumes this one")
	require.NoError(t, j.Close())
	assert.Len(t, linesOf(t, dir), 2, "the header and what was decided")
	assert.Contains(t, linesOf(t, dir)[1], "a <b> & c", "a person can read it")

	later := resumed(t, dir)
	got, known := later.Result(2, "a.feature:1")
	require.True(t, known)
	assert.Equal(t, *s, got)
	_, known = later.Result(1, "a.feature:1")
	assert.False(t, known, "that was another round")
	_, known = later.Result(1, "b.feature:1")
	assert.False(t, known, "it is run again")
}

func TestAFreshRunTakesThePlaceOfTheJournalBefore(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, begun(t, dir).Keep(1, result("a.feature:1", reports.Passed)))
	begun(t, dir)
	assert.Len(t, linesOf(t, dir), 1)
}

func TestAnIncompleteLastLineIsDropped(t *testing.T) {
	dir := t.TempDir()
	j := begun(t, dir)
	require.NoError(t, j.Keep(1, result("a.feature:1", reports.Passed)))
	_, err := j.file.WriteString(`{"round":1,"result":{"id":"b.fea`)
	require.NoError(t, err)
	require.NoError(t, j.Close())

	later := resumed(t, dir)
	_, known := later.Result(1, "a.feature:1")
	assert.True(t, known)
	require.NoError(t, later.Keep(1, result("b.feature:1", reports.Passed)))
	lines := linesOf(t, dir)
	require.Len(t, lines, 3)
	assert.Contains(t, lines[2], `"b.feature:1"`, "a line of its own")
}

func TestWhatCannotBeResumed(t *testing.T) {
	write := func(text string) string {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, FileName), []byte(text), 0o600))
		return dir
	}
	begin := t.TempDir()
	begun(t, begin)
	header := linesOf(t, begin)[0] + "\n"
	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, FileName), 0o700))
	for name, tt := range map[string]struct{ dir, says string }{
		"no journal":                  {t.TempDir(), "has no journal.jsonl to resume: run without --resume first"},
		"a folder":                    {folder, "the journal: "},
		"an empty one":                {write(""), "it has no complete line"},
		"a header that was torn":      {write(header[:20]), "it has no complete line"},
		"another file":                {write("hello\n"), "its first line is not the header of a codecred/journal/v1"},
		"a journal of another kind":   {write(strings.Replace(header, "journal/v1", "journal/v2", 1)), "its first line is not the header"},
		"a line that was overwritten": {write(header + "{}\n{]\n"), "line 3, column 2: "},
	} {
		t.Run(name, func(t *testing.T) {
			j, _, err := Open(tt.dir, true, present())
			require.ErrorContains(t, err, tt.says)
			assert.Nil(t, j)
		})
	}
}

func TestAJournalNeedsAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, _, err := Open(file, false, present())
	require.ErrorContains(t, err, "the journal: ")
	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, FileName), 0o700))
	_, _, err = Open(folder, false, present())
	assert.ErrorContains(t, err, "the journal: ")
}

func TestOnlyTheSameRunIsResumed(t *testing.T) {
	require.NoError(t, present().Compare(present()))
	again := present()
	again.Run, again.Seed, again.Started = "second", 8, time.Now()
	require.NoError(t, present().Compare(again), "the seed changes no verdict")
	for part, change := range map[string]func(*Header){
		`features was "abc" and is "abd"`:            func(h *Header) { h.Harness.FeaturesDigest = "abd" },
		`version of codecred was "1.2.3" and is "2"`: func(h *Header) { h.Harness.Version = "2" },
		`profile was "salesforce" and is "strict"`:   func(h *Header) { h.Profile = "strict" },
		"selection was": func(h *Header) { h.Selection.Tags = "@CC-A-01" },
		"target was":    func(h *Header) { h.Target.Name = "other" },
		`shard was {"index":1,"count":2} and is null`: func(h *Header) { h.Shard = nil },
		"repeat was 3 and is 4":                       func(h *Header) { h.Repeat = 4 },
	} {
		other := present()
		change(&other)
		err := present().Compare(other)
		require.ErrorContains(t, err, "it is of another run: "+part)
		assert.NotContains(t, err.Error(), "; "+part[:3], "one difference is told once")
	}
	dir := t.TempDir()
	begun(t, dir)
	other := present()
	other.Profile = "strict"
	_, _, err := Open(dir, true, other)
	require.ErrorContains(t, err, "cannot be resumed: it is of another run: profile was")
	assert.Len(t, linesOf(t, dir), 1, "the journal stays as it is")
}

func TestNoJournalKeepsNothing(t *testing.T) {
	var none *Journal
	_, known := none.Result(1, "a.feature:1")
	assert.False(t, known)
	require.NoError(t, none.MarkClean())
	require.NoError(t, none.RemoveLeftovers(t.Context(), nil, 1))
	assert.Nil(t, none.Watch(nil))
	assert.NoError(t, none.Close())
}

func TestAFullDiskIsNoticed(t *testing.T) {
	j := begun(t, t.TempDir())
	require.NoError(t, j.Close())
	assert.ErrorContains(t, j.Keep(1, result("a.feature:1", reports.Passed)), "the journal: ")
	blocked := begun(t, t.TempDir())
	require.NoError(t, os.WriteFile(filepath.Join(blocked.dir, reports.TranscriptsDir), nil, 0o600))
	s := result("a.feature:1", reports.Passed)
	require.ErrorContains(t, blocked.Keep(1, s), "transcript")
	assert.NotEmpty(t, s.Exchanges, "what is not on disk stays in memory")
}

// TestTranscriptsAreBounded holds that a server whose every answer is long does not fill the disk.
func TestTranscriptsAreBounded(t *testing.T) {
	j := begun(t, t.TempDir())
	keep := func(id string) string {
		s := result(id, reports.Passed)
		s.Exchanges[0].Response = &reports.Message{Status: 400, Body: strings.Repeat("x", 100_000)}
		require.NoError(t, j.Keep(1, s))
		text, err := os.ReadFile(filepath.Join(j.dir, s.Transcript))
		require.NoError(t, err)
		return string(text)
	}
	assert.Greater(t, len(keep("a.feature:1")), 100_000, "it is whole")
	assert.Equal(t, 600_000, writtenSize(strings.Repeat("\x01", 100_000)))
	j.bodies = bodyBudget + 1
	cut := keep("a.feature:2")
	assert.Less(t, len(cut), 20_000)
	assert.Contains(t, cut, "cut here: 100000 bytes in all, SHA-256 ")
}

// TestAJournalOfSomebodyElseIsNotTouched holds that a link is neither followed nor replaced: whoever may write into the
// folder would choose what is overwritten, or believed.
func TestAJournalOfSomebodyElseIsNotTouched(t *testing.T) {
	dir := t.TempDir()
	precious := filepath.Join(t.TempDir(), "precious")
	require.NoError(t, os.WriteFile(precious, []byte("keep\n"), 0o600))
	require.NoError(t, os.Symlink(precious, filepath.Join(dir, FileName)))
	for _, resume := range []bool{false, true} {
		_, _, err := Open(dir, resume, present())
		assert.ErrorContains(t, err, "is no regular file")
		assert.ErrorContains(t, err, "--out")
	}
	kept, err := os.ReadFile(precious)
	require.NoError(t, err)
	assert.Equal(t, "keep\n", string(kept))
}

func TestAFolderInPlaceOfTheJournalIsAnError(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, FileName), 0o700))
	_, _, err := Open(dir, false, present())
	assert.ErrorContains(t, err, "is no regular file")
}

// TestAJournalOfAnotherTargetFileIsOfAnotherRun holds that what a target file and its variables say belongs to the run:
// the same file may name another server by a variable.
func TestAJournalOfAnotherTargetFileIsOfAnotherRun(t *testing.T) {
	for name, change := range map[string]func(*Header){
		"what the target file says": func(h *Header) { h.Declared = "other" },
		"scope":                     func(h *Header) { h.Scope = "possible" },
	} {
		dir := t.TempDir()
		require.NoError(t, begun(t, dir).Close())
		later := present()
		change(&later)
		_, _, err := Open(dir, true, later)
		assert.ErrorContains(t, err, "it is of another run: "+name)
	}
}

// TestTheFolderOfARunHasThePermissionsOfTheUmask holds that the folder is made as every other program makes one: the
// next container, of another user, may look into it. The journal itself is its owner's.
func TestTheFolderOfARunHasThePermissionsOfTheUmask(t *testing.T) {
	parent := t.TempDir()
	usual := filepath.Join(parent, "usual")
	require.NoError(t, os.Mkdir(usual, 0o777))
	dir := filepath.Join(parent, "out")
	begun(t, dir)
	want, err := os.Stat(usual)
	require.NoError(t, err)
	got, err := os.Stat(dir)
	require.NoError(t, err)
	assert.Equal(t, want.Mode(), got.Mode())
	journal, err := os.Stat(filepath.Join(dir, FileName))
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), journal.Mode().Perm())
}
