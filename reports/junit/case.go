package junit

import (
	"path"
	"strings"
	"time"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// testcase extends the type of package junit by the file that GitLab links to.
type testcase struct {
	File string `xml:"file,attr,omitempty"`
	junit.Testcase
}

// caseNames returns, by id, a name for each scenario that is unique in its feature: of several test
// cases with the same name, GitLab reads only the first, and a failure of another would be lost. A
// name contains a line number only if it would not be unique otherwise, so that GitLab still
// recognizes the test case after lines have moved.
func caseNames(scenarios []reports.Scenario) map[string]string {
	type key struct{ feature, name string }
	same := map[key]int{}
	for _, s := range scenarios {
		same[key{s.Feature, s.FullName()}]++
	}
	names := make(map[string]string, len(scenarios))
	for _, s := range scenarios {
		names[s.ID] = s.FullName()
		if same[key{s.Feature, s.FullName()}] > 1 {
			names[s.ID] += " (" + path.Base(s.ID) + ")"
		}
	}
	return names
}

func newTestcase(s reports.Scenario, name string) testcase {
	c := testcase{
		File: escape.Text(s.File()),
		Testcase: junit.Testcase{
			Name:      escape.Text(name),
			Classname: escape.Text(s.Feature),
			Time:      seconds(time.Duration(s.DurationMS * float64(time.Millisecond))),
		},
	}
	result := &junit.Result{Message: escape.Text(s.Reason), Type: string(s.Verdict), Data: escape.Text(account(s))}
	switch outcome(s) {
	case reports.Failed:
		c.Failure = result
	case reports.Errored:
		c.Error = result
	case reports.NotApplicable:
		c.Skipped = result
	default:
		c.SystemOut = remark(s)
	}
	return c
}

// outcome reduces the verdict of a scenario to the four that JUnit knows:
// passed, failed, error and, as not_applicable, skipped.
func outcome(s reports.Scenario) reports.Verdict {
	switch s.Verdict {
	case reports.Passed, reports.Warned:
		return reports.Passed
	case reports.Failed, reports.Stale:
		return reports.Failed
	case reports.Errored:
		return reports.Errored
	case reports.NotRun, reports.Inconclusive, reports.Unstable:
		if s.Level == reports.Must {
			return reports.Errored
		}
		return reports.NotApplicable
	default:
		return reports.NotApplicable
	}
}

// remark returns what JUnit has no member for: why a scenario is warned, and what
// was observed.
func remark(s reports.Scenario) *junit.Output {
	if s.Verdict != reports.Warned && len(s.Observed) == 0 {
		return nil
	}
	return &junit.Output{Data: escape.Text(account(s))}
}

// account returns lines of text that say what the result of a scenario is and why.
func account(s reports.Scenario) string {
	var b strings.Builder
	say := func(label, text string) {
		if text != "" {
			space := " "
			if strings.Contains(text, "\n") {
				space = "\n" // text of several lines begins on its own
			}
			b.WriteString(label + ":" + space + text + "\n")
		}
	}
	say("verdict", s.Verdict.Words())
	say("reason", s.Reason)
	say("scenario", s.ID)
	say("requirements", strings.Join(s.Requirements, " ")+" ("+string(s.Level)+")")
	say("touches", strings.Join(s.Touches, " "))
	say("waits for", s.WaitsFor)
	if f := s.Failure; f != nil {
		say("step", f.Step)
		say("expected", f.Expected)
		say("observed", f.Observed)
		say("broken", f.Statement)
		say("source", f.Source)
		say("sent", f.Sent)
		say("received", f.Received)
	}
	for _, thing := range s.Observed {
		say("seen", thing)
	}
	say("transcript", s.Transcript)
	return b.String()
}

// runCase returns a test case for the run itself. It is needed when no scenario shows that the run
// is not conformant.
func runCase(r *reports.Results) testcase {
	reason := r.Reason
	if reason == "" {
		reason = r.VerdictLine()
	}
	return testcase{Testcase: junit.Testcase{
		Name:      "the run",
		Classname: "codecred",
		Time:      seconds(0),
		Error:     &junit.Result{Message: escape.Text(reason), Type: string(r.Verdict), Data: escape.Text(r.VerdictLine())},
	}}
}
