package prove

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/prove/mutant"
	"github.com/codecred/codecred/runner/suite"
)

// fate is what becomes of a mutant in a profile.
type fate string

const (
	caught     fate = "caught"
	hangs      fate = "hangs"       // it is caught by the time that it takes
	prevented  fate = "prevented"   // the server does not start, or its provisioning does not do what it is asked for
	undecided  fate = "undecided"   // no scenario fails, but some decide nothing, so no run is green
	survived   fate = "survived"    // every scenario passes
	notReached fate = "not reached" // it makes no difference while any scenario runs
)

func (f fate) isCaught() bool { return f == caught || f == hangs }

// isGreen reports whether a run passes on the mutant.
func (f fate) isGreen() bool { return f == survived || f == notReached }

// jury judges mutants in one profile.
type jury struct {
	*prover
	profile features.Profile
	mutants []mutant.Mutant
	reach   map[int][]*suite.Scenario // by the number of a mutant, the scenarios to which it makes a difference
	early   map[int]bool              // mutants that make a difference before the first scenario, so perhaps to all
	extent  map[*suite.Scenario]int   // how many mutants a scenario reaches
}

// watchEach plays each scenario by itself and notes which mutants it reaches.
func (j *jury) watchEach(ctx context.Context) error {
	j.reach, j.early, j.extent = map[int][]*suite.Scenario{}, map[int]bool{}, map[*suite.Scenario]int{}
	j.passes[j.profile] = map[string]bool{}
	mutant.Reached()
	mutant.Restore()
	on, err := j.open(ctx)
	if err != nil {
		return err
	}
	for _, number := range mutant.Reached() {
		j.early[number] = true
	}
	for _, sc := range j.selected[j.profile] {
		results := runner.Play(ctx, j.job(on, []*suite.Scenario{sc}))
		j.passes[j.profile][sc.ID] = results.Scenarios[0].Verdict == reports.Passed
		numbers := mutant.Reached()
		j.extent[sc] = len(numbers)
		for _, number := range numbers {
			j.reach[number] = append(j.reach[number], sc)
		}
	}
	return on.Close()
}

func (j *jury) open(ctx context.Context) (*connect.Target, error) {
	return connect.Open(ctx, connect.Options{Profile: j.profile, InProcess: true})
}

func (j *jury) job(on *connect.Target, selected []*suite.Scenario) runner.Job {
	return runner.Job{
		Options: runner.Options{Selection: suite.Selection{Profile: j.profile}}, Suite: j.suites[j.profile], Selected: selected, Target: on,
		Engine: play.Directly, Detail: play.Verdicts, SkipFlowCheck: true,
	}
}

// together is how many mutants that are expected to survive are played at once.
const together = 12

// judgeAll judges mutants. Those with an explanation are first tried several at a time: as long as no scenario
// fails, each of them survives.
func (j *jury) judgeAll(ctx context.Context, mutants []mutant.Mutant, e *explanations) map[int]fate {
	fates := map[int]fate{}
	var alone, expected []mutant.Mutant
	for _, m := range mutants {
		switch {
		case len(j.candidates(m)) == 0:
			fates[m.Number] = notReached
		case e.has(m, j.profile):
			expected = append(expected, m)
		default:
			alone = append(alone, m)
		}
	}
	for group := range slices.Chunk(expected, together) {
		f := j.judge(ctx, group)
		if f != survived {
			alone = append(alone, group...)
			continue
		}
		for _, m := range group {
			fates[m.Number] = f
		}
	}
	for _, m := range alone {
		fates[m.Number] = j.judge(ctx, []mutant.Mutant{m})
	}
	return fates
}

// candidates lists the scenarios that may catch some mutants, those first that are likely to.
func (j *jury) candidates(mutants ...mutant.Mutant) []*suite.Scenario {
	var first, rest []*suite.Scenario
	for _, m := range mutants {
		rest = append(rest, j.reach[m.Number]...)
		if j.early[m.Number] {
			first = append(first, j.near(m)...)
			rest = append(rest, j.selected[j.profile]...)
		}
	}
	slices.SortStableFunc(rest, func(a, b *suite.Scenario) int { return cmp.Compare(j.extent[a], j.extent[b]) })
	seen := map[*suite.Scenario]bool{}
	return slices.DeleteFunc(append(first, rest...), func(sc *suite.Scenario) bool {
		before := seen[sc]
		seen[sc] = true
		return before
	})
}

// near lists a few scenarios that reach mutants close to one that makes a difference from the start.
func (j *jury) near(m mutant.Mutant) []*suite.Scenario {
	const distance, each = 8, 8
	var out []*suite.Scenario
	for by := range distance {
		for _, at := range []int{m.Number + by, m.Number - by} {
			if at > 0 && at <= len(j.mutants) && j.mutants[at-1].Function == m.Function {
				out = append(out, j.reach[at][:min(len(j.reach[at]), each)]...)
			}
		}
	}
	return out
}

// judge puts mutants into effect and plays the scenarios that may catch them, a few at first.
func (j *jury) judge(ctx context.Context, mutants []mutant.Mutant) fate {
	selected := j.candidates(mutants...)
	on, err := j.openWith(ctx, mutants)
	if err != nil {
		return prevented
	}
	defer func() { _ = on.Close() }() // a mutant may end as it likes
	out := survived
	for size := 6; len(selected) > 0; size *= 5 {
		n := min(size, len(selected))
		f := j.play(ctx, on, selected[:n])
		if f.isCaught() {
			return f
		}
		if f != survived {
			out = f
		}
		selected = selected[n:]
	}
	return out
}

// openWith starts a server with mutants. A mutant in the value of a package variable may panic.
func (j *jury) openWith(ctx context.Context, mutants []mutant.Mutant) (on *connect.Target, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("panic: %v", problem)
		}
	}()
	numbers := make([]int, len(mutants))
	for i, m := range mutants {
		numbers[i] = m.Number
	}
	mutant.Select(numbers...)
	return j.open(ctx)
}

// longestPlay is how long scenarios may take. They take less than a second on the server as it is.
const longestPlay = 20 * time.Second

// play plays scenarios until one fails that must not.
func (j *jury) play(ctx context.Context, on *connect.Target, selected []*suite.Scenario) fate {
	ctx, cancel := context.WithTimeout(ctx, longestPlay)
	defer cancel()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	job := j.job(on, selected)
	var failed atomic.Bool
	job.Ignore = func(sc *suite.Scenario, _ string) bool {
		if j.passes[j.profile][sc.ID] && sc.Level(j.profile) != reports.Info {
			failed.Store(true)
			stop(errCaught)
		}
		return false
	}
	results := runner.Play(ctx, job)
	if failed.Load() {
		return caught
	}
	if ctx.Err() != nil {
		return hangs
	}
	out := survived
	for _, s := range results.Scenarios {
		if !j.passes[j.profile][s.ID] || s.Level == reports.Info {
			continue
		}
		switch s.Verdict {
		case reports.Passed:
		case reports.Failed, reports.Warned:
			return caught
		case reports.NotRun, reports.Errored:
			out = prevented
		default:
			if out == survived {
				out = undecided
			}
		}
	}
	return out
}
