package runner

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"time"

	"github.com/cucumber/godog"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps"
)

// performance is one scenario as it runs, and what it has recorded.
type performance struct {
	scenario *Scenario
	started  time.Time
	finished time.Time
	steps    []reports.Step // those that ran, in order
	failure  *steps.Failure // the first, nil for none
	step     string         // the line that failed
	notRun   string         // why it did not run at all
	world    *steps.World   // nil where it did not run
	visitor  *visitor       // on a target with a single org, nil for others
}

// execution runs performances through godog.
type execution struct {
	list  []*performance
	ready func(*performance) error // sets the stage; an error is why it could not be
	done  func(*performance)       // called once for each, from many goroutines
}

// godogRuns holds one godog suite at a time in this process: it keeps its seed
// in the environment.
var godogRuns sync.Mutex

// run runs everything and returns when all is done. After ctx is cancelled no
// further scenario starts.
func (e *execution) run(ctx context.Context, parallel int) {
	if len(e.list) == 0 {
		return
	}
	godogRuns.Lock()
	defer godogRuns.Unlock()
	scenarios := make([]*Scenario, len(e.list))
	for i, p := range e.list {
		scenarios[i] = p.scenario
	}
	suite := godog.TestSuite{
		Name:                "codecred",
		ScenarioInitializer: func(sc *godog.ScenarioContext) { e.initialize(ctx, sc) },
		Options: &godog.Options{
			Format: silentFormat, Output: io.Discard, NoColors: true, Strict: true,
			Concurrency: max(1, parallel), DefaultContext: ctx,
			FeatureContents: []godog.Feature{compile(scenarios)},
		},
	}
	suite.Run() // its exit code is not used: what was recorded is
}

// initialize connects one scenario of godog's with its performance.
func (e *execution) initialize(ctx context.Context, sc *godog.ScenarioContext) {
	var p *performance
	sc.Before(func(hook context.Context, s *godog.Scenario) (context.Context, error) {
		n, err := numberOf(s, len(e.list))
		if err != nil {
			return hook, err
		}
		p = e.list[n]
		return hook, e.begin(ctx, p)
	})
	steps.Register(sc, func() *steps.World { return p.world })
	sc.StepContext().After(func(hook context.Context, step *godog.Step, status godog.StepResultStatus, err error) (context.Context, error) {
		if p != nil {
			p.record(step.Text, status, err)
			p.excuse(ctx)
		}
		return hook, nil
	})
	sc.After(func(hook context.Context, _ *godog.Scenario, _ error) (context.Context, error) {
		if p != nil {
			p.finished = time.Now()
			e.done(p)
		}
		return hook, nil
	})
}

// begin sets the stage. A panic in a hook would end the process, so it is
// turned into an error of the scenario.
func (e *execution) begin(ctx context.Context, p *performance) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the harness failed: %v\n%s", fault, debug.Stack())
			p.failure = &steps.Failure{Verdict: reports.Errored, Observed: err.Error()}
		}
	}()
	p.started = time.Now()
	if ctx.Err() != nil {
		p.notRun = interrupted
		return godog.ErrSkip
	}
	if err := e.ready(p); err != nil {
		p.notRun = err.Error()
		return godog.ErrSkip
	}
	return nil
}

// record keeps how a line went.
func (p *performance) record(text string, status godog.StepResultStatus, err error) {
	step := reports.Step{Text: text, Status: reports.StepSkipped}
	switch {
	case p.notRun != "", p.failure != nil:
	case status == godog.StepPassed:
		step.Status = reports.StepPassed
	default:
		step.Status = reports.StepFailed
		p.step, p.failure = text, asFailure(status, err)
	}
	p.steps = append(p.steps, step)
}

// interrupted is why what was left of a run was not done.
const interrupted = "the run was interrupted"

// excuse takes back an error that came of the run's own end.
func (p *performance) excuse(ctx context.Context) {
	if ctx.Err() != nil && p.failure != nil && p.failure.Verdict == reports.Errored {
		p.failure, p.notRun = nil, interrupted
	}
}

// asFailure takes a line's error for what it is: what the target did wrong, or
// a fault of the harness.
func asFailure(status godog.StepResultStatus, err error) *steps.Failure {
	if failure, ok := errors.AsType[*steps.Failure](err); ok {
		return failure
	}
	return &steps.Failure{Verdict: reports.Errored, Observed: fmt.Sprintf("the harness failed: the line is %s: %v", status, err)}
}
