package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"github.com/codecred/codecred/reports"
)

const (
	// entriesFile holds all entries, in the folder of the reports, where there are
	// more than are shown.
	entriesFile = "new-known-failures.yaml"
	// entriesShown keeps a run readable in which everything failed.
	entriesShown = 5
)

// showEntries prints what would have to be added to the ledger of known
// failures: all but what only a person can say. The first are shown; where there
// are more, all of them are in a file.
func showEntries(results *reports.Results, dir string, w io.Writer) error {
	var entries [][]byte
	for _, sc := range results.Scenarios {
		if sc.Verdict != reports.Failed {
			continue
		}
		text, err := yaml.Marshal([]yaml.MapSlice{{
			{Key: "scenario", Value: sc.ID}, {Key: "reason", Value: sc.Reason},
			{Key: "why", Value: ""}, {Key: "owner", Value: ""}, {Key: "link", Value: ""}, {Key: "expires", Value: ""},
		}})
		if err != nil {
			return err
		}
		entries = append(entries, text)
	}
	path := filepath.Join(dir, entriesFile)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) { // one of an earlier run
		return err
	}
	if len(entries) == 0 {
		return nil
	}
	shown := entries[:min(len(entries), entriesShown)]
	fmt.Fprintf(w, "\nTo accept a failure for a time, add its entry to the file of --known-failures; say why, who and until when:\n%s", bytes.Join(shown, nil))
	if len(shown) == len(entries) {
		return nil
	}
	fmt.Fprintf(w, "%d more, %d in all, are in %s\n", len(entries)-len(shown), len(entries), path)
	return os.WriteFile(path, bytes.Join(entries, nil), 0o644) //#nosec G306 -- a report is for everyone
}
