package play

import (
	"context"

	"github.com/cucumber/godog"

	"github.com/codecred/codecred/steps"
)

// Hosted plays one scenario that the godog suite of another team runs. Its method Play is an
// Engine; the hooks of that suite call Record with the outcome of each line. A Hosted is used for
// one execution, and from one goroutine besides that of Play.
type Hosted struct {
	ctx         context.Context
	performance *Performance
	begun, over chan struct{}
}

// NewHosted returns the engine of one scenario.
func NewHosted() *Hosted {
	return &Hosted{begun: make(chan struct{}), over: make(chan struct{})}
}

// Play is an Engine. It returns after End was called, or at once if the scenario cannot begin.
func (h *Hosted) Play(ctx context.Context, e *Execution, _ int) {
	if len(e.List) == 0 { // the target cannot serve it
		return
	}
	p := e.List[0]
	if p.begin(ctx, e.Ready) == nil {
		h.ctx, h.performance = ctx, p
		close(h.begun)
		<-h.over
	}
	e.end(p)
}

// Begun is closed when the scenario's lines can run.
func (h *Hosted) Begun() <-chan struct{} { return h.begun }

// World returns the world of the scenario. It is nil before the scenario has begun.
func (h *Hosted) World() *steps.World { return h.performance.World }

// Record stores the outcome of the next line, whether it is a line of codecred or of the suite.
func (h *Hosted) Record(text string, status godog.StepResultStatus, err error) {
	h.performance.record(h.ctx, text, outcome(status, err))
}

// End ends the scenario. It is called once, after Begun.
func (h *Hosted) End() { close(h.over) }
