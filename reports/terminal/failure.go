package terminal

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// maxDetailed is how many failures are told in full. A server that gets
// everything wrong is understood by then; the rest is in the other reports.
const maxDetailed = 20

// failures tells each scenario that failed or is stale.
func (v *view) failures() {
	told := 0
	for _, s := range v.Scenarios {
		if s.Verdict != reports.Failed && s.Verdict != reports.Stale {
			continue
		}
		told++
		if told == maxDetailed+1 {
			v.title(red, "MORE FAILURES")
		}
		if told > maxDetailed {
			v.line("  %s", cut(escape.Line(s.ID+" "+s.Name), v.room(2)))
			continue
		}
		v.failure(s)
	}
}

func (v *view) failure(s reports.Scenario) {
	v.title(red, strings.ToUpper(s.Verdict.Words())+"  "+escape.Line(s.ID))
	v.prose(2, "scenario", s.Path())
	f := s.Failure
	if f == nil {
		v.prose(2, "reason", s.Reason)
		v.whole(s, false)
		return
	}
	if !strings.Contains(s.Reason, f.Observed) {
		v.prose(2, "reason", s.Reason)
	}
	v.prose(2, "step", f.Step)
	v.prose(2, "expected", f.Expected)
	v.prose(2, "observed", f.Observed)
	sent := v.wire("sent", f.Sent)
	received := v.wire("received", f.Received)
	v.prose(2, "broken", fmt.Sprintf("%s (%s): %s", strings.Join(s.Requirements, ", "), s.Level, f.Statement))
	v.prose(2, "source", f.Source)
	v.whole(s, sent || received)
}

// whole says where a scenario's exchanges stand in full.
func (v *view) whole(s reports.Scenario, shortened bool) {
	if s.Transcript == "" {
		return
	}
	note := ""
	if shortened {
		note = " (shortened above)"
	}
	v.prose(2, "transcript", filepath.Join(v.options.Dir, filepath.FromSlash(s.Transcript))+note)
}
