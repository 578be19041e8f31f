package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/codecred/codecred/reports"
)

// accept writes a file of known failures with an entry for each failure of a run, known or not:
// accept FILE RESULTS EXPIRES [REASON]
func accept(ts *testscript.TestScript, _ bool, args []string) {
	results, err := reports.ReadJSON(bytes.NewReader([]byte(ts.ReadFile(args[1]))))
	ts.Check(err)
	var entries []reports.KnownFailureEntry
	for _, s := range results.Scenarios {
		if s.Verdict != reports.Failed && s.Verdict != reports.KnownFailure {
			continue
		}
		entry := reports.KnownFailureEntry{
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

func write(ts *testscript.TestScript, file string, entries []reports.KnownFailureEntry) {
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

// same checks that two results are equal, scenario by scenario, except for values that differ
// between any two runs: same ONE OTHER
func same(ts *testscript.TestScript, _ bool, args []string) {
	var texts []string
	for _, name := range args {
		results, err := reports.ReadJSON(strings.NewReader(ts.ReadFile(name)))
		ts.Check(err)
		for i := range results.Scenarios {
			s := &results.Scenarios[i]
			s.DurationMS, s.Started = 0, time.Time{}
			if s.Failure != nil { // the messages contain ids and times
				s.Failure.Sent, s.Failure.Received = "", ""
			}
		}
		text, err := json.MarshalIndent(map[string]any{
			"verdict": results.Verdict, "exit": results.ExitCode, "reason": results.Reason, "counts": results.Run.Counts,
			"scenarios": results.Scenarios, "requirements": results.Requirements,
		}, "", " ")
		ts.Check(err)
		texts = append(texts, string(text))
	}
	if texts[0] != texts[1] {
		ts.Fatalf("the results differ:\n%s", diff.Diff(args[0], []byte(texts[0]), args[1], []byte(texts[1])))
	}
}

// tear adds an incomplete line to a file, as after an interrupted write: tear FILE
func tear(ts *testscript.TestScript, _ bool, args []string) {
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY|os.O_APPEND, 0)
	ts.Check(err)
	_, err = file.WriteString(`{"round":1,"result":{"id":"features/`)
	ts.Check(err)
	ts.Check(file.Close())
}
