// Package junit writes results as JUnit XML. case.go says how each verdict is shown. The
// package decides no verdict and shows no exchange: transcripts are HTTP Archives, see package har.
//
// Begin with [Write].
package junit

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// Format is the format of junit.xml.
var Format = reports.Format{Name: "junit", About: "JUnit XML for Jenkins, GitLab and others", File: reports.JUnitFile, Write: Write}

// Write writes results as JUnit XML in the shape that Jenkins and GitLab read: a test suite for
// each feature file, a test case for each scenario. A MUST scenario that was not decided is an
// error and not a skip, and a run that is not conformant always has at least one failure or error.
// So neither Jenkins nor GitLab shows such a run as passed.
func Write(w io.Writer, r *reports.Results) error {
	if err := r.Check(); err != nil {
		return err
	}
	r = r.Normalized()
	document := newTestsuites(r)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// testsuites and testsuite extend the types of package junit by test cases that
// hold more. A member here hides the embedded one of the same name.
type testsuites struct {
	XMLName xml.Name `xml:"testsuites"`
	junit.Testsuites
	Suites []testsuite `xml:"testsuite"`
}

type testsuite struct {
	junit.Testsuite
	Testcases []testcase `xml:"testcase"`
}

func newTestsuites(r *reports.Results) testsuites {
	all := testsuites{Testsuites: junit.Testsuites{Name: "codecred", Time: seconds(r.Run.Finished.Sub(r.Run.Started))}}
	byFile := reports.GroupByFile(r.Scenarios)
	names := caseNames(r.Scenarios)
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		all.add(newTestsuite(r, file, byFile[file], names))
	}
	if r.ExitCode != reports.ExitConformant && all.Failures+all.Errors == 0 {
		suite := emptySuite(r, "codecred")
		suite.add(runCase(r))
		all.add(suite)
	}
	return all
}

// add appends a suite and its counts. The schema of Jenkins' xUnit plugin allows a count of skipped
// cases only in the suites, not here.
func (all *testsuites) add(suite testsuite) {
	suite.ID = len(all.Suites)
	all.Suites = append(all.Suites, suite)
	all.AddSuite(suite.Testsuite)
	all.Skipped = 0
}

func newTestsuite(r *reports.Results, file string, scenarios []reports.Scenario, names map[string]string) testsuite {
	suite := emptySuite(r, file)
	suite.File = escape.Text(file)
	var spent time.Duration
	var requirements []string
	for _, s := range scenarios {
		suite.add(newTestcase(s, names[s.ID]))
		spent += time.Duration(s.DurationMS * float64(time.Millisecond))
		requirements = append(requirements, s.Requirements...)
	}
	suite.Time = seconds(spent)
	slices.Sort(requirements)
	suite.AddProperty("requirements", escape.Text(strings.Join(slices.Compact(requirements), " ")))
	return suite
}

func emptySuite(r *reports.Results, name string) testsuite {
	suite := testsuite{Testsuite: junit.Testsuite{Name: escape.Text(name), Time: seconds(0)}}
	suite.SetTimestamp(r.Run.Started)
	suite.AddProperty("run", escape.Text(r.Run.ID))
	suite.AddProperty("profile", escape.Text(r.Run.Profile))
	suite.AddProperty("target", escape.Text(strings.TrimSpace(r.Run.Target.Name+" "+r.Run.Target.Site)))
	suite.AddProperty("verdict", escape.Text(string(r.Verdict)))
	return suite
}

// add appends a test case and counts it.
func (suite *testsuite) add(c testcase) {
	suite.Testcases = append(suite.Testcases, c)
	suite.AddTestcase(c.Testcase)
}

// seconds returns a duration in the form of JUnit.
func seconds(d time.Duration) string {
	return fmt.Sprintf("%.3f", d.Seconds())
}
