package main

import (
	"fmt"
	"os"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
)

type mergeCommand struct {
	Results []string `arg:"" help:"The results.json of every shard."`
	Out     string   `help:"Folder for the reports." placeholder:"DIR" default:"codecred-results"`
	Format  []string `help:"Reports to write: ${formats}." placeholder:"NAME" default:"terminal,json,junit"`
}

// Help shows examples.
func (mergeCommand) Help() string {
	return `Examples:
  codecred run --shard 1/2 --out one && codecred run --shard 2/2 --out two
  codecred merge one/results.json two/results.json --out both

The transcripts stay where the shards wrote them.`
}

// Run merges the results and ends with the exit code of the merged run.
func (c mergeCommand) Run(s streams) error {
	if err := checkFormats(c.Format); err != nil {
		return err
	}
	parts := make([]*reports.Results, len(c.Results))
	for i, path := range c.Results {
		part, err := readResults(path)
		if err != nil {
			return usage(err)
		}
		parts[i] = part
	}
	merged, err := runner.Merge(parts)
	if err != nil {
		return err
	}
	return show(merged, c.Out, c.Format, s)
}

func readResults(path string) (*reports.Results, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the results: %w", err)
	}
	defer func() { _ = file.Close() }() // only read
	results, err := reports.ReadJSON(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return results, nil
}
