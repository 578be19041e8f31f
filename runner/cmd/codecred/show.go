package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
	"github.com/codecred/codecred/reports/formats"
	"github.com/codecred/codecred/reports/terminal"
)

// show writes the reports and ends with the verdict's exit code.
func show(results *reports.Results, dir string, names []string, s streams) error {
	options := optionsOf(s.out)
	options.Dir = dir
	chosen, err := formats.Choose(names, options)
	if err != nil {
		return usage(err)
	}
	if err := formats.WriteFiles(dir, chosen, results); err != nil {
		return &reports.Error{Exit: reports.ExitTarget, Err: fmt.Errorf("the reports could not be written: %w", err)}
	}
	if slices.Contains(names, "terminal") {
		if err := terminal.SuggestKnownFailures(s.out, results, dir); err != nil {
			return &reports.Error{Exit: reports.ExitTarget, Err: fmt.Errorf("the suggested known failures could not be written: %w", err)}
		}
	}
	if err := formats.Print(s.out, chosen, results); err != nil {
		return err
	}
	return exit(results.ExitCode)
}

// writeAlone writes the reports of a run that did not reach its target, and shows nothing: the error does. They replace those of
// an earlier run.
func writeAlone(results *reports.Results, dir string, names []string) error {
	chosen, err := formats.Choose(names, terminal.Options{})
	if err == nil {
		err = clearFolder(dir)
	}
	if err == nil {
		err = formats.WriteFiles(dir, chosen, results)
	}
	if err != nil {
		return fmt.Errorf("the reports could not be written: %w", err)
	}
	return nil
}

func clearFolder(dir string) error {
	unlock, err := reports.LockFolder(dir)
	if err != nil {
		return err
	}
	return errors.Join(reports.ClearFolder(dir, false), unlock())
}

// checkFormats returns an error for an unknown name of a format.
func checkFormats(names []string) error {
	if _, err := formats.Choose(names, terminal.Options{}); err != nil {
		return usage(err)
	}
	return nil
}

func usage(err error) error { return &reports.Error{Exit: reports.ExitUsage, Err: err} }

// guarded returns the writer through which a command prints to a stream.
func guarded(w io.Writer) io.Writer { return terminal.Guard(w, optionsOf(w)) }

// optionsOf returns what a stream can show: only a real file can be a terminal.
func optionsOf(w io.Writer) terminal.Options {
	if guard, ok := w.(*escape.Writer); ok {
		w = guard.Unwrap()
	}
	if file, ok := w.(*os.File); ok {
		return terminal.OptionsOf(file, os.Getenv)
	}
	return terminal.Options{}
}
