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
// temporary file beside it and renames that. A file that it replaces keeps its permissions, which the
// temporary one has from the start: what only its owner may read may be a secret. A new file has those that
// the umask leaves, and so has the folder, see MakeFolder.
func WriteFile(path string, write func(io.Writer) error) (err error) {
	const everyone = 0o666 // but for the umask
	mode := os.FileMode(everyone)
	replaced, missing := os.Stat(path)
	if missing == nil {
		mode = replaced.Mode().Perm()
	}
	file, err := createBeside(path, mode)
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
	if missing == nil { // the umask may have taken away some of them
		if err := file.Chmod(mode); err != nil {
			return err
		}
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// randomLength is how many random characters stand in the name of a file that is being written, see ClearFolder.
const randomLength = 10

// createBeside creates a file with a name of its own in the folder of path, and the folder if it is missing.
// It does not use os.CreateTemp, whose files only their owner can read.
func createBeside(path string, mode os.FileMode) (*os.File, error) {
	dir, name := filepath.Split(path)
	beside := filepath.Join(dir, "."+name+"."+strings.ToLower(rand.Text()[:randomLength]))
	create := func() (*os.File, error) { return os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode) }
	file, err := create()
	if !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	if err := MakeFolder(filepath.Clean(dir)); err != nil {
		return nil, err
	}
	return create()
}

// MakeFolder makes a folder for reports if it is missing, with the permissions that the umask leaves: who may read
// reports is for the user to say, as with every other program.
func MakeFolder(dir string) error {
	return os.MkdirAll(dir, 0o777) //nolint:gosec // see above
}
