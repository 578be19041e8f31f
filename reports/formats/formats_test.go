package formats

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
	"github.com/codecred/codecred/reports/terminal"
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

func choose(t *testing.T, names ...string) []reports.Format {
	t.Helper()
	formats, err := Choose(names, terminal.Options{})
	require.NoError(t, err)
	return formats
}

func TestWriteMakesEveryFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "out")
	r := sample.Results()
	require.NoError(t, WriteFiles(dir, choose(t, "terminal", "json", "junit"), r))

	withExchanges := slices.IndexFunc(r.Scenarios, func(s reports.Scenario) bool { return len(s.Exchanges) > 0 })
	transcript := r.Scenarios[withExchanges].Transcript
	assert.ElementsMatch(t, []string{".lock", "results.json", "junit.xml", filepath.FromSlash(transcript)}, filesBelow(t, dir), "and no temporary file")
	file, err := os.Open(filepath.Join(dir, "results.json"))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, file.Close()) })
	read, err := reports.ReadJSON(file)
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
	require.NoError(t, WriteFiles(dir, choose(t, "json"), sample.Results()))
	later := sample.Run(reports.Conformant, sample.Passed("a.feature:1"))
	require.NoError(t, WriteFiles(dir, choose(t, "json"), later))
	data, err := os.ReadFile(filepath.Join(dir, "results.json"))
	require.NoError(t, err)
	assert.Equal(t, string(sample.JSON(t, later)), string(data))
}

func TestNothingIsWrittenOfResultsThatContradictThemselves(t *testing.T) {
	dir := t.TempDir()
	r := sample.Results()
	r.Run.Counts = nil
	require.ErrorContains(t, WriteFiles(dir, choose(t, "json"), r), "contradict themselves")
	assert.Empty(t, filesBelow(t, dir))
}

func TestAnUnknownFormatIsAnErrorThatNamesTheKnownOnes(t *testing.T) {
	_, err := Choose([]string{"json", "pdf"}, terminal.Options{})
	require.EqualError(t, err, `unknown format "pdf": choose from terminal, json, junit`)
}

func TestPrintWritesWhatHasNoFile(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, Print(&out, choose(t, "json", "terminal", "junit"), sample.Results()))
	var alone bytes.Buffer
	require.NoError(t, terminal.Write(&alone, sample.Results(), terminal.Options{}))
	assert.Equal(t, alone.String(), out.String())
	require.ErrorIs(t, Print(full{}, choose(t, "terminal"), sample.Results()), errFull)
}

func TestWriteSaysWhichFolderCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	require.ErrorContains(t, WriteFiles(file, choose(t, "json"), sample.Run(reports.Conformant, sample.Passed("a.feature:1"))), file)
}

func TestEveryFormatWritesEveryVerdict(t *testing.T) {
	for _, format := range All(terminal.Options{}) {
		t.Run(format.Name, func(t *testing.T) {
			assert.NotEmpty(t, format.About)
			require.NoError(t, format.Write(io.Discard, sample.Results()))
			require.ErrorIs(t, format.Write(full{}, sample.Results()), errFull, "a write that fails is told")
		})
	}
}

var errFull = errors.New("no space left")

// full is a writer that fails like a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
