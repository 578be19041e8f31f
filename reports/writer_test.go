package reports

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// filesBelow lists all files below a folder.
func filesBelow(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			files = append(files, name)
		}
		return err
	}))
	return files
}

func TestWriteMakesEveryFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "out")
	r := sample()
	require.NoError(t, Write(dir, []string{"terminal", "json", "junit"}, r))

	name := transcriptName("features/settings/pkce.feature:31")
	assert.ElementsMatch(t, []string{"results.json", "junit.xml", filepath.Join(transcripts, name)}, filesBelow(t, dir), "and no temporary file")
	file, err := os.Open(filepath.Join(dir, "results.json"))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, file.Close()) })
	read, err := ReadJSON(file)
	require.NoError(t, err)
	for _, s := range read.Scenarios {
		if s.Transcript != "" {
			assert.FileExists(t, filepath.Join(dir, s.Transcript))
		}
	}
	info, err := file.Stat()
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o644), info.Mode().Perm(), "everyone may read a report")
}

func TestWriteReplacesAnEarlierReport(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, Write(dir, []string{"json"}, sample()))
	later := resultsOf(Conformant, passedScenario("a.feature:1"))
	require.NoError(t, Write(dir, []string{"json"}, later))
	data, err := os.ReadFile(filepath.Join(dir, "results.json"))
	require.NoError(t, err)
	assert.Equal(t, string(jsonOf(t, later)), string(data))
}

func TestWriteWritesNothingWhen(t *testing.T) {
	for name, test := range map[string]struct {
		formats []string
		change  func(*Results)
		want    string
	}{
		"a format is unknown":       {[]string{"json", "pdf"}, func(*Results) {}, `unknown format "pdf": choose from terminal, json, junit`},
		"results contradict itself": {[]string{"json"}, func(r *Results) { r.Run.Counts = nil }, "contradict themselves"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			r := sample()
			test.change(r)
			require.ErrorContains(t, Write(dir, test.formats, r), test.want)
			assert.Empty(t, filesBelow(t, dir))
		})
	}
}

func TestWriteSaysWhichFolderCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	require.ErrorContains(t, Write(file, []string{"json"}, resultsOf(Conformant, passedScenario("a.feature:1"))), file)
}

func TestWriteFileLeavesTheOldOneWhenItFails(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "results.json")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o600))
	broken := errors.New("the disk is full")
	err := writeFile(path, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return broken
	})
	require.ErrorIs(t, err, broken)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "old", string(data))
	assert.Equal(t, []string{"results.json"}, filesBelow(t, dir))
}

func TestEveryFormatWritesEveryVerdict(t *testing.T) {
	for _, format := range Formats {
		t.Run(format.Name, func(t *testing.T) {
			assert.NotEmpty(t, format.About)
			require.NoError(t, format.Write(io.Discard, sample()))
			require.ErrorIs(t, format.Write(full{}, sample()), errFull, "a write that fails is told")
		})
	}
}

var errFull = errors.New("no space left")

// full is a disk on which there is no room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
