package steps

import (
	"context"
	"fmt"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// beforeLines are about a request that is sent again: before and after a change, or several times.
// The answer before the change is the control of the answer after it: a separate control would cost
// a single-org target one more change.
var beforeLines = []Definition{
	plain(`the same request was accepted before the change`, Action{Control: true, Run: func(_ context.Context, w *World) error {
		before, err := w.beforeTheChange()
		if err != nil {
			return err
		}
		if before.reading.Outcome != flow.Accepted {
			return undecided(before, "the same request to be accepted before the change", "it was %s", before.reading.Form)
		}
		w.refusals.settle(w.last)
		return nil
	}}),
	plain(`the same request was refused before the change`, Action{Run: func(_ context.Context, w *World) error {
		before, err := w.beforeTheChange()
		if err != nil {
			return err
		}
		if before.reading.Outcome != flow.Refused {
			return undecided(before, "the same request to be refused before the change", "it was %s: %s", before.reading.Outcome, before.reading.Form)
		}
		if w.last.reading.Outcome != flow.Accepted {
			return undecided(w.last, "the same request to be accepted after the change", "it was %s", w.last.reading.Form)
		}
		return nil
	}}),
	refusedAgain(2),
	refusedAgain(5),
	plain(`the request before was refused`, Action{Run: func(_ context.Context, w *World) error {
		if w.before == nil {
			return errored("only one request was sent yet")
		}
		if got := w.before.reading; got.Outcome != flow.Refused {
			return undecided(w.before, "the request before to be refused, which the check rests on", "it was %s: %s", got.Outcome, got.Form)
		}
		return nil
	}}),
}

// refusedAgain makes the line that sends the last request again the given number of times, to see
// whether it is always refused. If it is a login with a wrong password, each one counts as a failed
// login.
func refusedAgain(times int) Definition {
	return mayRefuse(plain(fmt.Sprintf("the same request is refused %d more times", times), Action{
		Requests: times, Repeats: true,
		Plan: func(n *need.Need) error {
			if n.FailedLogins > 0 {
				n.FailedLogins += times
			}
			return nil
		},
		Run: func(ctx context.Context, w *World) error {
			first, err := w.latest()
			if err != nil {
				return err
			}
			for range times {
				if err := w.mustRefuse(ctx, first.request.Clone(), "the same request to be refused each time"); err != nil {
					return err
				}
				w.last.of, w.last.repeats = first.first(), first.repeats
			}
			return nil
		},
	}))
}

// beforeTheChange returns the answer to the same request before the change.
func (w *World) beforeTheChange() (*answer, error) {
	if w.last == nil || w.last.repeats == nil {
		return nil, errored("the last request is not a repetition: a line must send it again after the change")
	}
	return w.last.repeats, nil
}
