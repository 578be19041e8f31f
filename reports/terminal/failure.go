package terminal

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// maxDetailed is how many failures are written in full. The others are only named here; the other
// reports have them in full.
const maxDetailed = 20

// failures writes each scenario that failed or is stale.
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
			v.line("  %s", truncate(escape.Line(s.ID+" "+s.Name), v.room(2)))
			continue
		}
		v.failure(s)
	}
}

func (v *view) failure(s reports.Scenario) {
	v.title(red, strings.ToUpper(s.Verdict.Words())+"  "+escape.Line(s.ID))
	v.labelled(2, "scenario", s.Path())
	f := s.Failure
	if f == nil {
		v.labelled(2, "reason", s.Reason)
		v.transcript(s, false)
		return
	}
	if !strings.Contains(s.Reason, f.Observed) {
		v.labelled(2, "reason", s.Reason)
	}
	v.labelled(2, "step", f.Step)
	v.labelled(2, "expected", f.Expected)
	v.labelled(2, "observed", f.Observed)
	sent := v.wire("sent", f.Sent)
	received := v.wire("received", f.Received)
	v.labelled(2, "broken", fmt.Sprintf("%s (%s): %s", strings.Join(s.Requirements, ", "), s.Level, f.Statement))
	v.labelled(2, "source", f.Source)
	v.transcript(s, sent || received)
}

// transcript says where a scenario's exchanges are written in full.
func (v *view) transcript(s reports.Scenario, shortened bool) {
	if s.Transcript == "" {
		return
	}
	note := ""
	if shortened {
		note = " (shortened above)"
	}
	v.labelled(2, "transcript", filepath.Join(v.options.Dir, filepath.FromSlash(s.Transcript))+note)
}
