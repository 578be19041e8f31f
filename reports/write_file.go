package reports

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
)

// WriteFile writes a file in one step, so that it appears whole or not at all: it writes a
// temporary file beside it and renames that. A file that it replaces keeps its permissions. It creates
// the folder if it is missing.
func WriteFile(path string, write func(io.Writer) error) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
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
	// CreateTemp makes files that only their owner can read; everyone may read a report.
	mode := os.FileMode(0o644)
	if there, err := os.Stat(path); err == nil {
		mode = there.Mode().Perm()
	}
	if err := file.Chmod(mode); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
