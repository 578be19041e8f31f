package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/textfile"
	"github.com/codecred/codecred/reports/markdown"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner/suite"
)

type listCommand struct {
	What string `arg:"" optional:"" enum:"scenarios,requirements,grids,settings,steps,faults,variants" default:"scenarios" help:"What to list: ${enum}."`
	selectionFlags
	JSON     bool `help:"Write JSON." xor:"form"`
	Markdown bool `help:"Write Markdown; for requirements." xor:"form"`
	Write    bool `help:"Write the features of the grids in the folder of --features; for grids." xor:"form"`
}

// Help shows examples.
func (listCommand) Help() string {
	return `Examples:
  codecred list                              every scenario, with its requirements
  codecred list --tags "@CC-PKCE-01"         the scenarios of a requirement
  codecred list requirements                 every requirement, with its scenarios
  codecred list requirements --markdown      the same as a page
  codecred list grids                        the tables of what is tried, with the reasons for each gap
  codecred list settings                     the vocabulary of settings, with the scenarios of each
  codecred list steps                        the lines that a feature may use
  codecred list faults                       the deliberate defects that prove the suite`
}

// Run lists.
func (c listCommand) Run(s streams) error {
	if c.Write {
		return c.writeGrids(s)
	}
	suite, selected, err := suite.LoadSelected(c.Features, c.selection(), suite.Shard{})
	if err != nil {
		return err
	}
	list := c.list(suite, selected)
	switch {
	case c.Markdown && list.markdown == nil:
		return usage(fmt.Errorf("--markdown works only with requirements, not with %s: leave it out, or use --json", c.What))
	case c.Markdown:
		return list.markdown(s.out)
	case c.JSON:
		encoder := json.NewEncoder(s.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(list.rows)
	default:
		return list.text(s.out)
	}
}

// writeGrids writes the features of the grids in a folder, and says which.
func (c listCommand) writeGrids(s streams) error {
	if c.What != "grids" || c.Features == "" {
		return usage(errors.New("--write works only as `codecred list grids --write --features DIR`: the grids in DIR become features there"))
	}
	grids, err := features.Grids(suite.Sources(c.Features), filepath.ToSlash(c.Features))
	if err != nil {
		return usage(textfile.Join(err))
	}
	for _, g := range grids {
		to := filepath.Join(c.Features, filepath.FromSlash(g.FeatureFile()))
		if err := os.WriteFile(to, []byte(g.Gherkin()), 0o600); err != nil {
			return usage(fmt.Errorf("the feature of a grid cannot be written: %w", err))
		}
		if _, err := fmt.Fprintln(s.out, to); err != nil {
			return fmt.Errorf("the list cannot be written: %w", err)
		}
	}
	return nil
}

// listing holds the rows of a list, and the ways to show them.
type listing struct {
	rows     any // as JSON has them
	text     func(io.Writer) error
	markdown func(io.Writer) error // nil if there is none
}

// listingOf shows rows as text.
func listingOf[R any](rows []R, write func(io.Writer, []R) error) listing {
	return listing{rows: rows, text: func(w io.Writer) error { return write(w, rows) }}
}

func (c listCommand) list(suite *suite.Suite, selected []*suite.Scenario) listing {
	switch c.What {
	case "requirements":
		rows := listRequirements(suite)
		list := listingOf(rows, terminal.WriteRequirements)
		list.markdown = func(w io.Writer) error { return markdown.WriteRequirements(w, rows) }
		return list
	case "grids":
		return listingOf(listGrids(suite), terminal.WriteGrids)
	case "settings":
		return listingOf(listSettings(selected), terminal.WriteSettings)
	case "steps":
		return listingOf(listSteps(), terminal.WriteSteps)
	case "faults":
		return listingOf(listFaults(), terminal.WriteFaults)
	case "variants":
		return listingOf(listVariants(), terminal.WriteVariants)
	default:
		return listingOf(listScenarios(selected), terminal.WriteScenarios)
	}
}
