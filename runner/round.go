package runner

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
)

// round is one repetition of a run: it runs all scenarios once.
type round struct {
	*run
	number  int // from 1
	plan    *plan.Plan
	barrier *orgstate.Barrier // of a target with a single org; nil for other targets

	mu         sync.Mutex
	registered []steps.Registered // users who registered themselves and are not in the plan
}

// perform prepares the target, runs the scenarios that apply to it and are not decided yet, and
// cleans up.
func (r *round) perform(ctx context.Context) {
	planner := plan.NewPlanner(r.Target.Offered(), r.Target.Capabilities.Orgs, fmt.Sprintf("%s-%d", r.id, r.number), password)
	var playable []*suite.Scenario
	for _, sc := range r.Selected {
		if before, ok := r.journal.Result(r.number, sc.ID); ok {
			r.outcome.finish(before)
			continue
		}
		if verdict, why := r.leftOut(sc); why != "" {
			result := sc.NewResult(r.profile())
			result.Verdict, result.Reason = verdict, why
			r.outcome.finish(result)
			continue
		}
		if r.Inventory != nil {
			planner.Plan.Parties[sc] = r.Inventory.Parties(sc, r.number)
		} else {
			planner.Add(sc)
		}
		playable = append(playable, sc)
	}
	longestFirst(playable)
	r.plan = planner.Plan
	r.prepare(ctx)
	if r.number == 1 && !r.SkipFlowCheck {
		r.checkFlow(ctx, playable)
	}
	r.play(ctx, r.askFirst(ctx, playable))
	r.askAgain(ctx)
	r.clean(ctx)
}

// leftOut says why a scenario is not run, and with which verdict; an empty
// reason runs it.
func (r *round) leftOut(sc *suite.Scenario) (reports.Verdict, string) {
	if why := plan.NotApplicable(sc.Need, r.Target); why != "" {
		return reports.NotApplicable, why
	}
	undecided := reports.NotRun
	if r.scope != All {
		undecided = reports.OutOfScope
	}
	return undecided, cmp.Or(plan.BeyondLimit(sc, r.Target), r.Inventory.Shortfall(sc))
}

// longestFirst puts scenarios with many requests before those with few, so that no long scenario
// starts late and delays the end.
func longestFirst(list []*suite.Scenario) {
	slices.SortStableFunc(list, func(a, b *suite.Scenario) int { return cmp.Compare(b.Need.Requests, a.Need.Requests) })
}

// play plays the scenarios. On a target with a single org they pass through its states together.
// Scenarios that move the clock come last, one at a time, because the clock moves for the whole
// org.
func (r *round) play(ctx context.Context, list []*suite.Scenario) {
	e := play.Execution{Ready: r.ready, Done: func(p *play.Performance) { r.end(ctx, p) }, Ignore: r.Ignore, Context: r.Context}
	if r.plan.Single == nil {
		e.List = play.PerformancesOf(list)
		r.Engine(ctx, &e, r.Target.Limits.Parallel)
		return
	}
	together := slices.DeleteFunc(slices.Clone(list), func(sc *suite.Scenario) bool { return sc.Need.Clock })
	alone := slices.DeleteFunc(slices.Clone(list), func(sc *suite.Scenario) bool { return !sc.Need.Clock })
	now, schedule := r.plan.Begins, r.plan.Schedule(list)
	for _, part := range []struct {
		list     []*suite.Scenario
		parallel int
	}{{together, len(together)}, {alone, 1}} {
		r.barrier = orgstate.NewBarrier(ctx, r.admin, now, schedule, min(part.parallel, len(part.list)))
		e.List = play.PerformancesOf(part.list)
		r.Engine(ctx, &e, part.parallel)
		now, schedule = r.barrier.Now()
	}
}

// end judges a scenario that has ended, and stores its result.
func (r *round) end(ctx context.Context, p *play.Performance) {
	if p.World != nil {
		r.mu.Lock()
		r.registered = append(r.registered, p.World.Registered...)
		r.mu.Unlock()
	}
	result := p.Judge(r.profile(), r.Detail)
	p.World = nil // it has every exchange, which a long run cannot keep in memory
	if r.journal != nil {
		if err := r.journal.Keep(r.number, &result); err != nil {
			r.outcome.spoil("the result could not be written to the journal", err)
		}
	}
	r.outcome.finish(result)
	if !r.SkipFlowCheck { // the servers of a proof are wrong on purpose
		r.breaker.scenarioEnded(result.Verdict, func() string { return r.silence(ctx) })
	}
}
