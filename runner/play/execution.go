package play

import (
	"context"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/runner/suite"
)

// Execution is a list of performances, with functions that are called before and after each.
type Execution struct {
	List  []*Performance
	Ready func(*Performance) error // creates the environment; its error says why that failed
	Done  func(*Performance)       // called once for each, from many goroutines

	// Ignore is called for every assertion that fails, and returns true if the assertion counts as
	// met; nil ignores none.
	Ignore func(sc *suite.Scenario, assertion string) bool
	// Context returns the context of a scenario's requests; nil means the given context.
	Context func(ctx context.Context, sc *suite.Scenario) context.Context
}

// PerformancesOf returns one performance for each scenario.
func PerformancesOf(list []*suite.Scenario) []*Performance {
	out := make([]*Performance, len(list))
	for i, sc := range list {
		out[i] = &Performance{Scenario: sc}
	}
	return out
}

// Engine plays all performances of an execution, at most parallel at a time, and returns when all
// have ended. After ctx is cancelled no further scenario starts.
type Engine func(ctx context.Context, e *Execution, parallel int)

// Directly plays scenarios line by line, without godog. It keeps only what they record, because a
// proof plays about a hundred thousand scenarios.
func Directly(ctx context.Context, e *Execution, parallel int) {
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	for _, p := range e.List {
		group.Go(func() error {
			e.play(ctx, p)
			return nil
		})
	}
	_ = group.Wait() // errors are recorded in the performances
}

func (e *Execution) play(ctx context.Context, p *Performance) {
	own := ctx
	if e.Context != nil {
		own = e.Context(ctx, p.Scenario)
	}
	err := p.begin(ctx, e.Ready)
	for _, line := range p.Scenario.Lines {
		if err == nil {
			err = p.line(own, line, e.Ignore)
		}
		p.record(ctx, line.Text, err)
	}
	e.end(p)
}

// end ends a scenario, once.
func (e *Execution) end(p *Performance) {
	p.end()
	e.Done(p)
}
