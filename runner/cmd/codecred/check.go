package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/forecast"
)

type checkCommand struct {
	selectionFlags
	Target             string `help:"Target file, or \"container\"; by default the reference server inside the process." placeholder:"FILE"`
	AllowInlineSecrets bool   `help:"Accept secrets written in clear in the target file."`
	WriteMetadata      string `help:"Folder for the metadata that a run would deploy on a salesforce target, for sf project deploy." placeholder:"DIR"`
}

// Help shows examples.
func (checkCommand) Help() string {
	return `Examples:
  codecred check --target acme.yaml                 before the first run against a server
  codecred check --target acme.yaml --tags "@CC-PKCE-01"
  codecred check --target org.yaml --write-metadata metadata
  cd metadata && sf project deploy start --metadata-dir 1-apps --single-package`
}

// Run asks the target what it offers and writes a forecast of a run. It removes everything that it
// creates on the target.
func (c checkCommand) Run(ctx context.Context, s streams) error {
	options := forecast.Options{
		Features: c.Features, Selection: c.selection(),
		Target: connect.Options{Name: c.Target, AllowInlineSecrets: c.AllowInlineSecrets, Version: version, Profile: features.Profile(c.Profile)},
	}
	found, err := forecast.Check(ctx, options)
	if err != nil {
		return err
	}
	if err := terminal.WriteForecast(s.out, found); err != nil {
		return err
	}
	if found.MissingFlow != "" {
		return &reports.Error{Exit: reports.ExitIncomplete, Err: errors.New(found.MissingFlow)}
	}
	if c.WriteMetadata == "" {
		return nil
	}
	packages, err := forecast.WriteMetadata(ctx, options, c.WriteMetadata)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "metadata        in %s, in the order of the deployments: %s\n", c.WriteMetadata, strings.Join(packages, ", "))
	return nil
}
