package terminal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/goccy/go-yaml"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// maxSuggested keeps the output readable after a run in which everything failed.
const maxSuggested = 5

// SuggestKnownFailures prints an entry for the file of --known-failures for each failure, without
// the members that only a person can fill in. It prints the first entries; if there are more, it
// writes all of them to [reports.SuggestionsFile] in dir. It removes the file of an earlier run.
func SuggestKnownFailures(w io.Writer, r *reports.Results, dir string) error {
	entries, err := suggestedEntries(r)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, reports.SuggestionsFile)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) == 0 {
		return nil
	}
	printed := entries[:min(len(entries), maxSuggested)]
	fmt.Fprintf(w, "\nTo accept a failure for a time, add its entry to the file of --known-failures; say why, who and until when:\n%s", bytes.Join(printed, nil))
	if len(printed) == len(entries) {
		return nil
	}
	fmt.Fprintf(w, "%d more, %d in all, are in %s\n", len(entries)-len(printed), len(entries), path)
	return reports.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(bytes.Join(entries, nil))
		return err
	})
}

// suggestedEntries returns the YAML of an entry for each scenario that failed.
func suggestedEntries(r *reports.Results) ([][]byte, error) {
	var entries [][]byte
	for _, s := range r.Scenarios {
		if s.Verdict != reports.Failed {
			continue
		}
		text, err := yaml.Marshal([]yaml.MapSlice{{
			{Key: "scenario", Value: safeValue(s.ID)}, {Key: "reason", Value: safeValue(s.Reason)},
			{Key: "why", Value: ""}, {Key: "owner", Value: ""}, {Key: "link", Value: ""}, {Key: "expires", Value: ""},
		}})
		if err != nil {
			return nil, fmt.Errorf("suggest an entry for %s: %w", s.ID, err)
		}
		entries = append(entries, []byte(escape.Text(string(text)))) // it only changes what is between double quotes
	}
	return entries, nil
}

// safeValue returns a text for YAML: as plain text, or quoted and escaped if it contains
// characters of a server that are not safe to show.
func safeValue(text string) any {
	if escape.Text(text) == text {
		return text
	}
	return quoted(text)
}

// quoted is a text that YAML writes between double quotes, in ASCII. The escapes
// of Go are escapes of YAML too (YAML 1.2.2, section 5.7).
type quoted string

// MarshalYAML returns the text between double quotes.
func (q quoted) MarshalYAML() ([]byte, error) {
	return []byte(strconv.QuoteToASCII(string(q))), nil
}
