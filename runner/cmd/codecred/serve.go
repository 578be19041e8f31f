package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"text/tabwriter"

	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/fixtures/refserver/rules"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/metadata"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/fixtures/textfile"
	"github.com/codecred/codecred/reports"
)

type serveCommand struct {
	Listen                string   `help:"Address to listen on; loopback unless another is named." placeholder:"ADDR" default:"127.0.0.1:8080"`
	PublicURL             string   `help:"Base of the site URLs, if it differs from the address." placeholder:"URL"`
	TLSCert               string   `help:"Certificate, PEM." placeholder:"FILE" type:"existingfile"`
	TLSKey                string   `help:"Its private key, PEM." placeholder:"FILE" type:"existingfile"`
	ProvisioningTokenFile string   `help:"File with the token of the provisioning protocol; without it a token is created and printed." placeholder:"FILE" type:"existingfile"`
	Profile               string   `help:"What the server does: ${enum}." enum:"salesforce,strict" default:"salesforce"`
	PasswordCost          string   `help:"Cost of password hashes: ${enum}. Cheap hashes are for tests." enum:"default,cheap" default:"default"`
	Fault                 string   `help:"Serve with a deliberate defect; see codecred list faults." placeholder:"NAME"`
	Variant               string   `help:"Serve with a harmless difference; see codecred list variants." placeholder:"NAME"`
	SingleOrg             bool     `help:"Serve a single org with the id default."`
	Metadata              bool     `help:"Also serve the org with the id default as a small Salesforce org, through the Metadata API; the provisioning token is its access token."`
	Habit                 []string `help:"A habit of real orgs for the small Salesforce org, listed below; may be given more than once." placeholder:"NAME"`
	Log                   bool     `help:"Log every request to standard error, without secrets and queries."`
}

// Help shows examples.
func (serveCommand) Help() string {
	return `Examples:
  codecred serve                                             on 127.0.0.1:8080
  codecred serve --listen 127.0.0.1:0                        on a free port
  codecred serve --tls-cert cert.pem --tls-key key.pem       over TLS

When it is ready it prints provisioning=URL, to be named in a target file, and, unless a token file is
given, provisioning_token=TOKEN. With --metadata it prints instance_url=URL and site=URL too, for the
target file of a salesforce target, whose profile is "` + metadata.Profile + `" and whose account is
"` + metadata.Account + `".

Habits of real orgs, for --metadata:
` + habits()
}

// habits lists the habits, one a line.
func habits() string {
	out := strings.Builder{}
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, habit := range metadata.Habits() {
		fmt.Fprintf(table, "  %s\tThe org %s.\n", habit.Name, habit.What)
	}
	_ = table.Flush() // a builder takes everything
	return strings.TrimSuffix(out.String(), "\n")
}

// Run serves until it is interrupted.
func (c serveCommand) Run(ctx context.Context, s streams) error {
	options, err := c.options(s)
	if err != nil {
		return usage(err)
	}
	if options.Server.Alterations, err = c.alterations(); err != nil {
		return usage(err)
	}
	server, err := refserver.Start(ctx, options)
	if _, wrong := errors.AsType[*refserver.OptionsError](err); wrong {
		return usage(err)
	}
	if err != nil {
		return &reports.Error{Exit: reports.ExitTarget, Err: err}
	}
	if c.ProvisioningTokenFile == "" {
		fmt.Fprintf(s.out, "provisioning_token=%s\n", server.Token)
	}
	if c.Metadata {
		fmt.Fprintf(s.out, "instance_url=%s\nsite=%s/sites/%s\n", server.URL, cmp.Or(c.PublicURL, server.URL), provisioning.SingleOrg)
	}
	fmt.Fprintf(s.out, "provisioning=%s\n", server.ProvisioningURL)
	if err := server.Wait(); err != nil {
		return &reports.Error{Exit: reports.ExitTarget, Err: err}
	}
	return nil
}

// alterations returns the changes for the named fault and variant.
func (c serveCommand) alterations() ([]refserver.Alteration, error) {
	var out []refserver.Alteration
	if c.Fault != "" {
		f, err := faults.FindFault(c.Fault)
		if err != nil {
			return nil, err
		}
		out = f.Alterations()
	}
	if c.Variant != "" {
		v, err := faults.FindVariant(c.Variant)
		if err != nil {
			return nil, err
		}
		out = append(out, v.Alterations()...)
	}
	return out, nil
}

func (c serveCommand) options(s streams) (refserver.ServeOptions, error) {
	out := refserver.ServeOptions{
		Server: refserver.Options{
			PublicURL: c.PublicURL, Profile: rules.Profile(c.Profile),
		},
		Listen: c.Listen, CertFile: c.TLSCert, KeyFile: c.TLSKey, SingleOrg: c.SingleOrg, Metadata: c.Metadata, Version: version,
	}
	for _, name := range c.Habit {
		habit, err := metadata.FindHabit(name)
		if err != nil {
			return out, err
		}
		out.Habits = append(out.Habits, habit)
	}
	if len(out.Habits) > 0 && !c.Metadata {
		return out, errors.New("--habit works only with --metadata: an org that is set up through the provisioning protocol has no habits")
	}
	if c.PasswordCost == "cheap" {
		out.Server.Cost = tenant.TestPasswordCost
	}
	if c.Log {
		out.Server.Logger = slog.New(slog.NewTextHandler(s.err, nil))
	}
	if c.ProvisioningTokenFile == "" {
		return out, nil
	}
	data, err := textfile.Read(c.ProvisioningTokenFile, 1<<20)
	if err != nil {
		return out, fmt.Errorf("the provisioning token: %w", err)
	}
	if data, err = textfile.Decode(data); err != nil {
		return out, fmt.Errorf("the provisioning token: %s%w", c.ProvisioningTokenFile, err)
	}
	out.Token = string(bytes.TrimSpace(data))
	if out.Token == "" {
		return out, fmt.Errorf("the provisioning token file %q is empty", c.ProvisioningTokenFile)
	}
	return out, nil
}
