package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/markdown"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner/prove"
)

type proveCommand struct {
	Features string   `help:"Folder of *.feature files instead of the embedded ones." placeholder:"DIR" type:"path"`
	Tags     string   `help:"Tag expression that narrows the suite." placeholder:"EXPR"`
	Fault    []string `help:"Faults by name; without this and --variant, all faults and variants." placeholder:"NAME"`
	Variant  []string `help:"Variants by name." placeholder:"NAME"`
	Whole    bool     `help:"Run every scenario against every server, also if the fault or variant cannot change its answers."`
	Out      string   `help:"Folder for proof.json." placeholder:"DIR" type:"path" default:"codecred-results"`
	Page     string   `help:"Page into which the table of the proof is written, between its two comments." placeholder:"FILE" type:"existingfile"`
	Parallel int      `help:"Scenarios at a time; by default the limit of the reference server." placeholder:"N"`
}

// Help shows examples.
func (proveCommand) Help() string {
	return `Runs the suite against the reference server with each deliberate fault, which it must find, and each
harmless variant, which it must leave alone. A scenario is left out where the fault or variant at hand cannot reach
it: the server would answer each of its requests as it does without.

Examples:
  codecred prove                                        all of them
  codecred prove --fault allow-flows-inverted           one
  codecred prove --tags "@CC-PKCE-06" --fault without-token.verifier-matches
                                                        with a part of the suite`
}

// Run makes the proof, writes proof.json, and ends with 1 if a fault survived, if a variant raised
// an alarm, or if some judged scenario does not fail for any fault.
func (c proveCommand) Run(ctx context.Context, s streams) error {
	if _, err := c.pageWith(&reports.Proof{}); err != nil { // before the proof, which takes long
		return usage(err)
	}
	tuneMemory()
	proof, err := prove.Run(ctx, prove.Options{
		Features: c.Features, Tags: c.Tags, Faults: c.Fault, Variants: c.Variant, Whole: c.Whole, Parallel: c.Parallel, Version: version,
		Completed: terminal.CountServers(s.err, optionsOf(s.err)),
	})
	if err != nil {
		return err
	}
	if err := c.write(proof); err != nil {
		return &reports.Error{Exit: reports.ExitTarget, Err: fmt.Errorf("the proof could not be written: %w", err)}
	}
	if err := terminal.WriteProof(s.out, proof); err != nil {
		return err
	}
	return exit(proof.ExitCode())
}

// pageWith returns the page with the table of a proof in it; nil if no page is named.
func (c proveCommand) pageWith(proof *reports.Proof) ([]byte, error) {
	if c.Page == "" {
		return nil, nil
	}
	page, err := os.ReadFile(c.Page)
	if err == nil {
		page, err = markdown.PutProofTable(page, proof)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Page, err)
	}
	return page, nil
}

// putTable writes the table of the proof into the page.
func (c proveCommand) putTable(proof *reports.Proof) error {
	page, err := c.pageWith(proof)
	if page == nil || err != nil {
		return err
	}
	return os.WriteFile(c.Page, page, 0o644) //#nosec G306 G703 -- a page is for everybody to read, and the user names it
}

func (c proveCommand) write(proof *reports.Proof) error {
	return errors.Join(reports.WriteFile(filepath.Join(c.Out, "proof.json"), proof.WriteJSON), c.putTable(proof))
}
