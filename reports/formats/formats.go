// Package formats lists the formats in which results can be written, and writes them. It is the
// table behind --format. The layout of a format is in the package of the format (reports, terminal,
// junit), that of a transcript in package har.
//
// Begin with [All]. To add a format, write a package with a [reports.Format] and add it to [All].
package formats

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/har"
	"github.com/codecred/codecred/reports/junit"
	"github.com/codecred/codecred/reports/terminal"
)

// All returns every format, in the order in which help lists them. The options
// are those of the terminal's format.
func All(options terminal.Options) []reports.Format {
	return []reports.Format{terminal.Format(options), reports.JSON, junit.Format}
}

// Names lists the names of all formats.
func Names() []string {
	var names []string
	for _, format := range All(terminal.Options{}) {
		names = append(names, format.Name)
	}
	return names
}

// Choose finds formats by their names, in the order of the names. An unknown
// name is an error that lists the known ones.
func Choose(names []string, options terminal.Options) ([]reports.Format, error) {
	byName := map[string]reports.Format{}
	for _, format := range All(options) {
		byName[format.Name] = format
	}
	chosen := make([]reports.Format, len(names))
	for i, name := range names {
		format, known := byName[name]
		if !known {
			return nil, fmt.Errorf("unknown format %q: choose from %s", name, strings.Join(Names(), ", "))
		}
		chosen[i] = format
	}
	return chosen, nil
}

// WriteFiles writes the transcripts and every format that has a file into a folder, which it
// creates if it is missing. Each file appears whole or not at all. Nothing is written when the
// results contradict themselves. It sets the transcript of every scenario that has exchanges.
func WriteFiles(dir string, formats []reports.Format, r *reports.Results) (err error) {
	if err := r.Check(); err != nil {
		return err
	}
	unlock, err := reports.LockFolder(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if err := har.WriteAll(dir, r); err != nil {
		return err
	}
	for _, format := range formats {
		if format.File == "" {
			continue
		}
		path := filepath.Join(dir, format.File)
		if err := reports.WriteFile(path, func(w io.Writer) error { return format.Write(w, r) }); err != nil {
			return fmt.Errorf("write %s: %w", format.Name, err)
		}
	}
	return nil
}

// Print writes every format that has no file of its own, such as the
// terminal's, one after the other.
func Print(w io.Writer, formats []reports.Format, r *reports.Results) error {
	for _, format := range formats {
		if format.File != "" {
			continue
		}
		if err := format.Write(w, r); err != nil {
			return fmt.Errorf("write %s: %w", format.Name, err)
		}
	}
	return nil
}
