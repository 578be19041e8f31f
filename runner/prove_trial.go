package runner

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
)

// trial is a run of scenarios against one server within this process.
type trial struct {
	on       TargetOptions
	selected []*Scenario
	reach    map[string]*refserver.Reach // by scenario, where to note what reaches it; nil for nowhere
	reasons  bool                        // whether anybody asks why a scenario did not pass
}

// run has a trial. A server that falls over proves nothing, whatever its fault is.
func (p *prover) run(ctx context.Context, t trial) (*reports.Results, error) {
	if len(t.selected) == 0 { // nothing to see, and no server to start for it
		p.complete(t)
		return &reports.Results{Verdict: reports.Conformant}, nil
	}
	var falls falls
	t.on.Parallel, t.on.Version, t.on.Reference.Logger = p.options.Parallel, p.options.Version, slog.New(&falls)
	results, err := p.play(ctx, t)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, unreachable("the proof was interrupted: %w", context.Cause(ctx))
	}
	if fell := falls.first.Load(); fell != nil {
		return nil, fmt.Errorf("the reference server fell over, with the fault %q or the variant %q: %s",
			t.on.Reference.Fault, t.on.Reference.Variant, *fell)
	}
	p.complete(t)
	return results, nil
}

func (p *prover) play(ctx context.Context, t trial) (*reports.Results, error) {
	on, err := OpenTarget(ctx, t.on)
	if err != nil {
		return nil, err
	}
	job := Job{
		Options: Options{Selection: Selection{Tags: p.options.Tags, Profile: t.on.Profile}, Version: p.options.Version},
		Suite:   p.suites[t.on.Profile], Selected: t.selected, Target: on, Engine: playDirectly, Detail: verdicts,
	}
	if t.reasons {
		job.Detail = reasons
	}
	if t.reach != nil {
		job.Context = func(ctx context.Context, sc *Scenario) context.Context {
			return refserver.Reaching(ctx, t.reach[sc.ID])
		}
	}
	return Play(ctx, job), on.Close()
}

// falls is a log that keeps the first error that a server reports: one of its own.
type falls struct{ first atomic.Pointer[string] }

// Enabled implements slog.Handler.
func (*falls) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelError }

// Handle implements slog.Handler.
func (f *falls) Handle(_ context.Context, r slog.Record) error {
	text := r.Message
	r.Attrs(func(a slog.Attr) bool {
		text += " " + a.String()
		return true
	})
	f.first.CompareAndSwap(nil, &text)
	return nil
}

// WithAttrs implements slog.Handler.
func (f *falls) WithAttrs([]slog.Attr) slog.Handler { return f }

// WithGroup implements slog.Handler.
func (f *falls) WithGroup(string) slog.Handler { return f }
