package terminal

import (
	"io"

	"github.com/codecred/codecred/reports/escape"
)

// Guard returns a writer to the output whose options are given. It escapes everything that could
// control a terminal or a pipeline, except for what this package writes itself and the output can
// show. A command prints through it: whatever a target, a file or a library says, nothing arrives raw.
func Guard(w io.Writer, options Options) io.Writer {
	var own []string
	if options.Live {
		own = append(own, eraseLine)
	}
	if options.Color {
		for _, s := range []style{dim, red, green, yellow} {
			own = append(own, s.begin())
		}
		own = append(own, endStyle)
	}
	return escape.NewWriter(w, own...)
}
