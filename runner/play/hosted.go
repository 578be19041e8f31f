package play

import (
	"context"

	"github.com/cucumber/godog"

	"github.com/codecred/codecred/steps"
)

// Hosted plays one scenario that a godog suite of somebody else's runs. Its Play is
// the Engine; the hooks of that suite tell it how the lines went. It is used for one
// execution, and from one goroutine beside that of Play.
type Hosted struct {
	ctx         context.Context
	performance *Performance
	begun, over chan struct{}
}

// NewHosted returns the engine of one scenario.
func NewHosted() *Hosted {
	return &Hosted{begun: make(chan struct{}), over: make(chan struct{})}
}

// Play is an Engine. A scenario that can begin goes on until End is called.
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

// World is that of the scenario, once it has begun.
func (h *Hosted) World() *steps.World { return h.performance.World }

// Record keeps how the next line went, ours or the suite's own.
func (h *Hosted) Record(text string, status godog.StepResultStatus, err error) {
	h.performance.record(h.ctx, text, outcome(status, err))
}

// End ends the scenario. It is called once, after Begun.
func (h *Hosted) End() { close(h.over) }
