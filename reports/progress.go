package reports

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Progress shows a run while it goes. Its methods may be called from several
// goroutines at once; what cannot be written is lost and never stops a run.
type Progress interface {
	// Start says how many scenarios will be done.
	Start(total int)
	// Done counts a scenario that has its verdict.
	Done(Scenario)
	// Finish ends the view, with an empty line below the lines that it wrote.
	Finish()
}

// NewProgress shows progress on w: one line that is painted over where the
// place is live, and else plain lines, at most one every two seconds. In both,
// a scenario that did not pass is told as it happens, on a line of its own;
// those that are not applicable or fail as known are only counted.
func NewProgress(w io.Writer, options TerminalOptions) Progress {
	return &progress{w: w, options: options, now: time.Now, counts: map[Verdict]int{}}
}

// quiet is how long plain lines keep silent while all goes well.
const quiet = 2 * time.Second

type progress struct {
	mu      sync.Mutex
	w       io.Writer
	options TerminalOptions
	now     func() time.Time
	told    time.Time // when the last plain line of progress was written
	lines   bool      // whether any line stands
	total   int
	done    int
	counts  map[Verdict]int
}

func (p *progress) Start(total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.total = total
	p.told = p.now()
	p.repaint()
}

func (p *progress) Done(s Scenario) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.counts[s.Verdict]++
	if news(s.Verdict) {
		p.tell(s)
	}
	if p.options.Live {
		p.repaint()
		return
	}
	if now := p.now(); now.Sub(p.told) >= quiet {
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

// news says whether a verdict is told at once.
func news(v Verdict) bool {
	return v != Passed && v != NotApplicable && v != KnownFailure
}

// eraseLine returns to the first column and erases to the end of the line
// (ECMA-48, section 8.3.41: EL).
const eraseLine = "\r\x1b[K"

func (p *progress) tell(s Scenario) {
	text := cut(oneLine(fmt.Sprintf("%s %s %s: %s", words(s.Verdict), s.ID, s.Name, s.Reason)), p.options.Width)
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
	// One column stays free: a full line makes some terminals wrap.
	fmt.Fprint(p.w, eraseLine+cut(p.line(), max(p.options.Width-1, 0)))
}

func (p *progress) line() string {
	text := fmt.Sprintf("%d of %d scenarios", p.done, p.total)
	if p.done == 0 {
		return text
	}
	return text + ": " + inWords(p.counts)
}
