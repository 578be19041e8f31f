package runner

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/reports"
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
	r.castAll(times)
	var rounds [][]reports.Scenario
	for r.round = 1; r.round <= times && r.fault == ""; r.round++ {
		r.finished = nil
		r.playRound(ctx, progress)
		rounds = append(rounds, r.finished)
	}
	r.finished = agree(rounds)
}

// playRound prepares the target, runs what applies to it and is not decided yet,
// and cleans up.
func (r *run) playRound(ctx context.Context, progress reports.Progress) {
	planner := newPlanner(r.Target.offered(), r.Target.Capabilities.Orgs, fmt.Sprintf("%s-%d", r.id, r.round), password)
	var play []*Scenario
	for _, sc := range r.Selected {
		if before, ok := r.journal.result(visit{r.round, sc.ID}); ok {
			r.finish(before, progress)
			continue
		}
		if verdict, why := r.leftOut(sc); why != "" {
			result := sc.result(r.profile())
			result.Verdict, result.Reason = verdict, why
			r.finish(result, progress)
			continue
		}
		if r.standing != nil {
			planner.plan.casts[sc] = r.standing.casts[sc][r.round-1].plan
		} else {
			planner.add(sc)
		}
		play = append(play, sc)
	}
	longestFirst(play)
	r.prepare(ctx, planner.plan)
	if r.round == 1 && r.Detail == everything { // a proof has servers that answer nothing as they should, for the suite to find
		r.listen(ctx, play)
	}
	r.play(ctx, play, func(p *performance) { r.end(p, progress) })
	r.clean(ctx)
}

// longestFirst puts scenarios of many requests before those of few, so that at
// the end nobody waits for a long one that began late.
func longestFirst(list []*Scenario) {
	slices.SortStableFunc(list, func(a, b *Scenario) int { return cmp.Compare(b.Need.Requests, a.Need.Requests) })
}

// play runs the scenarios. On a target with a single org they go through its
// states together; those that let time pass go last and alone, since time
// passes for the whole org.
func (r *run) play(ctx context.Context, list []*Scenario, done func(*performance)) {
	e := execution{ready: r.ready, done: done, ignore: r.Ignore, context: r.Context}
	if r.plan.home == nil {
		e.list = performances(list)
		r.Engine(ctx, &e, r.Target.Limits.Parallel)
		return
	}
	together := slices.DeleteFunc(slices.Clone(list), func(sc *Scenario) bool { return sc.Need.Clock })
	alone := slices.DeleteFunc(slices.Clone(list), func(sc *Scenario) bool { return !sc.Need.Clock })
	now, way := r.plan.home.org, r.plan.way(list)
	for _, part := range []struct {
		list     []*Scenario
		parallel int
	}{{together, len(together)}, {alone, 1}} {
		r.gate = newGate(ctx, r.admin, now, way, min(part.parallel, len(part.list)))
		e.list = performances(part.list)
		r.Engine(ctx, &e, part.parallel)
		now, way = r.gate.org, r.gate.way
	}
}

// end judges a scenario that has ended.
func (r *run) end(p *performance, progress reports.Progress) {
	if p.world != nil {
		r.mu.Lock()
		r.registered = append(r.registered, p.world.Registered...)
		r.mu.Unlock()
	}
	result := p.judge(r.profile(), r.Detail)
	p.world = nil // it holds every exchange, and a run is long
	r.keep(&result)
	r.finish(result, progress)
}

// leftOut says why a scenario is not run, and with which verdict; an empty
// reason runs it.
func (r *run) leftOut(sc *Scenario) (reports.Verdict, string) {
	if why := inapplicable(sc.Need, r.Target); why != "" {
		return reports.NotApplicable, why
	}
	return reports.NotRun, cmp.Or(beyondLimit(sc, r.Target), r.standing.why(sc))
}

// finish keeps a result and shows it.
func (r *run) finish(result reports.Scenario, progress reports.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.finished = append(r.finished, result)
	if r.mute == "" { // which is said once, not once a scenario
		progress.Done(result)
	}
}

type noProgress struct{}

func (noProgress) Start(int)             {}
func (noProgress) Done(reports.Scenario) {}
func (noProgress) Finish()               {}
