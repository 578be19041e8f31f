package steps

import (
	"context"
	"fmt"

	"github.com/cucumber/godog"
)

// Register gives the lines to godog for one scenario. world is asked for the
// scenario's World when its first line runs.
func Register(sc *godog.ScenarioContext, world func() *World) {
	for _, def := range vocabulary {
		run := func(ctx context.Context, args ...string) error {
			if def.Run == nil {
				return nil
			}
			return def.Run(ctx, world(), args)
		}
		sc.Step(def.Expr, handler(run, def.Expr.NumSubexp()))
	}
}

// handler gives run the number of arguments that godog counts in an expression.
func handler(run func(context.Context, ...string) error, args int) any {
	switch args {
	case 0:
		return func(ctx context.Context) error { return run(ctx) }
	case 1:
		return func(ctx context.Context, a string) error { return run(ctx, a) }
	case 2:
		return func(ctx context.Context, a, b string) error { return run(ctx, a, b) }
	case 3:
		return func(ctx context.Context, a, b, c string) error { return run(ctx, a, b, c) }
	case 4:
		return func(ctx context.Context, a, b, c, d string) error { return run(ctx, a, b, c, d) }
	default:
		panic(fmt.Sprintf("a line has %d arguments, more than a handler takes", args))
	}
}
