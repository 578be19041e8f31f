package knownfailures_test

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/knownfailures"
	"github.com/codecred/codecred/runner/suite"
)

const accepted = `
- requirement: CC-ORG-07
  reason: "expected a refusal; the answer has a code"
  why: The fix is in the next release.
  owner: login team
  link: https://tracker.example/1
  expires: 2030-01-01
`

// A failure on the list is a known failure, until its entry expires.
func ExampleList_Apply() {
	dir, err := os.MkdirTemp("", "known")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }() // a temporary folder
	path := filepath.Join(dir, "known.yaml")
	if err := os.WriteFile(path, []byte(accepted), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	list, err := knownfailures.Load(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	if err != nil {
		fmt.Println(err)
		return
	}
	failure := reports.Scenario{
		ID: "a.feature:1", Requirements: []string{"CC-ORG-07"}, Verdict: reports.Failed,
		Reason: "expected a refusal; the answer has a code",
	}
	for _, day := range []string{"2030-01-01", "2030-01-02"} {
		now, _ := time.Parse(time.DateOnly, day) // both are days
		scenarios := []reports.Scenario{failure}
		entries := list.Apply(scenarios, loaded, now)
		fmt.Println(day, scenarios[0].Verdict, entries[0].State)
	}
	// Output:
	// 2030-01-01 known_failure seen
	// 2030-01-02 stale stale
}
