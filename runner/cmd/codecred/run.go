package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/alecthomas/kong"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/combination"
)

// selectionFlags select scenarios.
type selectionFlags struct {
	Features    string   `help:"Folder of *.feature files instead of the embedded ones." placeholder:"DIR"`
	Tags        string   `help:"Tag expression: tags with and, or, not and parentheses." placeholder:"EXPR"`
	Name        string   `help:"Regular expression on scenario names." placeholder:"REGEX"`
	Requirement []string `help:"Requirements by id." placeholder:"ID"`
	Profile     string   `help:"Profile by which the server is judged: ${enum}." enum:"salesforce,strict" default:"salesforce"`
	Strength    strength `help:"How much of the decision table is tried: every possible pair (2) or set of three (3) values, or full." placeholder:"2|3|full" default:"2"`
}

func (f selectionFlags) selection() suite.Selection {
	return suite.Selection{
		Tags: f.Tags, Name: f.Name, Requirements: f.Requirement, Profile: features.Profile(f.Profile), Strength: f.Strength.Strength,
	}
}

// strength reads --strength.
type strength struct{ combination.Strength }

// UnmarshalText takes 2, 3 or full.
func (s *strength) UnmarshalText(text []byte) (err error) {
	s.Strength, err = combination.ParseStrength(string(text))
	return err
}

type runCommand struct {
	selectionFlags
	Target             string        `help:"Target file, or \"container\"; by default the reference server inside the process." placeholder:"FILE"`
	Out                string        `help:"Folder for the reports." placeholder:"DIR" default:"codecred-results"`
	Format             []string      `help:"Reports to write: ${formats}." placeholder:"NAME" default:"terminal,json,junit"`
	Parallel           int           `help:"Requests and scenarios at a time; by default the limit of the target." placeholder:"N"`
	Seed               int64         `help:"Number that determines a random order of the scenarios; 0 keeps the order of the files." placeholder:"N"`
	KnownFailures      string        `help:"File of known failures, YAML." placeholder:"FILE"`
	Repeat             int           `help:"Number of times to run the suite; a scenario whose verdict changes is unstable." placeholder:"K"`
	Shard              string        `help:"Run part I of N." placeholder:"I/N"`
	Resume             bool          `help:"Continue the interrupted run whose journal is in --out."`
	AllowInlineSecrets bool          `help:"Accept secrets written in clear in the target file."`
	Scope              string        `help:"What must be decided: pinned, what the target file pins, or all if it pins nothing; possible, what the target can show; all." enum:"pinned,possible,all" default:"pinned"`
	TimeLimit          time.Duration `help:"How long the run may take; what is left then is not run." placeholder:"DURATION"`
	Wait               time.Duration `help:"How long to wait for a target that does not answer yet." placeholder:"DURATION"`
	DryRun             bool          `help:"Say what would run, and where the value of each option comes from; send nothing."`
}

// Help shows examples.
func (runCommand) Help() string {
	return `Examples:
  codecred run                                      the reference server inside the process
  codecred run --target container                   the reference server's image
  codecred run --target acme.yaml --out reports     a server of your own
  codecred run --target acme.yaml --scope possible  what the server can show, and nothing else
  codecred run --tags "@CC-PKCE-01 or @CC-POST-02"  some scenarios
  codecred run --requirement CC-ORG-01              all that checks a requirement
  codecred run --tags @combinations --strength full every combination of settings and ways to ask`
}

// Run runs the scenarios, writes the reports and ends with the verdict's exit code.
func (c runCommand) Run(ctx context.Context, parsed *kong.Context, s streams) error {
	if c.Parallel < 0 || c.Repeat < 0 || c.TimeLimit < 0 || c.Wait < 0 {
		return usage(fmt.Errorf("--parallel is %d, --repeat is %d, --time-limit is %s and --wait is %s: none can be less than 0", c.Parallel, c.Repeat, c.TimeLimit, c.Wait))
	}
	if err := checkFormats(c.Format); err != nil {
		return err
	}
	options, err := c.options(s)
	if err != nil {
		return err
	}
	if c.DryRun {
		return c.dryRun(options, parsed, s)
	}
	tuneMemory()
	results, err := runner.Run(ctx, options)
	if results != nil && err != nil {
		return errors.Join(err, writeAlone(results, c.Out, c.Format))
	}
	if err != nil {
		return err
	}
	return show(results, c.Out, c.Format, s)
}

func (c runCommand) options(s streams) (runner.Options, error) {
	selection := c.selection()
	selection.Seed = c.Seed
	shard, err := suite.ParseShard(c.Shard)
	return runner.Options{
		Features: c.Features, Selection: selection, Version: version,
		Target: connect.Options{
			Name: c.Target, AllowInlineSecrets: c.AllowInlineSecrets, Parallel: c.Parallel, Version: version, Profile: features.Profile(c.Profile),
			Wait: c.Wait,
		},
		Progress: terminal.NewProgress(s.err, optionsOf(s.err)),
		Shard:    shard, Repeat: c.Repeat, KnownFailures: c.KnownFailures, Out: c.Out, Resume: c.Resume, Scope: runner.Scope(c.Scope), TimeLimit: c.TimeLimit,
	}, err
}
