package play

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
)

// Performance is one run of a scenario, and what it has recorded. An engine calls begin, then line
// and record for each line, then end. Only this type decides what the outcome of a line means.
type Performance struct {
	Scenario *suite.Scenario
	started  time.Time
	finished time.Time
	steps    []reports.Step // those that ran, in order
	failure  *steps.Failure // the first, nil for none
	step     string         // the line that failed
	notRun   string         // why the scenario did not run
	World    *steps.World   // nil if the scenario did not run
	Leave    func()         // releases what it shares with other scenarios; nil for nothing
}

// errNotRun is the error of begin if no line may run.
var errNotRun = errors.New("the scenario does not run")

// begin prepares the environment. Its error is errNotRun; the reason is recorded.
func (p *Performance) begin(ctx context.Context, ready func(*Performance) error) error {
	p.started = time.Now()
	if ctx.Err() != nil {
		p.notRun = interrupted(ctx)
		return errNotRun
	}
	err := guarded(func() error { return ready(p) })
	if broken, ok := errors.AsType[*steps.Failure](err); ok {
		p.failure = broken
		return errNotRun
	}
	if err != nil {
		p.notRun = err.Error()
		return errNotRun
	}
	return nil
}

// line runs a line, which must be the next one. A failed assertion that is ignored counts as met.
func (p *Performance) line(ctx context.Context, line steps.Line, ignore func(sc *suite.Scenario, assertion string) bool) error {
	if next := len(p.steps); next >= len(p.Scenario.Lines) || p.Scenario.Lines[next].Text != line.Text {
		return fmt.Errorf("line %d of the scenario is not %q", next+1, line.Text)
	}
	err := guarded(func() error { return line.Run(ctx, p.World) })
	if ignore != nil {
		if assertion := p.assertionOf(err); assertion != "" && ignore(p.Scenario, assertion) {
			return nil
		}
	}
	return err
}

// guarded turns a panic into a failure of the harness: a panic must not end the process, and the
// target is not responsible for it.
func guarded(do func() error) (err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = &steps.Failure{
				Verdict: reports.Errored, Observed: fmt.Sprintf("the harness failed: %v\n%s", problem, debug.Stack()),
			}
		}
	}()
	return do()
}

// record stores the outcome of the next line: it passed if err is nil. A line after a failure, or
// in a scenario that did not begin, is skipped. If ctx, the context of the run, has ended, the
// error does not count as an error of the line.
func (p *Performance) record(ctx context.Context, text string, err error) {
	step := reports.Step{Text: text, Status: reports.StepSkipped}
	switch {
	case p.notRun != "", p.failure != nil:
	case err == nil:
		step.Status = reports.StepPassed
	default:
		step.Status = reports.StepFailed
		p.step, p.failure = text, asFailure(err)
		switch {
		case p.failure.Verdict == reports.NotApplicable:
			step.Status = reports.StepSkipped
		case p.failure.Verdict == reports.Failed && p.Scenario.IsGiven(len(p.steps)):
			p.failure = p.failure.OfPrecondition()
		}
	}
	p.steps = append(p.steps, step)
	if ctx.Err() != nil && p.failure != nil && p.failure.Verdict == reports.Errored {
		p.failure, p.notRun = nil, interrupted(ctx)
	}
}

// assertionOf identifies the assertion of the next line: the expression of the line and the place
// in the code. It is empty if the error is not a judgement of the target.
func (p *Performance) assertionOf(err error) string {
	failure, ok := errors.AsType[*steps.Failure](err)
	if next := len(p.steps); ok && failure.Site != "" && failure.Verdict == reports.Failed && next < len(p.Scenario.Lines) && !p.Scenario.IsGiven(next) {
		return failure.Site + " " + p.Scenario.Lines[next].Expr()
	}
	return ""
}

// end records when the scenario ended, and releases what it had reserved.
func (p *Performance) end() {
	p.finished = time.Now()
	if p.Leave != nil {
		p.Leave()
	}
}

// EndedError is the cause of a context that ends before all scenarios have run, other than by a signal.
type EndedError struct{ Why string }

// Error says why the run has ended.
func (e *EndedError) Error() string { return e.Why }

// interrupted is the reason of scenarios that did not run because the run ended before.
func interrupted(ctx context.Context) string {
	if ended, ok := errors.AsType[*EndedError](context.Cause(ctx)); ok {
		return ended.Why
	}
	return "the run was interrupted"
}

// asFailure returns the error of a line as a *steps.Failure: a failure of the target, or an error
// of the harness.
func asFailure(err error) *steps.Failure {
	if failure, ok := errors.AsType[*steps.Failure](err); ok {
		return failure
	}
	return &steps.Failure{Verdict: reports.Errored, Observed: fmt.Sprintf("the harness failed: %v", err)}
}
