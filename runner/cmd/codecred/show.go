package main

import (
	"fmt"
	"os"
	"slices"

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
		if err := showEntries(results, dir, s.out); err != nil {
			return &runner.Error{Exit: runner.ExitTarget, Err: fmt.Errorf("the entries for a ledger could not be written: %w", err)}
		}
		if err := reports.WriteTerminal(s.out, results, view); err != nil {
			return err
		}
	}
	return exit(results.ExitCode)
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
