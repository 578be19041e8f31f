package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/forecast"
)

type checkCommand struct {
	selectionFlags
	Target             string        `help:"Target file, or \"container\"; by default the reference server inside the process." placeholder:"FILE"`
	AllowInlineSecrets bool          `help:"Accept secrets written in clear in the target file."`
	Wait               time.Duration `help:"How long to wait for a target that does not answer yet." placeholder:"DURATION"`
	JSON               bool          `help:"Write JSON: everything, also what the screen leaves out." xor:"form"`
	Suggest            bool          `help:"Print what is missing on a static target, ready to be put into the target file." xor:"form"`
	Pin                bool          `help:"Write into the target file what a run decides now; later runs that decide less are incomplete."`
	WriteMetadata      string        `help:"Folder for the metadata that a run would deploy on a salesforce target, for sf project deploy." placeholder:"DIR"`
}

// Help shows examples.
func (checkCommand) Help() string {
	return `Examples:
  codecred check --target acme.yaml                 before the first run against a server
  codecred check --target acme.yaml --tags "@CC-PKCE-01"
  codecred check --target acme.yaml --suggest       what is missing on a static target
  codecred check --target acme.yaml --pin           then codecred run is green, or less is decided than now
  codecred check --target org.yaml --write-metadata metadata
  cd metadata && sf project deploy start --metadata-dir 1-org --single-package`
}

// Run asks the target what it offers and writes a forecast of a run. It removes everything that it
// creates on the target.
func (c checkCommand) Run(ctx context.Context, s streams) error {
	options := forecast.Options{
		Features: c.Features, Selection: c.selection(),
		Target: connect.Options{Name: c.Target, AllowInlineSecrets: c.AllowInlineSecrets, Version: version, Profile: features.Profile(c.Profile), Wait: c.Wait},
	}
	if err := c.checkPin(); err != nil {
		return err
	}
	found, err := forecast.Check(ctx, options)
	if err != nil {
		return err
	}
	if err := c.write(s.out, found); err != nil {
		return err
	}
	if found.MissingFlow != "" {
		return &reports.Error{Exit: reports.ExitIncomplete, Err: errors.New(found.MissingFlow)}
	}
	if c.Pin {
		if err := c.pin(found, s); err != nil {
			return err
		}
	}
	if c.WriteMetadata == "" {
		return c.decidesNothing(found)
	}
	packages, err := forecast.WriteMetadata(ctx, options, c.WriteMetadata)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.aside(s), "metadata        in %s, in the order of the deployments: %s\n", c.WriteMetadata, strings.Join(packages, ", "))
	return nil
}

// decidesNothing returns an error if a run would play no scenario, unless what is missing was asked for.
func (c checkCommand) decidesNothing(found *reports.Forecast) error {
	if found.Runs > 0 || c.Suggest {
		return nil
	}
	return &reports.Error{Exit: reports.ExitIncomplete, Err: errors.New("a run would play no scenario; the lines above say what is missing")}
}

// aside is where a line goes that is no part of the forecast.
func (c checkCommand) aside(s streams) io.Writer {
	if c.JSON {
		return s.err
	}
	return s.out
}

func (c checkCommand) write(w io.Writer, found *reports.Forecast) error {
	if c.JSON {
		return reports.WriteForecastJSON(w, found)
	}
	return terminal.WriteForecast(w, found, c.Suggest)
}

// checkPin returns an error if what is asked for cannot be pinned.
func (c checkCommand) checkPin() error {
	switch {
	case !c.Pin:
		return nil
	case !c.selection().IsWhole() || c.Features != "":
		return usage(errors.New("--pin is for the whole suite: leave out --tags, --name, --requirement and --features"))
	case c.Target == "" || c.Target == connect.ContainerTarget:
		return usage(errors.New("--pin writes into a target file: name it with --target"))
	default:
		return nil
	}
}

// pin writes into the target file what a run decides now.
func (c checkCommand) pin(found *reports.Forecast, s streams) error {
	if len(found.Decides) == 0 {
		return &reports.Error{Exit: reports.ExitIncomplete, Err: errors.New("nothing would be decided, so there is nothing to pin")}
	}
	file, err := os.ReadFile(c.Target)
	if err == nil {
		pinned := target.Pin(file, target.Scope{Profile: c.Profile, Requirements: found.Decides})
		err = reports.WriteFile(c.Target, func(w io.Writer) error { _, err := w.Write(pinned); return err })
	}
	if err != nil {
		return reports.UsageError(fmt.Errorf("the scope cannot be written into the target file: %w", err))
	}
	fmt.Fprintf(c.aside(s), "pinned          %d requirements, in %s\n", len(found.Decides), c.Target)
	return nil
}
