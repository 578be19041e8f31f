package runner_test

import (
	"context"
	"fmt"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// Run judges a target. Without a name it is the reference server inside this process.
func ExampleRun() {
	results, err := runner.Run(context.Background(), runner.Options{
		Selection: suite.Selection{Requirements: []string{"CC-PKCE-06"}, Profile: features.Salesforce},
		Target:    connect.Options{Profile: features.Salesforce},
	})
	if err != nil {
		fmt.Println(err) // there is no verdict: it says why, and a *reports.Error has the exit code
		return
	}
	fmt.Println(results.Verdict, results.ExitCode)
	for _, r := range results.Requirements {
		if r.ID == "CC-PKCE-06" {
			fmt.Println(r.Verdict)
		}
	}
	// Output:
	// conformant 0
	// passed
}
