package steps

import (
	"context"

	"github.com/codecred/codecred/steps/flow"
)

// comparisonLines are the lines that compare one answer with another.
var comparisonLines = []Definition{
	preparing(bound(`the same request is sent again when (the app|the org) has "([^"]+)" (on|off|at its default)`, func(args []string) (Action, error) {
		_, twin, err := readTwin(append([]string{""}, args...))
		return Action{
			Requests: 1, Repeats: true, Plan: planTwin(twin),
			Run: func(ctx context.Context, w *World) error { return w.sendFromTwin(ctx, twin) },
		}, err
	})),
	mayRefuse(check(`both answers are the same`, func(w *World, a *answer, _ []string) *Failure {
		if w.before == nil {
			return errored("only one request was sent yet")
		}
		if f := mustBeAnswer(a); f != nil {
			return f
		}
		if found := w.appearance(w.before).Difference(w.appearance(a)); found != "" {
			return broken(a, "the same answer as to the request before", "%s", found)
		}
		return nil
	})),
	check(`the code is not the same as before`, func(w *World, a *answer, _ []string) *Failure {
		before, now := w.previousValue(flow.Code), w.latestValue(flow.Code)
		if before == "" {
			return undecided(a, "two requests to be given codes", "the answer is %s", a.reading.Form)
		}
		if before != now {
			return nil
		}
		return broken(a, "a code of its own for each request", "it is the same code as before")
	}),
}

// appearance returns the parts of an answer that are compared.
func (w *World) appearance(a *answer) flow.Appearance {
	return flow.AppearanceOf(a.exchange.Response, a.reading, w.expectedCallback(a.request))
}
