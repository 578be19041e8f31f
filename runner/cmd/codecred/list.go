package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner"
)

type listCommand struct {
	What string `arg:"" optional:"" enum:"scenarios,requirements,settings,steps,faults,variants" default:"scenarios" help:"What to list: ${enum}."`
	selectionFlags
	JSON     bool `help:"Write JSON." xor:"form"`
	Markdown bool `help:"Write Markdown; for requirements." xor:"form"`
}

// Help shows examples.
func (listCommand) Help() string {
	return `Examples:
  codecred list                              every scenario, with its requirements
  codecred list --tags "@CC-PKCE-01"         the scenarios of a requirement
  codecred list requirements                 every requirement, with its scenarios
  codecred list requirements --markdown      the same as a page
  codecred list settings                     the vocabulary of settings, with the scenarios of each
  codecred list steps                        the lines that a feature may use
  codecred list faults                       the deliberate defects that prove the suite`
}

// Run lists.
func (c listCommand) Run(s streams) error {
	suite, selected, err := runner.LoadSelected(c.Features, c.selection(), runner.Shard{})
	if err != nil {
		return err
	}
	var rows any
	var text func(w *tabwriter.Writer)
	switch c.What {
	case "requirements":
		rows, text = requirementRows(suite)
	case "settings":
		rows, text = settingRows(selected)
	case "steps":
		rows, text = stepRows()
	case "faults":
		rows, text = faultRows()
	case "variants":
		rows, text = variantRows()
	default:
		rows, text = scenarioRows(selected)
	}
	if c.Markdown {
		list, ok := rows.([]requirementRow)
		if !ok {
			return usage(fmt.Errorf("--markdown goes with requirements, not with %s: leave it out, or take --json", c.What))
		}
		return writeMarkdown(s.out, list)
	}
	if c.JSON {
		encoder := json.NewEncoder(s.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(rows)
	}
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	text(w)
	return w.Flush()
}

type scenarioRow struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	Feature      string   `json:"feature"`
	Requirements []string `json:"requirements"`
	Requests     int      `json:"requests"`      // that it sends, at most
	FailedLogins int      `json:"failed_logins"` // of one user, at most
	SideEffects  []string `json:"side_effects"`  // see steps.Need
}

func scenarioRows(selected []*runner.Scenario) ([]scenarioRow, func(*tabwriter.Writer)) {
	var rows []scenarioRow
	for _, sc := range selected {
		row := scenarioRow{
			ID: sc.ID, Name: sc.Name, Feature: sc.Feature,
			Requests: sc.Need.Requests, FailedLogins: sc.Need.FailedLogins, SideEffects: append([]string{}, sc.Need.SideEffects()...),
		}
		for _, r := range sc.Requirements {
			row.Requirements = append(row.Requirements, r.ID)
		}
		rows = append(rows, row)
	}
	return rows, func(w *tabwriter.Writer) {
		for _, row := range rows {
			fmt.Fprintf(w, "%s\t%s\t%s\n", row.ID, strings.Join(row.Requirements, " "), row.Name)
		}
		fmt.Fprintf(w, "\n%d scenarios\n", len(rows))
	}
}

type settingRow struct {
	Key       string   `json:"key"`
	Label     string   `json:"label"`
	Allowed   string   `json:"allowed"`
	Default   string   `json:"default"`
	Effect    string   `json:"effect"`
	Source    string   `json:"source"`
	Scenarios []string `json:"scenarios"`
}

func settingRows(selected []*runner.Scenario) ([]settingRow, func(*tabwriter.Writer)) {
	var rows []settingRow
	for _, s := range settings.All() {
		row := settingRow{
			Key: s.Key, Label: s.Label, Allowed: s.Allowed(), Default: s.Default.String(), Effect: s.Effect, Source: s.Source,
		}
		for _, sc := range selected {
			if sc.Need.Named[s.Key] {
				row.Scenarios = append(row.Scenarios, sc.ID)
			}
		}
		rows = append(rows, row)
	}
	return rows, func(w *tabwriter.Writer) {
		for _, row := range rows {
			fmt.Fprintf(w, "%s\t%s\n\t%s\n\ttakes %s; default %s; %d scenarios\n",
				row.Key, row.Label, row.Effect, row.Allowed, row.Default, len(row.Scenarios))
		}
	}
}
