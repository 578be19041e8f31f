package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
)

// selectionFlags say which scenarios are meant.
type selectionFlags struct {
	Features    string   `help:"Folder of *.feature files instead of the embedded ones." placeholder:"DIR"`
	Tags        string   `help:"Tag expression: tags with and, or, not and parentheses." placeholder:"EXPR"`
	Name        string   `help:"Regular expression on scenario names." placeholder:"REGEX"`
	Requirement []string `help:"Requirements by id." placeholder:"ID"`
	Profile     string   `help:"What the server is held against: ${enum}." enum:"salesforce,strict" default:"salesforce"`
}

func (f selectionFlags) selection() runner.Selection {
	return runner.Selection{
		Tags: f.Tags, Name: f.Name, Requirements: f.Requirement, Profile: features.Profile(f.Profile),
	}
}

type runCommand struct {
	selectionFlags
	Target             string   `help:"Target file, or \"container\"; by default the reference server inside the process." placeholder:"FILE"`
	Out                string   `help:"Folder for the reports." placeholder:"DIR" default:"codecred-results"`
	Format             []string `help:"Reports to write: ${formats}." placeholder:"NAME" default:"terminal,json,junit"`
	Parallel           int      `help:"Requests and scenarios at a time; by default what the target bears." placeholder:"N"`
	Seed               int64    `help:"Shuffle the scenarios by this number; 0 keeps the written order." placeholder:"N"`
	AllowInlineSecrets bool     `help:"Accept secrets written in clear in the target file."`
	DryRun             bool     `help:"Say what would run and which settings won; send nothing."`
}

// Help shows examples.
func (runCommand) Help() string {
	return `Examples:
  codecred run                                      the reference server inside the process
  codecred run --target container                   the reference server's image
  codecred run --target acme.yaml --out reports     a server of your own
  codecred run --tags "@CC-PKCE-01 or @CC-POST-02"  some scenarios
  codecred run --requirement CC-ORG-01              all that checks a requirement`
}

// Run runs the scenarios, writes the reports and ends with the verdict's exit code.
func (c runCommand) Run(ctx context.Context, s streams) error {
	if c.Parallel < 0 {
		return &runner.Error{Exit: runner.ExitUsage, Err: fmt.Errorf("--parallel %d is not 1 or more", c.Parallel)}
	}
	for _, name := range c.Format {
		if _, err := reports.FormatNamed(name); err != nil {
			return &runner.Error{Exit: runner.ExitUsage, Err: err}
		}
	}
	options := c.options(s)
	if c.DryRun {
		return c.dryRun(options, s)
	}
	results, err := runner.Run(ctx, options)
	if err != nil {
		return err
	}
	if err := reports.Write(c.Out, c.Format, results); err != nil {
		return &runner.Error{Exit: runner.ExitTarget, Err: fmt.Errorf("the reports could not be written: %w", err)}
	}
	if slices.Contains(c.Format, "terminal") {
		view := terminal(s.out)
		view.Dir = c.Out
		if err := reports.WriteTerminal(s.out, results, view); err != nil {
			return err
		}
	}
	return exit(results.ExitCode)
}

func (c runCommand) options(s streams) runner.Options {
	selection := c.selection()
	selection.Seed = c.Seed
	return runner.Options{
		Features: c.Features, Selection: selection, Version: version,
		Target: runner.TargetOptions{
			Name: c.Target, AllowInlineSecrets: c.AllowInlineSecrets, Parallel: c.Parallel, Version: version, Profile: features.Profile(c.Profile),
		},
		Progress: reports.NewProgress(s.err, terminal(s.err)),
	}
}

// dryRun selects and says what won, and sends nothing.
func (c runCommand) dryRun(o runner.Options, s streams) error {
	suite, selected, err := runner.SelectFrom(o)
	if err != nil {
		return err
	}
	target := c.Target
	if target == "" {
		target = "the reference server inside the process"
	}
	fmt.Fprintf(s.out, "target    %s\nfeatures  %s\nprofile   %s\nreports   %s in %s\nseed      %d\n\n",
		target, suite.Source, c.Profile, c.Format, c.Out, c.Seed)
	for _, sc := range selected {
		fmt.Fprintf(s.out, "%s  %s\n", sc.ID, sc.Name)
	}
	fmt.Fprintf(s.out, "\n%d of %d scenarios would run; nothing was sent\n", len(selected), len(suite.Scenarios))
	return nil
}

// terminal says what a stream can show: only a real file can be a terminal.
func terminal(w any) reports.TerminalOptions {
	if file, ok := w.(*os.File); ok {
		return reports.TerminalOf(file, os.Getenv)
	}
	return reports.TerminalOptions{}
}
