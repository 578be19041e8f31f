package reports

import (
	"strings"
	"time"

	"github.com/jstemmer/go-junit-report/v2/junit"
)

// testcase is junit's own with the file that GitLab links to and the properties that Jenkins shows.
type testcase struct {
	File       string           `xml:"file,attr,omitempty"`
	Properties []junit.Property `xml:"properties>property,omitempty"`
	junit.Testcase
}

func newTestcase(s Scenario) testcase {
	c := testcase{
		File: visible(s.File()),
		Properties: []junit.Property{
			{Name: "id", Value: visible(s.ID)},
			{Name: "requirements", Value: visible(strings.Join(s.Requirements, " "))},
			{Name: "level", Value: visible(string(s.Level))},
			{Name: "verdict", Value: visible(string(s.Verdict))},
		},
		Testcase: junit.Testcase{
			Name:      visible(s.Name),
			Classname: visible(s.Feature),
			Time:      seconds(time.Duration(s.DurationMS * float64(time.Millisecond))),
		},
	}
	result := &junit.Result{Message: visible(s.Reason), Type: string(s.Verdict), Data: visible(s.account())}
	switch outcome(s) {
	case Failed:
		c.Failure = result
	case Errored:
		c.Error = result
	case NotApplicable:
		c.Skipped = result
	default:
		c.SystemOut = remark(s)
	}
	return c
}

// outcome reduces the verdict of a scenario to the four that JUnit knows:
// passed, failed, error and, as not_applicable, skipped.
func outcome(s Scenario) Verdict {
	switch s.Verdict {
	case Passed, Warned:
		return Passed
	case Failed, Stale:
		return Failed
	case Errored:
		return Errored
	case NotRun, Inconclusive, Unstable:
		if s.Level == Must {
			return Errored
		}
	}
	return NotApplicable
}

// remark keeps the reason of a warning, which JUnit has no place for.
func remark(s Scenario) *junit.Output {
	if s.Verdict != Warned {
		return nil
	}
	return &junit.Output{Data: visible("warning: " + s.Reason + "\n" + s.account())}
}

// account tells a failure in plain lines.
func (s Scenario) account() string {
	var b strings.Builder
	say := func(label, text string) {
		if text != "" {
			b.WriteString(label + ": " + text + "\n")
		}
	}
	say("scenario", s.ID)
	if f := s.Failure; f != nil {
		say("step", f.Step)
		say("expected", f.Expected)
		say("observed", f.Observed)
		say("broken", f.Statement)
		say("source", f.Source)
		say("sent", "\n"+f.Sent)
		say("received", "\n"+f.Received)
	}
	say("transcript", s.Transcript)
	return b.String()
}

// runCase stands for the run where no scenario shows that it is not conformant.
func runCase(r *Results) testcase {
	reason := r.Reason
	if reason == "" {
		reason = r.VerdictLine()
	}
	return testcase{Testcase: junit.Testcase{
		Name:      "the run",
		Classname: "codecred",
		Time:      seconds(0),
		Error:     &junit.Result{Message: visible(reason), Type: string(r.Verdict), Data: visible(r.VerdictLine())},
	}}
}
