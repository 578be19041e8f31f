package steps

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// combinationLines are the lines about a row of the decision table. The options of the run say how
// many of its combinations they try.
var combinationLines = []Definition{
	preparing(bound(`the app asks in the combinations that "([^"]+)" decides`, func(args []string) (Action, error) {
		return Action{
			Plan: func(n *need.Need) error { return n.TryRow(args[0]) },
			Run: func(ctx context.Context, w *World) error {
				for _, trial := range w.Env.Trials {
					a, err := w.try(ctx, trial.Path, "")
					if err != nil {
						return err
					}
					w.tried = append(w.tried, a)
				}
				return nil
			},
		}, nil
	})),
	bound(`each of them is refused at the (authorization|token|refresh) request`, func(args []string) (Action, error) {
		kind := flow.Named(args[0])
		return Action{Run: func(_ context.Context, w *World) error {
			if len(w.tried) == 0 {
				return errored(nothingTried)
			}
			// A combination that is not decided must not hide another one that is accepted.
			var open error
			for i, trial := range w.Env.Trials {
				err := w.tried[i].mustBeRefused(trial.Path, kind)
				if failure, ok := errors.AsType[*Failure](err); ok && failure.Verdict == reports.Failed {
					return err
				}
				open = cmp.Or(open, err)
				w.refusals.refuse(w.tried[i].answer)
			}
			return open
		}}, nil
	}),
	plain(`those that no other row refuses are accepted once what the row names is put right`, Action{
		Run: func(ctx context.Context, w *World) error {
			if len(w.tried) == 0 {
				return errored(nothingTried)
			}
			controls := need.Controls(w.Env.Trials)
			for _, control := range controls {
				a, err := w.try(ctx, control, asControl)
				if err != nil {
					return err
				}
				if a.Reached != control.Last || !a.accepted() {
					return undecided(a.answer, fmt.Sprintf("the control of the refusal to be accepted, with %s", control), "the %s got %s", a.Reached, a.reading.Form)
				}
			}
			if len(controls) == 0 { // all that was tried is refused for another reason as well
				return nil
			}
			for _, tried := range w.tried {
				w.refusals.settle(tried.answer)
			}
			return nil
		},
	}),
	plain(`each of them is accepted, from the authorization request to the refresh request`, Action{
		Run: func(_ context.Context, w *World) error {
			if len(w.tried) == 0 {
				return errored(nothingTried)
			}
			for i, trial := range w.Env.Trials {
				if a := w.tried[i]; a.Reached != trial.Last || !a.accepted() {
					return wrongOutcome(a.answer, fmt.Sprintf("the %s to be accepted, with %s", a.Reached, trial.Upto(a.Reached)))
				}
			}
			return nil
		},
	}),
	plain(`it is noted how many of them are accepted`, Action{Run: func(_ context.Context, w *World) error {
		if len(w.tried) == 0 {
			return errored(nothingTried)
		}
		in := 0
		for _, a := range w.tried {
			if a.accepted() {
				in++
			}
		}
		w.note(fmt.Sprintf("%d of %d combinations are accepted", in, len(w.tried)))
		return nil
	}}),
}

const nothingTried = "no combination was tried yet: a line must ask in them first"

// mustBeRefused checks an attempt by a row that refuses it at a request.
func (a *Attempt) mustBeRefused(p combination.Path, at flow.Kind) error {
	switch {
	case a.request.Kind() != at:
		return undecided(a.answer, fmt.Sprintf("the requests before the %s to be accepted, with %s", at, p), "the %s got %s", a.Reached, a.reading.Form)
	case a.reading.Outcome != flow.Refused:
		return wrongOutcome(a.answer, fmt.Sprintf("the %s to be refused, with no code and no token anywhere in the answer, with %s", at, p))
	default:
		return nil
	}
}
