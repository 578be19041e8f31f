package runner

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// execution is performances and what is done before and after each.
type execution struct {
	list  []*performance
	ready func(*performance) error // sets the stage; an error is why it could not be
	done  func(*performance)       // called once for each, from many goroutines

	// ignore is told of every assertion that fails, and whether it is taken for
	// met; nil ignores none.
	ignore func(sc *Scenario, assertion string) bool
	// context returns the context of a scenario's requests; nil leaves it as it is.
	context func(ctx context.Context, sc *Scenario) context.Context
}

// performances returns one for each scenario.
func performances(list []*Scenario) []*performance {
	out := make([]*performance, len(list))
	for i, sc := range list {
		out[i] = &performance{scenario: sc}
	}
	return out
}

// engine plays all performances of an execution, so many at a time, and returns
// when all is done. After ctx is cancelled no further scenario starts.
type engine func(ctx context.Context, e *execution, parallel int)

// playDirectly plays scenarios line by line and keeps nothing beside what they
// record: a proof plays some hundred thousand of them.
func playDirectly(ctx context.Context, e *execution, parallel int) {
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	for _, p := range e.list {
		group.Go(func() error {
			e.play(ctx, p)
			return nil
		})
	}
	_ = group.Wait() // what went wrong is recorded
}

func (e *execution) play(ctx context.Context, p *performance) {
	if e.context != nil {
		ctx = e.context(ctx, p.scenario)
	}
	err := p.begin(ctx, e.ready)
	for _, line := range p.scenario.lines {
		if err == nil {
			err = p.line(ctx, e.ignore)
		}
		p.record(ctx, line.Text, err)
	}
	p.end()
	e.done(p)
}
