package terminal

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// maxDetailed is how many causes are written in full. The others are only named here; the other
// reports have every failure in full.
const maxDetailed = 20

// failures writes each cause of failures: the simplest scenario that shows it in full, and which
// others fail or wait because of it.
func (v *view) failures() {
	byID := map[string]reports.Scenario{}
	for _, s := range v.Scenarios {
		byID[s.ID] = s
	}
	for i, cause := range v.Causes {
		if i == maxDetailed {
			v.title(red, "MORE FAILURES")
		}
		s := byID[cause.Scenario]
		if i >= maxDetailed {
			v.line("  %s", truncate(escape.Line(s.ID+" "+s.Name), v.room(2)))
			continue
		}
		v.failure(s)
		if len(cause.Same) > 0 {
			v.labelled(2, "also", "fails in the same way: "+strings.Join(cause.Same, ", "))
		}
		if len(cause.Waiting) > 0 {
			v.labelled(2, "waiting", "could not be decided because of it: "+(group{ids: cause.Waiting}).examples())
		}
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
	v.labelled(2, "touched", strings.Join(s.Touches, ", "))
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
