package steps

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cucumber/godog"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports/escape"
)

// Register registers every line of the vocabulary with a godog suite, so that its
// features can use them beside lines of their own. A line runs in the World that the
// context of its scenario carries: see WithWorld, and the package runner/ownsuite,
// which makes one.
func Register(sc *godog.ScenarioContext) {
	for i := range vocabulary {
		register(sc, &vocabulary[i], nil, inWorldOfContext)
	}
}

// RegisterLines registers the definitions of some lines, each definition once, and calls run with
// the line that godog has matched. This is faster than matching the whole vocabulary, for a suite
// that knows the lines of a scenario.
func RegisterLines(sc *godog.ScenarioContext, lines []Line, run func(ctx context.Context, matched Line) error) {
	registered := map[*Definition]bool{}
	for _, l := range lines {
		if !registered[l.def] {
			registered[l.def] = true
			register(sc, l.def, lines, run)
		}
	}
}

func inWorldOfContext(ctx context.Context, matched Line) error {
	w, ok := WorldOf(ctx)
	if !ok {
		return errors.New("the context carries no world: open a suite with the package runner/ownsuite and prepare the scenario with it")
	}
	return shown(matched.Run(ctx, w), w.Secrets)
}

// shown returns an error that godog may show: without secrets, and with nothing that a terminal or a
// pipeline obeys.
func shown(err error, secrets *redact.Secrets) error {
	if err == nil {
		return nil
	}
	return redacted{err, escape.Text(secrets.Redact(err.Error()))}
}

// redacted is an error whose text godog may show.
type redacted struct {
	error
	text string
}

// Error is the text without secrets.
func (r redacted) Error() string { return r.text }

// Unwrap returns the error, whose own text may hold secrets.
func (r redacted) Unwrap() error { return r.error }

// register registers one definition. It uses the lines in bound and does not read their arguments
// again.
func register(sc *godog.ScenarioContext, def *Definition, bound []Line, run func(context.Context, Line) error) {
	matched := func(ctx context.Context, args ...string) error {
		i := slices.IndexFunc(bound, func(l Line) bool { return l.def == def && slices.Equal(l.args, args) })
		if i >= 0 {
			return run(ctx, bound[i])
		}
		line, err := def.Bind(def.Expr.String(), args)
		if err != nil {
			return err
		}
		return run(ctx, line)
	}
	sc.Step(def.Expr, handler(def.Expr.NumSubexp(), matched))
}

// handler makes a function with as many arguments as an expression has groups, because godog passes
// as many arguments as the function has.
func handler(groups int, matched func(ctx context.Context, args ...string) error) any {
	switch groups {
	case 0:
		return func(ctx context.Context) error { return matched(ctx) }
	case 1:
		return func(ctx context.Context, a string) error { return matched(ctx, a) }
	case 2:
		return func(ctx context.Context, a, b string) error { return matched(ctx, a, b) }
	case 3:
		return func(ctx context.Context, a, b, c string) error { return matched(ctx, a, b, c) }
	case 4:
		return func(ctx context.Context, a, b, c, d string) error { return matched(ctx, a, b, c, d) }
	default:
		panic(fmt.Sprintf("an expression with %d groups: add a case for it to handler", groups))
	}
}

type worldKey struct{}

// WithWorld returns a context whose lines run in a world.
func WithWorld(ctx context.Context, w *World) context.Context {
	return context.WithValue(ctx, worldKey{}, w)
}

// WorldOf returns the world of a scenario, from the context that godog hands to its
// lines; false where the scenario was not prepared.
func WorldOf(ctx context.Context) (*World, bool) {
	w, ok := ctx.Value(worldKey{}).(*World)
	return w, ok
}
