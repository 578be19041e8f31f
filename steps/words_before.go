package steps

import (
	"context"
	"fmt"
)

// beforeWords are about a request that is sent again: before and after a change,
// or time and again. The answer of before is the control of the answer after:
// to change an org back for a control of its own would cost a single-org target
// one more change.
var beforeWords = []Definition{
	{
		Expr: line(`the same request was accepted before the change`),
		Run: func(_ context.Context, w *World, _ []string) error {
			before, err := w.beforeTheChange()
			if err != nil {
				return err
			}
			if before.reading.outcome != accepted {
				return undecided(before, "the same request to be accepted before the change", "it was %s", before.reading.form)
			}
			w.Uncontrolled = nil
			return nil
		},
	},
	{
		Expr: line(`the same request was refused before the change`),
		Run: func(_ context.Context, w *World, _ []string) error {
			before, err := w.beforeTheChange()
			if err != nil {
				return err
			}
			if before.reading.outcome != refused {
				return broken(before, "the same request to be refused before the change", "it was %s: %s", before.reading.outcome, before.reading.form)
			}
			if w.last.reading.outcome != accepted {
				return undecided(w.last, "the same request to be accepted after the change", "it was %s", w.last.reading.form)
			}
			return nil
		},
	},
	refusedAgain(2),
	refusedAgain(5),
	{
		Expr: line(`the request before was refused`),
		Run: func(_ context.Context, w *World, _ []string) error {
			if w.before == nil {
				return errored("only one request was sent yet")
			}
			if got := w.before.reading; got.outcome != refused {
				return undecided(w.before, "the request before to be refused, which the check rests on", "it was %s: %s", got.outcome, got.form)
			}
			return nil
		},
	},
}

// refusedAgain makes the line that sends the last request again so many times, to
// see whether its refusal stands. Where it is a login with a wrong password, each
// one counts.
func refusedAgain(times int) Definition {
	return Definition{
		Expr:     line(fmt.Sprintf("the same request is refused %d more times", times)),
		Requests: times,
		Sends:    sameRequest,
		Plan: func(n *Need, _ []string) error {
			if n.FailedLogins > 0 {
				n.FailedLogins += times
			}
			return nil
		},
		Run: func(ctx context.Context, w *World, _ []string) error {
			if w.last == nil {
				return errored("no request was sent yet")
			}
			first := w.last
			for range times {
				if err := w.mustRefuse(ctx, first.request.clone(), "the same request to be refused each time"); err != nil {
					return err
				}
				w.last.request.repeats = first.request.repeats
			}
			return nil
		},
	}
}

// beforeTheChange returns the answer that the last request got before.
func (w *World) beforeTheChange() (*answer, error) {
	if w.last == nil || w.last.request.repeats == nil {
		return nil, errored("the last request repeats none: a line must send it again after the change")
	}
	return w.last.request.repeats, nil
}
