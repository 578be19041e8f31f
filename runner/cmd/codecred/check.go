package main

import (
	"context"
	"errors"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/runner"
)

type checkCommand struct {
	selectionFlags
	Target             string `help:"Target file, or \"container\"; by default the reference server inside the process." placeholder:"FILE"`
	AllowInlineSecrets bool   `help:"Accept secrets written in clear in the target file."`
}

// Help shows examples.
func (checkCommand) Help() string {
	return `Examples:
  codecred check --target acme.yaml                 before the first run against a server
  codecred check --target acme.yaml --tags "@CC-PKCE-01"`
}

// Run asks the target what it offers and says what a run would be. What it makes
// on the target in order to look, it removes.
func (c checkCommand) Run(ctx context.Context, s streams) error {
	forecast, err := runner.Check(ctx, runner.Options{
		Features: c.Features, Selection: c.selection(), Version: version,
		Target: runner.TargetOptions{Name: c.Target, AllowInlineSecrets: c.AllowInlineSecrets, Version: version, Profile: features.Profile(c.Profile)},
	})
	if err != nil {
		return err
	}
	showForecast(forecast, s)
	if forecast.Mute != "" {
		return &runner.Error{Exit: runner.ExitIncomplete, Err: errors.New(forecast.Mute)}
	}
	return nil
}
