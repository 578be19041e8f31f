package reports_test

import (
	"fmt"
	"os"

	"github.com/codecred/codecred/reports"
)

// Read the results of a run and ask for its verdict.
func ExampleReadJSON() {
	file, err := os.Open("testdata/results.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	results, err := reports.ReadJSON(file)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(results.Verdict, results.ExitCode)
	fmt.Println(results.VerdictLine())
	for _, s := range results.Scenarios {
		if s.Verdict == reports.Failed {
			fmt.Printf("%s: %s\n", s.ID, s.Reason)
		}
	}
	// Output:
	// non_conformant 1
	// not conformant: 1 of 16 scenarios failed, 1 MUST requirement broken (exit 1)
	// features/settings/pkce.feature:31: a wrong verifier got an access token
}

// Give a run of your own its verdict: it follows from the scenarios.
func ExampleResults_Judge() {
	results := reports.Results{Scenarios: []reports.Scenario{
		{ID: "pkce.feature:3", Level: reports.Must, Verdict: reports.Passed, Requirements: []string{"CC-PKCE-01"}},
		{ID: "pkce.feature:9", Level: reports.Must, Verdict: reports.Inconclusive, Requirements: []string{"CC-PKCE-01"}},
	}}
	results.Judge(func(id string) reports.Requirement {
		return reports.Requirement{ID: id, Level: reports.Must, Statement: "The verifier fits the challenge.", Source: "RFC 7636, section 4.6"}
	})
	fmt.Println(results.Verdict, "because", results.Reason)
	fmt.Println(results.Requirements[0].ID, results.Requirements[0].Verdict)
	// Output:
	// incomplete because 1 MUST scenarios were not decided
	// CC-PKCE-01 inconclusive
}
