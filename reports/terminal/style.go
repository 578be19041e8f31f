package terminal

import (
	"os"

	"golang.org/x/term"

	"github.com/codecred/codecred/reports"
)

// Options say what the output can show. The zero value is for a log: plain lines,
// no colour, no limit of width.
type Options struct {
	Live  bool   // the cursor may be moved, so that a line can be overwritten
	Color bool   // colours may be used
	Width int    // columns; 0 is no limit
	Dir   string // folder of the run's reports, mentioned where a text is shortened; may be empty
}

// OptionsOf finds out what a file can do, usually standard output or error. A terminal is live
// unless TERM is dumb or unset. It has colour unless NO_COLOR is set to a value that is not empty
// (no-color.org).
func OptionsOf(file *os.File, getenv func(string) string) Options {
	fd := int(file.Fd())
	if !term.IsTerminal(fd) {
		return Options{}
	}
	kind := getenv("TERM")
	live := kind != "" && kind != "dumb"
	options := Options{Live: live, Color: live && getenv("NO_COLOR") == ""}
	options.Width, _, _ = term.GetSize(fd) // 0, which is no limit, where it is not known
	return options
}

// style is an SGR parameter (ECMA-48, section 8.3.117).
type style string

const (
	dim    style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
)

// paint wraps text in a style where colour is allowed.
func (o Options) paint(s style, text string) string {
	if !o.Color || text == "" {
		return text
	}
	return s.begin() + text + endStyle
}

// begin is the control sequence that begins a style.
func (s style) begin() string { return "\x1b[" + string(s) + "m" }

// endStyle ends every style.
const endStyle = "\x1b[0m"

// styleOf returns the style in which a verdict is shown.
func styleOf(v reports.Verdict) style {
	switch v {
	case reports.Passed:
		return green
	case reports.Failed, reports.Stale, reports.Errored:
		return red
	case reports.NotApplicable, reports.OutOfScope, reports.KnownFailure:
		return dim
	default:
		return yellow
	}
}
