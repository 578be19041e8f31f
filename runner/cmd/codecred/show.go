package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/goccy/go-yaml"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
)

// show writes the reports and ends with the verdict's exit code.
func show(results *reports.Results, dir string, formats []string, s streams) error {
	if err := reports.Write(dir, formats, results); err != nil {
		return &runner.Error{Exit: runner.ExitTarget, Err: fmt.Errorf("the reports could not be written: %w", err)}
	}
	if slices.Contains(formats, "terminal") {
		view := terminal(s.out)
		view.Dir = dir
		if err := showEntries(results, s); err != nil {
			return err
		}
		if err := reports.WriteTerminal(s.out, results, view); err != nil {
			return err
		}
	}
	return exit(results.ExitCode)
}

// showEntries prints what would have to be added to the ledger of known
// failures: all but what only a person can say.
func showEntries(results *reports.Results, s streams) error {
	var entries []reports.LedgerEntry
	for _, sc := range results.Scenarios {
		if sc.Verdict == reports.Failed {
			entries = append(entries, reports.LedgerEntry{Scenario: sc.ID, Reason: sc.Reason})
		}
	}
	if len(entries) == 0 {
		return nil
	}
	fmt.Fprintln(s.out, "\nTo accept a failure for a time, add its entry to the file of --known-failures; say why, who and until when:")
	for _, e := range entries {
		text, err := yaml.Marshal([]yaml.MapSlice{{
			{Key: "scenario", Value: e.Scenario}, {Key: "reason", Value: e.Reason},
			{Key: "why", Value: ""}, {Key: "owner", Value: ""}, {Key: "link", Value: ""}, {Key: "expires", Value: ""},
		}})
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s", text)
	}
	return nil
}

func checkFormats(names []string) error {
	for _, name := range names {
		if _, err := reports.FormatNamed(name); err != nil {
			return usage(err)
		}
	}
	return nil
}

func usage(err error) error { return &runner.Error{Exit: runner.ExitUsage, Err: err} }

// terminal says what a stream can show: only a real file can be a terminal.
func terminal(w any) reports.TerminalOptions {
	if file, ok := w.(*os.File); ok {
		return reports.TerminalOf(file, os.Getenv)
	}
	return reports.TerminalOptions{}
}
