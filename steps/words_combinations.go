package steps

import (
	"context"
	"fmt"

	"github.com/codecred/codecred/steps/combination"
)

// combinationWords are the lines about a row of the decision table. How many of
// its combinations they try is the run's to say.
var combinationWords = []Definition{
	{
		Expr: line(`the app asks in the combinations that "([^"]+)" decides`),
		Plan: planCombinations,
		Run: func(ctx context.Context, w *World, _ []string) error {
			for _, trial := range w.Stage.Trials {
				a, err := w.Try(ctx, trial.Path)
				if err != nil {
					return err
				}
				w.tried = append(w.tried, a)
			}
			return nil
		},
	},
	{
		Expr: line(`each of them is refused at the (authorization|token|refresh) request`),
		Run: func(_ context.Context, w *World, args []string) error {
			if len(w.tried) == 0 {
				return errored(nothingTried)
			}
			for i, trial := range w.Stage.Trials {
				if err := w.tried[i].mustBeRefused(trial.Path, args[0]+" request"); err != nil {
					return err
				}
				w.Uncontrolled = w.tried[i].answer
			}
			return nil
		},
	},
	{
		Expr: line(`those that no other row refuses are accepted once what the row names is put right`),
		Run: func(ctx context.Context, w *World, _ []string) error {
			if len(w.tried) == 0 {
				return errored(nothingTried)
			}
			for _, control := range controlsOf(w.Stage.Trials) {
				a, err := w.Try(ctx, control)
				if err != nil {
					return err
				}
				a.Exchange.Request.Label += " (control)"
				if a.Reached != control.Last || !a.Accepted {
					return undecided(a.answer, fmt.Sprintf("the control of the refusal to be accepted, with %s", control), "the %s got %s", a.Reached, a.Form)
				}
				w.Uncontrolled = nil
			}
			return nil
		},
	},
	{
		Expr: line(`each of them is accepted, from the authorization request to the refresh request`),
		Run: func(_ context.Context, w *World, _ []string) error {
			if len(w.tried) == 0 {
				return errored(nothingTried)
			}
			for i, trial := range w.Stage.Trials {
				if a := w.tried[i]; a.Reached != trial.Last || !a.Accepted {
					return broken(a.answer, fmt.Sprintf("the %s to be accepted, with %s", a.Reached, trial.Upto(a.Reached)), "it got %s", a.Form)
				}
			}
			return nil
		},
	},
	{
		Expr: line(`it is noted how many of them are accepted`),
		Run: func(_ context.Context, w *World, _ []string) error {
			if len(w.tried) == 0 {
				return errored(nothingTried)
			}
			in := 0
			for _, a := range w.tried {
				if a.Accepted {
					in++
				}
			}
			w.Observed = append(w.Observed, fmt.Sprintf("%d of %d combinations are accepted", in, len(w.tried)))
			return nil
		},
	},
}

const nothingTried = "no combination was tried yet: a line must ask in them first"

// mustBeRefused holds an attempt against a row that refuses it.
func (a *Attempt) mustBeRefused(p combination.Path, request string) error {
	switch {
	case a.Reached.String() != request:
		return undecided(a.answer, fmt.Sprintf("the requests before the %s to be accepted, with %s", request, p), "the %s got %s", a.Reached, a.Form)
	case !a.Refused:
		return broken(a.answer, fmt.Sprintf("the %s to be refused, with no code and no token anywhere in the answer, with %s", request, p), "it was %s: %s", a.answer.reading.outcome, a.Form)
	default:
		return nil
	}
}

// planCombinations plans the trials of a row and their controls.
func planCombinations(n *Need, args []string) error {
	if n.Table == nil {
		return fmt.Errorf("there is no decision table beside the features")
	}
	row, err := n.Table.Row(args[0])
	if err != nil {
		return err
	}
	n.Trials = inTurn(n.Table.Trials(row, n.Strength))
	for _, trial := range n.Trials {
		n.Combine(trial.Path)
	}
	n.Combine(controlsOf(n.Trials)...)
	return nil
}

// controlsOf returns the controls of trials, each once.
func controlsOf(trials []combination.Trial) []combination.Path {
	seen := map[combination.Path]bool{}
	var out []combination.Path
	for _, trial := range trials {
		if trial.Control != nil && !seen[*trial.Control] {
			seen[*trial.Control] = true
			out = append(out, *trial.Control)
		}
	}
	return out
}
