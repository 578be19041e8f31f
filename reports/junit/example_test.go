package junit_test

import (
	"fmt"
	"os"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/junit"
)

// Write results as Jenkins and GitLab read them. Results of a run come from
// reports.ReadJSON; these are made by hand.
func ExampleWrite() {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	results := reports.Results{
		Run: reports.Run{ID: "run-1", Profile: "salesforce", Started: noon, Finished: noon.Add(time.Second), Target: reports.Target{Name: "acme"}},
		Scenarios: []reports.Scenario{{
			ID: "features/pkce.feature:3", Feature: "PKCE", Name: "The right verifier is accepted",
			Level: reports.Must, Verdict: reports.Passed, Requirements: []string{"CC-PKCE-01"}, DurationMS: 12,
		}},
	}
	results.Judge(func(id string) reports.Requirement { return reports.Requirement{ID: id, Level: reports.Must} })
	if err := junit.Write(os.Stdout, &results); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <testsuites name="codecred" time="1.000" tests="1">
	//   <testsuite name="features/pkce.feature" tests="1" failures="0" errors="0" id="0" time="0.012" timestamp="2026-11-24T12:00:00Z" file="features/pkce.feature">
	//     <properties>
	//       <property name="run" value="run-1"></property>
	//       <property name="profile" value="salesforce"></property>
	//       <property name="target" value="acme"></property>
	//       <property name="verdict" value="conformant"></property>
	//       <property name="requirements" value="CC-PKCE-01"></property>
	//     </properties>
	//     <testcase file="features/pkce.feature" name="The right verifier is accepted" classname="PKCE" time="0.012"></testcase>
	//   </testsuite>
	// </testsuites>
}
