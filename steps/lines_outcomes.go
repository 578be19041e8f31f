package steps

import (
	"context"
	"strings"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/phrase"
)

// requestNames matches the name of a kind of request that a line can judge.
var requestNames = "(" + strings.Join(flow.Names(), "|") + ") request"

// controlRequests is how many requests a control sends at most: those that get a
// code and tokens, and itself.
const controlRequests = 3

// outcomeLines are the lines that judge: accepted, refused, and the control of a refusal.
var outcomeLines = []Definition{
	bound(`the `+requestNames+` is accepted`, func(args []string) (Action, error) {
		kind := flow.Named(args[0])
		return Action{Run: func(_ context.Context, w *World) error {
			a, err := w.latestOf(kind)
			if err != nil {
				return err
			}
			if a.reading.Outcome != flow.Accepted {
				return wrongOutcome(a, "the "+string(kind)+" to be accepted")
			}
			return nil
		}}, nil
	}),
	mayRefuse(bound(`the `+requestNames+` is refused`, func(args []string) (Action, error) {
		kind := flow.Named(args[0])
		return Action{Run: func(_ context.Context, w *World) error {
			a, err := w.latestOf(kind)
			if err != nil {
				return err
			}
			if a.reading.Outcome != flow.Refused {
				return wrongOutcome(a, "the "+string(kind)+" to be refused, with no code and no token anywhere in the answer")
			}
			w.refusals.refuse(a)
			return nil
		}}, nil
	})),
	// For checks of what a refusal looks like, which rest on it: an answer that is wrong as a refusal
	// must reach them.
	mayRefuse(bound(`the `+requestNames+` is not accepted`, func(args []string) (Action, error) {
		kind := flow.Named(args[0])
		return Action{Run: func(_ context.Context, w *World) error {
			a, err := w.latestOf(kind)
			if err != nil {
				return err
			}
			if a.reading.Outcome == flow.Accepted {
				return undecided(a, "the "+string(kind)+" not to be accepted, since the check is about its refusal", "it was accepted: %s", a.reading.Form)
			}
			w.refusals.refuse(a)
			return nil
		}}, nil
	})),
	bound(`the same request( with.*?)? is accepted`, func(args []string) (Action, error) {
		phrases, err := phrase.ReadOpen(args[0])
		return controlAction(phrases.Plan, func(ctx context.Context, w *World) error {
			return w.control(ctx, phrases, nil)
		}), err
	}),
	bound(`the same request( with.*?)? is accepted when (the app|the org) has "([^"]+)" (on|off|at its default)`, bindTwinControl),
	bound(`the same request( with.*?)? is accepted when (the app|the org) has "([^"]+)" set to "([^"]*)"`, bindTwinControl),
	plain(`the same request is accepted from another app`, controlAction(
		func(n *need.Need) error { return n.WantApp(flow.AnotherApp) },
		func(ctx context.Context, w *World) error {
			return w.control(ctx, unchanged, &flow.Parties{App: flow.AnotherApp, User: flow.TheUser})
		})),
	plain(`the same request is accepted for another user(?:, who is approved for the app|, who is not frozen|, who is not deleted)?`, controlAction(
		func(n *need.Need) error { return n.WantUser(flow.AnotherUser) },
		func(ctx context.Context, w *World) error {
			return w.control(ctx, unchanged, &flow.Parties{App: flow.TheApp, User: flow.AnotherUser})
		})),
	bound(`the same request is accepted once the administrator has set "([^"]+)" to "([^"]*)" for (the app|the org)`, bindControlAfter),
	bound(`the same request is accepted once the administrator has turned "([^"]+)" (on|off) for (the app|the org)`, bindControlAfter),
}

// controlAction makes the action that sends the control of a refusal.
func controlAction(plan func(n *need.Need) error, run func(ctx context.Context, w *World) error) Action {
	return Action{Requests: controlRequests, Repeats: true, Control: true, Plan: plan, Run: run}
}

// bindControlAfter reads a change, after which the control is sent.
func bindControlAfter(args []string) (Action, error) {
	c, err := readChange(args)
	return controlAction(c.plan, func(ctx context.Context, w *World) error {
		if err := c.run(ctx, w); err != nil {
			return err
		}
		return w.control(ctx, unchanged, nil)
	}), err
}

// bindTwinControl reads phrases and a setting in which a twin differs, from which
// the control is sent.
func bindTwinControl(args []string) (Action, error) {
	phrases, twin, err := readTwin(args)
	return controlAction(both(planTwin(twin), phrases.Plan), func(ctx context.Context, w *World) error {
		return w.control(ctx, phrases, &twin.Parties)
	}), err
}

// readTwin reads phrases, "the app" or "the org", a label and a value.
func readTwin(args []string) (phrase.Open, flow.TwinParties, error) {
	change, err := settingOf(args[2], args[3])
	if err != nil {
		return phrase.Open{}, flow.TwinParties{}, err
	}
	if err := need.CheckLevel(flow.RoleNamed(args[1]), change); err != nil {
		return phrase.Open{}, flow.TwinParties{}, err
	}
	phrases, err := phrase.ReadOpen(args[0])
	return phrases, flow.TwinOf(change), err
}

func planTwin(twin flow.TwinParties) func(n *need.Need) error {
	return func(n *need.Need) error { return n.AddTwin(twin) }
}
