package junit

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/jstemmer/go-junit-report/v2/junit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
	"github.com/codecred/codecred/reports/internal/sample"
)

func junitOf(t require.TestingT, r *reports.Results) []byte {
	var out bytes.Buffer
	require.NoError(t, Write(&out, r))
	return out.Bytes()
}

// parsed reads JUnit XML back as a consumer does.
func parsed(t require.TestingT, data []byte) testsuites {
	var document testsuites
	require.NoError(t, xml.Unmarshal(data, &document))
	return document
}

func TestJUnitGolden(t *testing.T) {
	data := junitOf(t, sample.Results())
	sample.Golden(t, "junit.xml", data)
	assertShape(t, data)
}

func TestJUnitShowsEachVerdictAsWhatItIs(t *testing.T) {
	type shown struct{ failure, fault, skipped bool }
	failure, fault, skipped, green := shown{failure: true}, shown{fault: true}, shown{skipped: true}, shown{}
	for name, test := range map[string]struct {
		verdict reports.Verdict
		level   reports.Level
		want    shown
	}{
		"passed":                {reports.Passed, reports.Must, green},
		"warned":                {reports.Warned, reports.Should, green},
		"failed":                {reports.Failed, reports.Must, failure},
		"stale":                 {reports.Stale, reports.Must, failure},
		"error":                 {reports.Errored, reports.Must, fault},
		"error of a SHOULD":     {reports.Errored, reports.Should, fault},
		"not run":               {reports.NotRun, reports.Must, fault},
		"inconclusive":          {reports.Inconclusive, reports.Must, fault},
		"unstable":              {reports.Unstable, reports.Must, fault},
		"a SHOULD not run":      {reports.NotRun, reports.Should, skipped},
		"an INFO, inconclusive": {reports.Inconclusive, reports.Info, skipped},
		"not applicable":        {reports.NotApplicable, reports.Must, skipped},
		"known failure":         {reports.KnownFailure, reports.Must, skipped},
	} {
		t.Run(name, func(t *testing.T) {
			s := sample.Scenario(test.verdict, "a.feature:1", "the reason")
			s.Level = test.level
			if test.verdict == reports.Passed {
				s.Reason = ""
			}
			data := junitOf(t, sample.Run(reports.ErrorRun, s))
			assertShape(t, data)
			c := parsed(t, data).Suites[0].Testcases[0]
			assert.Equal(t, test.want, shown{c.Failure != nil, c.Error != nil, c.Skipped != nil})
			for _, result := range []*junit.Result{c.Failure, c.Error, c.Skipped} {
				if result != nil {
					assert.Equal(t, "the reason", result.Message, "Jenkins shows the message")
					assert.Contains(t, result.Data, "the reason", "GitLab shows the content")
					assert.Contains(t, result.Data, "CC-PKCE-01")
				}
			}
		})
	}
}

func TestJUnitIsNeverGreenWhenTheRunIsNot(t *testing.T) {
	soft := sample.Scenario(reports.NotRun, "a.feature:1", "interrupted")
	soft.Level = reports.Should
	for name, r := range map[string]*reports.Results{
		"the target was not reached":   sample.Run(reports.ErrorRun),
		"a known failure has expired":  sample.Run(reports.StaleRun, sample.Passed("a.feature:1")),
		"interrupted at once":          sample.Run(reports.Incomplete, soft),
		"nothing but a skipped guest":  sample.Run(reports.Incomplete, sample.Scenario(reports.NotApplicable, "a.feature:1", "no guests")),
		"a MUST that was not decided":  sample.Run(reports.Incomplete, sample.Passed("a.feature:1"), sample.Scenario(reports.Unstable, "a.feature:2", "flips")),
		"a MUST that failed":           sample.Run(reports.NonConformant, sample.Scenario(reports.Failed, "a.feature:2", "leaked")),
		"a known failure that is gone": sample.Run(reports.StaleRun, sample.Scenario(reports.Stale, "a.feature:2", "it passed")),
	} {
		t.Run(name, func(t *testing.T) {
			data := junitOf(t, r)
			assertShape(t, data)
			document := parsed(t, data)
			assert.Positive(t, document.Failures+document.Errors)
		})
	}
	document := parsed(t, junitOf(t, sample.Run(reports.Conformant, sample.Passed("a.feature:1"))))
	assert.Zero(t, document.Failures+document.Errors)
}

// The run is a case of its own only where no scenario shows what is wrong, and it says what that is.
func TestJUnitTellsOfTheRunWhereNoScenarioDoes(t *testing.T) {
	document := parsed(t, junitOf(t, sample.Run(reports.NonConformant,
		sample.Scenario(reports.Failed, "a.feature:1", "leaked"), sample.Scenario(reports.Errored, "a.feature:2", "no answer"))))
	assert.Equal(t, []int{1, 1, 2}, []int{document.Failures, document.Errors, document.Tests})

	for reason, want := range map[string]string{
		"nobody answered at https://acme.example": "nobody answered at https://acme.example",
		"": sample.Run(reports.ErrorRun).VerdictLine(),
	} {
		r := sample.Run(reports.ErrorRun)
		r.Reason = reason
		document := parsed(t, junitOf(t, r))
		require.Len(t, document.Suites, 1)
		require.Len(t, document.Suites[0].Testcases, 1)
		assert.Equal(t, want, document.Suites[0].Testcases[0].Error.Message)
	}
}

func TestJUnitNamesAreUniqueAndKeepTheirHistory(t *testing.T) {
	one, twin, other := sample.Passed("f/a.feature:1"), sample.Passed("f/a.feature:2"), sample.Passed("f/a.feature:3")
	other.Name = "Another"
	cases := parsed(t, junitOf(t, sample.Run(reports.Conformant, one, twin, other))).Suites[0].Testcases
	assert.Equal(t, "On, the app proves possession › The right verifier is accepted (a.feature:1)", cases[0].Name)
	assert.Equal(t, "On, the app proves possession › The right verifier is accepted (a.feature:2)", cases[1].Name)
	assert.Equal(t, "On, the app proves possession › Another", cases[2].Name)
	assert.Equal(t, "Require PKCE", cases[2].Classname)
	assert.Equal(t, "f/a.feature", cases[2].File)
	assert.Equal(t, "0.013", cases[2].Time)
}

func TestJUnitSuitesSayWhatWasRun(t *testing.T) {
	properties := map[string]string{}
	for _, property := range *parsed(t, junitOf(t, sample.Results())).Suites[0].Properties {
		properties[property.Name] = property.Value
	}
	assert.Equal(t, map[string]string{
		"run": "run-1", "profile": "salesforce", "target": "Acme staging https://acme.example",
		"verdict": "non_conformant", "requirements": "CC-PKCE-01",
	}, properties)
}

func TestJUnitKeepsWhatWasSeen(t *testing.T) {
	s := sample.Passed("a.feature:1")
	s.Observed = []string{"an unknown scope was refused"}
	soft := sample.Scenario(reports.Warned, "b.feature:1", "no Cache-Control")
	suites := parsed(t, junitOf(t, sample.Run(reports.Conformant, s, soft))).Suites
	assert.Contains(t, suites[0].Testcases[0].SystemOut.Data, "seen: an unknown scope was refused")
	assert.Contains(t, suites[1].Testcases[0].SystemOut.Data, "verdict: warned\nreason: no Cache-Control")
}

func FuzzJUnit(f *testing.F) {
	f.Add("plain")
	f.Add(sample.Hostile)
	f.Add("]]> <b>&amp;</b> \ufffe\uffff")
	f.Fuzz(func(t *testing.T, text string) {
		s := sample.Scenario(reports.Failed, "a.feature:1"+text, "leaked "+text)
		s.Name, s.Feature, s.Rule = text, text, text
		s.Failure.Received, s.Failure.Sent = text, text
		r := sample.Run(reports.NonConformant, s)
		r.Run.Target.Name = text
		data := junitOf(t, r)
		assertShape(t, data)
		assert.Contains(t, parsed(t, data).Suites[0].Testcases[0].Failure.Data, escape.Text(text+"\n"))
	})
}

// shape is what the schema of Jenkins' xUnit plugin (junit-10.xsd) allows, and in addition the
// attribute file of a test case, which GitLab reads.
var shape = map[string]struct{ required, optional, children []string }{
	"testsuites": {nil, []string{"name", "time", "tests", "failures", "errors"}, []string{"testsuite"}},
	"testsuite": {
		[]string{"name", "tests", "failures", "errors"}, []string{"time", "skipped", "timestamp", "hostname", "id", "package", "file"},
		[]string{"properties", "testcase", "system-out", "system-err"},
	},
	"properties": {nil, nil, []string{"property"}},
	"property":   {[]string{"name", "value"}, nil, nil},
	"testcase":   {[]string{"name", "classname"}, []string{"time", "file"}, []string{"skipped", "error", "failure", "system-out"}},
	"skipped":    {nil, []string{"type", "message"}, nil},
	"error":      {nil, []string{"type", "message"}, nil},
	"failure":    {nil, []string{"type", "message"}, nil},
	"system-out": {nil, nil, nil},
}

var surefireTime = regexp.MustCompile(`^[0-9]+\.[0-9]{3}$`)

// assertShape checks the elements and attributes of JUnit XML, and that its counts are true.
func assertShape(t require.TestingT, data []byte) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	open := []string{""}
	elements := map[string]int{}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		switch element := token.(type) {
		case xml.StartElement:
			assertElement(t, open[len(open)-1], element)
			open = append(open, element.Name.Local)
			elements[element.Name.Local]++
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
	document := parsed(t, data)
	tests, failures, faults := 0, 0, 0
	for _, suite := range document.Suites {
		assert.Len(t, suite.Testcases, suite.Tests)
		tests, failures, faults = tests+suite.Tests, failures+suite.Failures, faults+suite.Errors
	}
	assert.Equal(t, []int{tests, failures, faults}, []int{document.Tests, document.Failures, document.Errors})
	assert.Equal(t, elements["failure"], failures)
	assert.Equal(t, elements["error"], faults)
}

func assertElement(t require.TestingT, parent string, element xml.StartElement) {
	name := element.Name.Local
	allowed, known := shape[name]
	require.True(t, known, "element %s", name)
	if parent != "" {
		assert.Contains(t, shape[parent].children, name)
	}
	seen := map[string]string{}
	for _, attribute := range element.Attr {
		key := attribute.Name.Local
		seen[key] = attribute.Value
		assert.True(t, slices.Contains(allowed.required, key) || slices.Contains(allowed.optional, key), "%s of %s", key, name)
	}
	for _, key := range allowed.required {
		assert.Contains(t, seen, key, name)
	}
	if spent, ok := seen["time"]; ok {
		assert.Regexp(t, surefireTime, spent)
	}
	for _, key := range []string{"tests", "failures", "errors", "skipped", "id"} {
		if count, ok := seen[key]; ok {
			_, err := strconv.Atoi(count)
			assert.NoError(t, err)
		}
	}
}
