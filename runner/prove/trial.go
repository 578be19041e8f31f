package prove

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/suite"
)

// trial is a run of scenarios against one server within this process.
type trial struct {
	server   string // what the server is, for messages
	on       connect.Options
	selected []*suite.Scenario
	reach    map[string]*faults.Reach // by scenario, records what reaches it; nil for no recording
	reasons  bool                     // whether results have the reasons of scenarios that did not pass
}

// run plays a trial. A server that logs an internal error proves nothing, whatever its fault is:
// the scenarios would detect that error and not the fault.
func (p *prover) run(ctx context.Context, t trial) (*reports.Results, error) {
	if len(t.selected) == 0 { // nothing to run, so no server is needed
		return &reports.Results{Verdict: reports.Conformant}, nil
	}
	var errors errorLog
	t.on.Parallel, t.on.Version, t.on.Reference.Logger = p.options.Parallel, p.options.Version, slog.New(&errors)
	results, err := p.play(ctx, t)
	if ctx.Err() != nil { // what the target then says is a consequence
		return nil, reports.TargetError("the proof was interrupted: %w", context.Cause(ctx))
	}
	if err != nil {
		return nil, err
	}
	if failed := errors.first.Load(); failed != nil {
		return nil, fmt.Errorf("the reference server had an internal error, %s: %s", t.server, *failed)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.played += len(t.selected)
	return results, nil
}

// play runs the scenarios of a trial against its server.
func (p *prover) play(ctx context.Context, t trial) (*reports.Results, error) {
	on, err := connect.Open(ctx, t.on)
	if err != nil {
		return nil, err
	}
	job := runner.Job{
		Options: runner.Options{Selection: suite.Selection{Tags: p.options.Tags, Profile: t.on.Profile}, Version: p.options.Version},
		Suite:   p.suites[t.on.Profile], Selected: t.selected, Target: on, Engine: play.Directly, Detail: play.Verdicts, SkipFlowCheck: true,
	}
	if t.reasons {
		job.Detail = play.Reasons
	}
	if t.reach != nil {
		job.Context = func(ctx context.Context, sc *suite.Scenario) context.Context {
			return faults.Reaching(ctx, t.reach[sc.ID])
		}
	}
	return runner.Play(ctx, job), on.Close()
}

// errorLog is a log handler that keeps the first error that a server logs.
type errorLog struct{ first atomic.Pointer[string] }

// Enabled implements slog.Handler.
func (*errorLog) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelError }

// Handle implements slog.Handler.
func (l *errorLog) Handle(_ context.Context, r slog.Record) error {
	text := r.Message
	r.Attrs(func(a slog.Attr) bool {
		text += " " + a.String()
		return true
	})
	l.first.CompareAndSwap(nil, &text)
	return nil
}

// WithAttrs implements slog.Handler.
func (l *errorLog) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup implements slog.Handler.
func (l *errorLog) WithGroup(string) slog.Handler { return l }
