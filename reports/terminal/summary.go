package terminal

import "github.com/codecred/codecred/reports"

// summary writes the counts of requirements and, last, the verdict.
func (v *view) summary() {
	v.line("")
	for _, level := range reports.Levels {
		if text := v.RequirementsLine(level); text != "" {
			v.labelled(0, string(level), text)
		}
	}
	s := green
	if v.Verdict.ExitCode() != reports.ExitConformant {
		v.labelled(0, "reason", v.Reason)
		s = red
	}
	v.line("%s", v.options.paint(s, v.VerdictLine()))
}
