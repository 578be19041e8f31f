package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/runner"
)

type checkCommand struct {
	selectionFlags
	Target             string `help:"Target file, or \"container\"; by default the reference server inside the process." placeholder:"FILE"`
	AllowInlineSecrets bool   `help:"Accept secrets written in clear in the target file."`
	WriteMetadata      string `help:"Folder to write what a run would deploy on a salesforce target into, for sf project deploy." placeholder:"DIR"`
}

// Help shows examples.
func (checkCommand) Help() string {
	return `Examples:
  codecred check --target acme.yaml                 before the first run against a server
  codecred check --target acme.yaml --tags "@CC-PKCE-01"
  codecred check --target org.yaml --write-metadata metadata
  cd metadata && sf project deploy start --metadata-dir 1-apps --single-package`
}

// Run asks the target what it offers and says what a run would be. It changes
// nothing on the target.
func (c checkCommand) Run(ctx context.Context, s streams) error {
	options := runner.Options{
		Features: c.Features, Selection: c.selection(), Version: version,
		Target: runner.TargetOptions{Name: c.Target, AllowInlineSecrets: c.AllowInlineSecrets, Version: version, Profile: features.Profile(c.Profile)},
	}
	forecast, err := runner.Check(ctx, options)
	if err != nil {
		return err
	}
	t := forecast.Target
	fmt.Fprintf(s.out, "target          %s (%s), %s %s, orgs: %s\n", t.Name, t.Kind, t.Implementation, t.Version, t.Orgs)
	if len(t.NotSupported) > 0 {
		fmt.Fprintf(s.out, "not supported   %s\n", strings.Join(t.NotSupported, "; "))
	}
	fmt.Fprintf(s.out, "would run       %d of %d scenarios\n", forecast.Runs, forecast.Selected)
	for _, group := range forecast.Inapplicable {
		fmt.Fprintf(s.out, "would not run   %d: %s\n", group.Scenarios, group.Reason)
	}
	fmt.Fprintf(s.out, "requests        at most %d\nfailed logins   at most %d in all, %d for one user (the limit is %d)\n",
		forecast.Requests, forecast.FailedLogins, forecast.FailedLoginsPerUser, forecast.Limit)
	fmt.Fprintf(s.out, "would make      %d orgs, %d apps, %d users, and remove them\n", forecast.Orgs, forecast.Apps, forecast.Users)
	if c.WriteMetadata == "" {
		return nil
	}
	packages, err := runner.WriteMetadata(ctx, options, c.WriteMetadata)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "metadata        in %s, in the order of the deployments: %s\n", c.WriteMetadata, strings.Join(packages, ", "))
	return nil
}
