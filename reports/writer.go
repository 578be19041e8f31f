package reports

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Format is one way to show results.
type Format struct {
	Name  string // as --format takes it
	About string // a line of help
	File  string // its file in the folder of reports; empty when it is for eyes and shown by the caller
	Write func(io.Writer, *Results) error
}

// Formats are all ways to show results, in the order in which help lists them.
var Formats = []Format{
	{Name: "terminal", About: "text for people, printed at the end of a run", Write: writePlain},
	{Name: "json", About: "the whole model, schema " + Schema, File: "results.json", Write: WriteJSON},
	{Name: "junit", About: "JUnit XML for Jenkins, GitLab and others", File: "junit.xml", Write: WriteJUnit},
}

// FormatNamed finds a format; an unknown name is an error that lists the known ones.
func FormatNamed(name string) (Format, error) {
	known := make([]string, len(Formats))
	for i, format := range Formats {
		if format.Name == name {
			return format, nil
		}
		known[i] = format.Name
	}
	return Format{}, fmt.Errorf("unknown format %q: choose from %s", name, strings.Join(known, ", "))
}

// Write writes the transcripts and every format that has a file into a folder,
// which it makes where it is missing. Each file appears whole or not at all.
// Nothing is written when a name is unknown or the results contradict themselves.
// It sets the transcript of every scenario that has exchanges.
func Write(dir string, formats []string, r *Results) error {
	chosen := make([]Format, len(formats))
	for i, name := range formats {
		format, err := FormatNamed(name)
		if err != nil {
			return err
		}
		chosen[i] = format
	}
	if err := r.Check(); err != nil {
		return err
	}
	if err := WriteTranscripts(dir, r); err != nil {
		return err
	}
	for _, format := range chosen {
		if format.File == "" {
			continue
		}
		path := filepath.Join(dir, format.File)
		if err := writeFile(path, func(w io.Writer) error { return format.Write(w, r) }); err != nil {
			return fmt.Errorf("write %s: %w", format.Name, err)
		}
	}
	return nil
}

// writeFile gives a file its content in one step: it writes beside it and renames.
func writeFile(path string, write func(io.Writer) error) (err error) {
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
	// CreateTemp makes files for their owner only; a report is for everyone.
	if err := file.Chmod(0o644); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
