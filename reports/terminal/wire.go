package terminal

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/codecred/codecred/reports/escape"
)

// A message in the terminal is shortened, so that a failure stays on one screen.
const (
	maxWireLines  = 24
	maxWireColumn = 600 // characters of one line
)

// unhelpful names header fields that never explain a verdict. They are in the transcript.
var unhelpful = map[string]bool{
	"accept-encoding": true,
	"connection":      true,
	"content-length":  true,
	"date":            true,
	"keep-alive":      true,
	"user-agent":      true,
}

// wire writes an HTTP message as it was on the wire, indented, and says whether it left something
// out.
func (v *view) wire(label, message string) (shortened bool) {
	if strings.TrimSpace(message) == "" {
		return false
	}
	v.line("  %s", v.options.paint(dim, label))
	lines, shortened := shorten(escape.Text(message))
	margin := v.options.paint(dim, "│")
	for _, line := range lines {
		for _, part := range splitAt(line, v.room(6)) {
			v.line("    %s %s", margin, part)
		}
	}
	return shortened
}

// shorten leaves unhelpful header fields out and truncates what is too long, with
// a note of how much is missing.
func shorten(message string) (lines []string, shortened bool) {
	all := strings.Split(strings.TrimRight(message, "\n"), "\n")
	kept := withoutUnhelpful(all)
	shortened = len(kept) < len(all)
	for i, line := range kept {
		if i == maxWireLines {
			lines = append(lines, fmt.Sprintf("… %d more lines", len(kept)-i))
			return lines, true
		}
		if more := utf8.RuneCountInString(line) - maxWireColumn; more > 0 {
			line = fmt.Sprintf("%s… %d more characters", string([]rune(line)[:maxWireColumn]), more)
			shortened = true
		}
		lines = append(lines, strings.ReplaceAll(line, "\t", "    "))
	}
	return lines, shortened
}

// withoutUnhelpful removes the unhelpful fields from the header of a message. Its
// body, after the first empty line, stays as it is.
func withoutUnhelpful(lines []string) []string {
	kept := make([]string, 0, len(lines))
	for i, line := range lines {
		if line == "" {
			return append(kept, lines[i:]...)
		}
		if name, _, _ := strings.Cut(line, ":"); !unhelpful[strings.ToLower(name)] {
			kept = append(kept, line)
		}
	}
	return kept
}
