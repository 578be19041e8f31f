// Package terminal shows results, and the progress of a run, as text for people. It decides
// nothing: every verdict, count and reason comes from the model of package reports. Begin with
// [Write].
package terminal

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// Write writes results for people: a table by feature file, what a vendor needs to act on each
// failure, the reasons of the undecided scenarios, and a last line with the verdict and the exit
// code. Text that a server sent is escaped.
func Write(w io.Writer, r *reports.Results, options Options) error {
	v := view{Results: r.Normalized(), options: options}
	v.heading()
	if v.isDecided() {
		v.table()
	}
	v.failures()
	if v.isDecided() || v.Run.Error == "" { // otherwise the summary says all there is to say
		v.reasons()
	}
	v.stale()
	v.observations()
	v.notRemoved()
	v.combinations()
	v.summary()
	_, err := w.Write(v.text.Bytes())
	return err
}

// isDecided reports whether a scenario was decided.
func (v *view) isDecided() bool {
	return slices.ContainsFunc(v.Scenarios, func(s reports.Scenario) bool {
		return !slices.Contains([]reports.Verdict{reports.NotRun, reports.Errored, reports.NotApplicable, reports.OutOfScope}, s.Verdict)
	})
}

// Format returns the format for people. It has no file: the caller prints it.
func Format(options Options) reports.Format {
	return reports.Format{
		Name: "terminal", About: "text for people, printed at the end of a run",
		Write: func(w io.Writer, r *reports.Results) error { return Write(w, r, options) },
	}
}

// view collects the text of a report.
type view struct {
	*reports.Results
	options Options
	text    bytes.Buffer
}

// line writes one line, formatted; foreign text among args must be escaped already.
func (v *view) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	v.text.WriteString(strings.TrimRight(text, " "))
	v.text.WriteByte('\n')
}

// labelled writes foreign text after a label, wrapped and indented to the right of it. It writes
// nothing for an empty text.
func (v *view) labelled(indent int, label, text string) {
	const column = 12 // of the text, after the indent; labels are shorter
	if strings.TrimSpace(text) == "" {
		return
	}
	lines := wrap(escape.Text(strings.TrimSpace(text)), v.room(indent+column))
	v.line("%*s%s%s", indent, "", v.options.paint(dim, fmt.Sprintf("%-*s", column, label)), lines[0])
	for _, line := range lines[1:] {
		v.line("%*s%s", indent+column, "", line)
	}
}

// room returns the width that is left after an indent, but always enough for readable text; 0 is no
// limit.
func (v *view) room(indent int) int {
	const readable = 20
	if v.options.Width <= 0 {
		return 0
	}
	return max(v.options.Width-indent, readable)
}

// title writes the heading of a part of the report.
func (v *view) title(s style, text string) {
	v.line("")
	for _, line := range wrap(text, v.room(0)) {
		v.line("%s", v.options.paint(s, line))
	}
}

func (v *view) heading() {
	run := v.Run
	took, rate := run.Finished.Sub(run.Started), ""
	if took > 0 {
		rate = fmt.Sprintf(" (%.0f a second)", float64(run.Requests)/took.Seconds())
	}
	parts := []string{
		"codecred " + run.Harness.Version,
		"profile " + run.Profile,
		strings.TrimSpace("target " + strings.Join([]string{run.Target.Name, run.Target.Site}, " ")),
		fmt.Sprintf("%d requests in %s%s", run.Requests, took.Round(time.Millisecond), rate),
	}
	if run.SlowedTo > 0 {
		parts = append(parts, fmt.Sprintf("the target answered 429, for which the pace fell to %.0f requests a second at times; limits.requests_per_second in the target file bounds it from the start", run.SlowedTo))
	}
	for _, line := range wrap(escape.Line(strings.Join(parts, ", ")), v.room(0)) {
		v.line("%s", v.options.paint(dim, line))
	}
	v.line("")
}
