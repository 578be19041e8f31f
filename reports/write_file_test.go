package reports_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

func TestWriteFileLeavesTheOldOneWhenItFails(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "results.json")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o600))
	broken := errors.New("the disk is full")
	err := reports.WriteFile(path, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return broken
	})
	require.ErrorIs(t, err, broken)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "old", string(data))
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, files, 1, "no temporary file is left")
}

func TestWriteFileMakesItsFolderAndAFileForEveryone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "results.json")
	require.NoError(t, reports.WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, "whole")
		return err
	}))
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "whole", string(data))
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o644), info.Mode().Perm())
	require.ErrorContains(t, reports.WriteFile(filepath.Join(path, "below"), func(io.Writer) error { return nil }), path)
}

func TestWriteFileKeepsThePermissionsOfWhatItReplaces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "target.yaml")
	require.NoError(t, os.WriteFile(path, []byte("before"), 0o600))
	require.NoError(t, reports.WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, "after")
		return err
	}))
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "a target file may hold secrets")
}

// TestASecretIsNotReadableByOthersWhileItIsWritten holds the permissions of the temporary file beside one that only its
// owner may read: a target file may hold secrets.
func TestASecretIsNotReadableByOthersWhileItIsWritten(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "target.yaml")
	require.NoError(t, os.WriteFile(path, []byte("before"), 0o600))
	seen := 0
	require.NoError(t, reports.WriteFile(path, func(io.Writer) error {
		files, err := os.ReadDir(dir)
		for _, file := range files {
			info, err := file.Info()
			require.NoError(t, err)
			assert.Zero(t, info.Mode().Perm()&0o077, "%s has %s", file.Name(), info.Mode())
			seen++
		}
		return err
	}))
	assert.Equal(t, 2, seen, "the file and the temporary one")
}
