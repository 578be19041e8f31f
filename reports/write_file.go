package reports

import (
	"bufio"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// WriteFile writes a file in one step, so that it appears whole or not at all: it writes a
// temporary file beside it and renames that. A file that it replaces keeps its permissions. A new one,
// and the folder if it is missing, has those that the umask leaves: who may read reports is for the
// user to say, as with every other program.
func WriteFile(path string, write func(io.Writer) error) (err error) {
	file, err := createBeside(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			_ = os.Remove(file.Name())
		}
	}()
	buffer := bufio.NewWriter(file)
	if err := write(buffer); err != nil {
		return err
	}
	if err := buffer.Flush(); err != nil {
		return err
	}
	if replaced, err := os.Stat(path); err == nil {
		if err := file.Chmod(replaced.Mode().Perm()); err != nil {
			return err
		}
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// createBeside creates a file with a name of its own in the folder of path, and the folder if it is missing.
// It does not use os.CreateTemp, whose files only their owner can read.
func createBeside(path string) (*os.File, error) {
	dir, name := filepath.Split(path)
	beside := filepath.Join(dir, "."+name+"."+strings.ToLower(rand.Text()[:10]))
	file, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) //nolint:gosec // the umask decides, see WriteFile
	if !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	if err := os.MkdirAll(filepath.Clean(dir), 0o777); err != nil { //nolint:gosec // likewise
		return nil, err
	}
	return os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) //nolint:gosec // likewise
}
