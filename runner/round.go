package runner

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/suite"
)

// perform runs the suite as often as it was asked for. Then every selected
// scenario has its result.
func (r *run) perform(ctx context.Context) {
	progress := r.Options.Progress
	if progress == nil {
		progress = noProgress{}
	}
	times := max(1, r.Options.Repeat)
	progress.Start(times * len(r.Selected))
	defer progress.Finish()
	r.assignAll(times)
	var rounds [][]reports.Scenario
	for r.round = 1; r.round <= times && r.spoilt == ""; r.round++ {
		r.finished = nil
		r.playRound(ctx, progress)
		rounds = append(rounds, r.finished)
	}
	r.finished = combineRounds(rounds)
}

// playRound prepares the target, runs what applies to it and is not decided yet,
// and cleans up.
func (r *run) playRound(ctx context.Context, progress reports.Progress) {
	planner := plan.NewPlanner(r.Target.Offered(), r.Target.Capabilities.Orgs, fmt.Sprintf("%s-%d", r.id, r.round), password)
	var playable []*suite.Scenario
	for _, sc := range r.Selected {
		if before, ok := r.journal.Result(r.round, sc.ID); ok {
			r.finish(before, progress)
			continue
		}
		if verdict, why := r.leftOut(sc); why != "" {
			result := sc.NewResult(r.profile())
			result.Verdict, result.Reason = verdict, why
			r.finish(result, progress)
			continue
		}
		if r.Inventory != nil {
			planner.Plan.Parties[sc] = r.Inventory.Parties(sc, r.round)
		} else {
			planner.Add(sc)
		}
		playable = append(playable, sc)
	}
	longestFirst(playable)
	r.prepare(ctx, planner.Plan)
	if r.round == 1 && r.Detail == play.Everything { // a proof has servers that answer nothing as they should, for the suite to find
		r.checkFlow(ctx, playable)
	}
	r.play(ctx, playable, func(p *play.Performance) { r.end(p, progress) })
	r.clean(ctx)
}

// longestFirst puts scenarios of many requests before those of few, so that at
// the end nobody waits for a long one that began late.
func longestFirst(list []*suite.Scenario) {
	slices.SortStableFunc(list, func(a, b *suite.Scenario) int { return cmp.Compare(b.Need.Requests, a.Need.Requests) })
}

// play runs the scenarios. On a target with a single org they go through its
// states together; those that let time pass go last and alone, since time
// passes for the whole org.
func (r *run) play(ctx context.Context, list []*suite.Scenario, done func(*play.Performance)) {
	e := play.Execution{Ready: r.ready, Done: done, Ignore: r.Ignore, Context: r.Context}
	if r.plan.Single == nil {
		e.List = play.PerformancesOf(list)
		r.Engine(ctx, &e, r.Target.Limits.Parallel)
		return
	}
	together := slices.DeleteFunc(slices.Clone(list), func(sc *suite.Scenario) bool { return sc.Need.Clock })
	alone := slices.DeleteFunc(slices.Clone(list), func(sc *suite.Scenario) bool { return !sc.Need.Clock })
	now, schedule := r.plan.Single.Made, r.plan.Schedule(list)
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

// end judges a scenario that has ended.
func (r *run) end(p *play.Performance, progress reports.Progress) {
	if p.World != nil {
		r.mu.Lock()
		r.registered = append(r.registered, p.World.Registered...)
		r.mu.Unlock()
	}
	result := p.Judge(r.profile(), r.Detail)
	p.World = nil // it holds every exchange, and a run is long
	r.keep(&result)
	r.finish(result, progress)
}

// leftOut says why a scenario is not run, and with which verdict; an empty
// reason runs it.
func (r *run) leftOut(sc *suite.Scenario) (reports.Verdict, string) {
	if why := plan.NotApplicable(sc.Need, r.Target); why != "" {
		return reports.NotApplicable, why
	}
	return reports.NotRun, cmp.Or(plan.BeyondLimit(sc, r.Target), r.Inventory.Shortfall(sc))
}

// finish keeps a result and shows it.
func (r *run) finish(result reports.Scenario, progress reports.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.finished = append(r.finished, result)
	if r.missingFlow == "" { // which is said once, not once a scenario
		progress.Done(result)
	}
}

type noProgress struct{}

func (noProgress) Start(int)             {}
func (noProgress) Done(reports.Scenario) {}
func (noProgress) Finish()               {}
