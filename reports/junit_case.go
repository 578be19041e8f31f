package reports

import (
	"path"
	"strings"
	"time"

	"github.com/jstemmer/go-junit-report/v2/junit"
)

// testcase is junit's own with the file that GitLab links to.
type testcase struct {
	File string `xml:"file,attr,omitempty"`
	junit.Testcase
}

// caseNames gives each scenario, by its id, a name that no other of its feature
// has: GitLab passes over all but the first of a name, and with them a failure.
// Names stay free of line numbers where they can, so that a history goes on
// when lines move.
func caseNames(scenarios []Scenario) map[string]string {
	type key struct{ feature, name string }
	same := map[key]int{}
	for _, s := range scenarios {
		same[key{s.Feature, s.ruleAndName()}]++
	}
	names := make(map[string]string, len(scenarios))
	for _, s := range scenarios {
		names[s.ID] = s.ruleAndName()
		if same[key{s.Feature, s.ruleAndName()}] > 1 {
			names[s.ID] += " (" + path.Base(s.ID) + ")"
		}
	}
	return names
}

func newTestcase(s Scenario, name string) testcase {
	c := testcase{
		File: visible(s.File()),
		Testcase: junit.Testcase{
			Name:      visible(name),
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
		return NotApplicable
	default:
		return NotApplicable
	}
}

// remark keeps what JUnit has no place for: why a scenario is warned, and what was seen.
func remark(s Scenario) *junit.Output {
	if s.Verdict != Warned && len(s.Observed) == 0 {
		return nil
	}
	return &junit.Output{Data: visible(s.account())}
}

// account tells in plain lines what the result of a scenario is and why.
func (s Scenario) account() string {
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
	say("verdict", words(s.Verdict))
	say("reason", s.Reason)
	say("scenario", s.ID)
	say("requirements", strings.Join(s.Requirements, " ")+" ("+string(s.Level)+")")
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
