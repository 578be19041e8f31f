package main

import (
	"bytes"
	"os"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/codecred/codecred/reports"
)

// ledger writes a ledger with an entry for each failure of a run, known or not:
// ledger FILE RESULTS EXPIRES [REASON]
func ledger(ts *testscript.TestScript, _ bool, args []string) {
	results, err := reports.ReadJSON(bytes.NewReader([]byte(ts.ReadFile(args[1]))))
	ts.Check(err)
	var entries []reports.LedgerEntry
	for _, s := range results.Scenarios {
		if s.Verdict != reports.Failed && s.Verdict != reports.KnownFailure {
			continue
		}
		entry := reports.LedgerEntry{
			Scenario: s.ID, Reason: s.Reason, Why: "The fix is on its way.", Owner: "login team", Link: "https://tracker.example/1", Expires: args[2],
		}
		if len(args) > 3 {
			entry.Reason = args[3]
		}
		entries = append(entries, entry)
	}
	if len(entries) == 0 {
		ts.Fatalf("%s holds no failure", args[1])
	}
	write(ts, args[0], entries)
}

func write(ts *testscript.TestScript, file string, entries []reports.LedgerEntry) {
	var kept []yaml.MapSlice
	for _, e := range entries {
		kept = append(kept, yaml.MapSlice{
			{Key: "scenario", Value: e.Scenario}, {Key: "reason", Value: e.Reason}, {Key: "why", Value: e.Why},
			{Key: "owner", Value: e.Owner}, {Key: "link", Value: e.Link}, {Key: "expires", Value: e.Expires},
		})
	}
	text, err := yaml.Marshal(kept)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(file), text, 0o600))
}
