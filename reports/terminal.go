package reports

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
)

// WriteTerminal writes results for people: a table by feature file, what a
// vendor needs to act on each failure, the reasons of what was not decided,
// and a last line that says the verdict and the exit code. Text that a server
// sent is never written raw.
func WriteTerminal(w io.Writer, r *Results, options TerminalOptions) error {
	v := view{Results: r.tidied(), options: options}
	v.heading()
	v.table()
	v.failures()
	v.reasons()
	v.stale()
	v.observations()
	v.leftovers()
	v.combinations()
	v.summary()
	_, err := w.Write(v.text.Bytes())
	return err
}

// writePlain is WriteTerminal for a place of which nothing is known.
func writePlain(w io.Writer, r *Results) error {
	return WriteTerminal(w, r, TerminalOptions{})
}

// view is a terminal report in the making.
type view struct {
	*Results
	options TerminalOptions
	text    bytes.Buffer
}

// line writes one line, formatted; foreign text among args must be visible already.
func (v *view) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	v.text.WriteString(strings.TrimRight(text, " "))
	v.text.WriteByte('\n')
}

// prose writes foreign text after a label, wrapped and indented to stand beside
// it; no text, no line.
func (v *view) prose(indent int, label, text string) {
	const column = 12 // of the text, after the indent; labels are shorter
	if strings.TrimSpace(text) == "" {
		return
	}
	lines := wrap(visible(strings.TrimSpace(text)), v.room(indent+column))
	v.line("%*s%s%s", indent, "", v.options.paint(dim, fmt.Sprintf("%-*s", column, label)), lines[0])
	for _, line := range lines[1:] {
		v.line("%*s%s", indent+column, "", line)
	}
}

// room is the width that is left after an indent, never less than is readable; 0 is no limit.
func (v *view) room(indent int) int {
	const readable = 20
	if v.options.Width <= 0 {
		return 0
	}
	return max(v.options.Width-indent, readable)
}

// title opens a part of the report.
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
	for _, line := range wrap(oneLine(strings.Join(parts, ", ")), v.room(0)) {
		v.line("%s", v.options.paint(dim, line))
	}
	v.line("")
}
