package runner

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/fixtures/refserver"
)

// execution is performances and what is done before and after each.
type execution struct {
	list  []*performance
	ready func(*performance) error // sets the stage; an error is why it could not be
	done  func(*performance)       // called once for each, from many goroutines
}

// longestFirst puts scenarios of many requests before those of few, so that at
// the end nobody waits for a long one that began late.
func (e *execution) longestFirst() {
	slices.SortStableFunc(e.list, func(a, b *performance) int {
		return cmp.Compare(b.scenario.Need.Requests, a.scenario.Need.Requests)
	})
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
	if p.reach != nil {
		ctx = refserver.Reaching(ctx, p.reach)
	}
	err := p.begin(ctx, e.ready)
	for _, line := range p.scenario.lines {
		if err == nil {
			err = p.line(ctx)
		}
		p.record(ctx, line.Text, err)
	}
	p.end()
	e.done(p)
}
