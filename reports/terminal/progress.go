package terminal

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// NewProgress shows progress on w: on a live terminal, one line that is overwritten; elsewhere
// plain lines, at most one every two seconds. In both, a scenario that did not pass is reported at
// once, on a line of its own. Scenarios that are not applicable, and known failures, are only
// counted.
func NewProgress(w io.Writer, options Options) reports.Progress {
	return &progress{w: w, options: options, now: time.Now, counts: map[reports.Verdict]int{}}
}

// plainInterval is the least time between two plain lines of progress.
const plainInterval = 2 * time.Second

type progress struct {
	mu      sync.Mutex
	w       io.Writer
	options Options
	now     func() time.Time
	told    time.Time // when the last plain progress line was written
	lines   bool      // whether any line was written
	total   int
	done    int
	counts  map[reports.Verdict]int
}

// Start implements reports.Progress.
func (p *progress) Start(total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.total = total
	p.told = p.now()
	p.repaint()
}

// Done implements reports.Progress.
func (p *progress) Done(s reports.Scenario) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.counts[s.Verdict]++
	if isTold(s.Verdict) {
		p.report(s)
	}
	if p.options.Live {
		p.repaint()
		return
	}
	if now := p.now(); now.Sub(p.told) >= plainInterval {
		p.told = now
		p.lines = true
		fmt.Fprintln(p.w, p.line())
	}
}

func (p *progress) Finish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.options.Live {
		fmt.Fprint(p.w, eraseLine)
	}
	if p.lines {
		fmt.Fprintln(p.w)
	}
}

// isTold says whether a scenario of this verdict is reported at once.
func isTold(v reports.Verdict) bool {
	return !slices.Contains([]reports.Verdict{reports.Passed, reports.NotApplicable, reports.OutOfScope, reports.KnownFailure}, v)
}

// eraseLine returns to the first column and erases to the end of the line
// (ECMA-48, section 8.3.41: EL).
const eraseLine = "\r\x1b[K"

func (p *progress) report(s reports.Scenario) {
	text := truncate(escape.Line(fmt.Sprintf("%s %s %s: %s", s.Verdict.Words(), s.ID, s.Name, s.Reason)), p.options.Width)
	text = p.options.paint(styleOf(s.Verdict), text)
	if p.options.Live {
		text = eraseLine + text
	}
	p.lines = true
	fmt.Fprintln(p.w, text)
}

func (p *progress) repaint() {
	if !p.options.Live {
		return
	}
	// The last column stays empty: some terminals wrap a full line.
	fmt.Fprint(p.w, eraseLine+truncate(p.line(), max(p.options.Width-1, 0)))
}

func (p *progress) line() string {
	text := fmt.Sprintf("%d of %d scenarios", p.done, p.total)
	if p.done == 0 {
		return text
	}
	return text + ": " + reports.CountsInWords(p.counts)
}

// CountServers returns a function that shows, on one line of a live terminal, how many servers of a
// proof are done. Elsewhere the function shows nothing.
func CountServers(w io.Writer, options Options) func(done, total int) {
	return func(done, total int) {
		if !options.Live {
			return
		}
		end := ""
		if done == total {
			end = "\n"
		}
		fmt.Fprintf(w, "%s%d of %d servers%s", eraseLine, done, total, end)
	}
}
