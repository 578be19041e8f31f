package steps

import (
	"context"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

const requestNames = `(authorization|token|refresh|userinfo|revocation|introspection|echo|discovery|preflight|registration|passwordless login|forgot password|password reset) request`

// outcomeWords are the lines that judge: accepted, refused, and the control of a refusal.
var outcomeWords = []Definition{
	{
		Expr: line(`the ` + requestNames + ` is accepted`),
		Run: func(_ context.Context, w *World, args []string) error {
			a, err := w.lastOf(args[0])
			if err != nil {
				return err
			}
			if a.reading.outcome != accepted {
				return broken(a, "the "+args[0]+" request to be accepted", "it was %s: %s", a.reading.outcome, a.reading.form)
			}
			return nil
		},
	},
	{
		Expr: line(`the ` + requestNames + ` is refused`),
		Run: func(_ context.Context, w *World, args []string) error {
			a, err := w.lastOf(args[0])
			if err != nil {
				return err
			}
			if a.reading.outcome != refused {
				return broken(a, "the "+args[0]+" request to be refused, with no code and no token anywhere in the answer",
					"it was %s: %s", a.reading.outcome, a.reading.form)
			}
			w.Uncontrolled = a
			return nil
		},
	},
	{
		Expr:     line(`the same request( with.*?)? is accepted`),
		Requests: 3,
		Sends:    sameRequest,
		Plan:     func(n *Need, args []string) error { return planSame(n, args[0]) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.control(ctx, args[0], nil)
		},
	},
	{
		Expr:     line(`the same request( with.*?)? is accepted when (the app|the org) has "([^"]+)" (on|off|at its default)`),
		Requests: 3,
		Sends:    sameRequest,
		Plan:     planTwin,
		Run:      runTwin,
	},
	{
		Expr:     line(`the same request( with.*?)? is accepted when (the app|the org) has "([^"]+)" set to "([^"]*)"`),
		Requests: 3,
		Sends:    sameRequest,
		Plan:     planTwin,
		Run:      runTwin,
	},
	{
		Expr:     line(`the same request is accepted from another app`),
		Requests: 3,
		Sends:    sameRequest,
		Plan:     func(n *Need, _ []string) error { return planApp(n, []string{string(AnotherApp)}) },
		Run: func(ctx context.Context, w *World, _ []string) error {
			return w.control(ctx, "", &cast{app: AnotherApp, user: TheUser})
		},
	},
	{
		Expr:     line(`the same request is accepted for another user(?:, who is approved for the app|, who is not frozen)?`),
		Requests: 3,
		Sends:    sameRequest,
		Plan:     func(n *Need, _ []string) error { return planUser(n, nil) },
		Run: func(ctx context.Context, w *World, _ []string) error {
			return w.control(ctx, "", &cast{app: TheApp, user: AnotherUser})
		},
	},
	{
		Expr:     line(`the same request is accepted once the administrator has set "([^"]+)" to "([^"]*)" for (the app|the org)`),
		Requests: 3,
		Sends:    sameRequest,
		Plan:     func(n *Need, args []string) error { return planChange(n, args[2], args[0], args[1]) },
		Run: func(ctx context.Context, w *World, args []string) error {
			if err := w.change(ctx, args[2], args[0], args[1]); err != nil {
				return err
			}
			return w.control(ctx, "", nil)
		},
	},
	{
		Expr:     line(`the same request is accepted once the administrator has turned "([^"]+)" (on|off) for (the app|the org)`),
		Requests: 3,
		Sends:    sameRequest,
		Plan:     func(n *Need, args []string) error { return planChange(n, args[2], args[0], args[1]) },
		Run: func(ctx context.Context, w *World, args []string) error {
			if err := w.change(ctx, args[2], args[0], args[1]); err != nil {
				return err
			}
			return w.control(ctx, "", nil)
		},
	},
}

// planSame plans the phrases of a line about the same request, whose kind is
// not known yet: they must make sense for some kind.
func planSame(n *Need, tail string) error {
	var err error
	for _, k := range []kind{authorization, tokenRequest, refresh, userinfo, introspection, revocation, preflight, registration, passwordlessLogin, forgotPassword, passwordReset} {
		if err = planPhrases(n, tail, k); err == nil {
			return nil
		}
	}
	return err
}

func planTwin(n *Need, args []string) error {
	change, err := settingOf(args[2], args[3])
	if err != nil {
		return err
	}
	if err := ownLevel(Role(args[1]), change, Role(args[1]) == TheOrg); err != nil {
		return err
	}
	if err := n.addTwin(twinOf(change)); err != nil {
		return err
	}
	return planSame(n, args[0])
}

func runTwin(ctx context.Context, w *World, args []string) error {
	change, err := settingOf(args[2], args[3])
	if err != nil {
		return errored("%v", err)
	}
	t := twinOf(change)
	return w.control(ctx, args[0], &t.cast)
}

// lastOf returns the last answer, which must be to a request of that name.
func (w *World) lastOf(name string) (*answer, error) {
	if w.last == nil {
		return nil, errored("no request was sent yet")
	}
	if !strings.HasPrefix(string(w.last.request.kind), name) {
		return nil, errored("the last request was a %s, not a %s request", w.last.request.kind, name)
	}
	return w.last, nil
}

// control sends the accepted twin of the last request: the same with one thing
// put right, by the phrases of a line or by other parties. A code or token is
// used once, so the requests that gave it are sent again first. When the
// control is not accepted the refusal proved nothing.
func (w *World) control(ctx context.Context, tail string, parties *cast) error {
	if w.last == nil {
		return errored("no request was sent yet")
	}
	probe := w.last.request
	r, err := vary(probe, tail)
	if err != nil {
		return err
	}
	if parties != nil {
		r.cast = *parties
	}
	if r.from != nil {
		if r.from, err = w.again(ctx, r.from, r.cast); err != nil {
			return err
		}
	}
	a, err := w.send(ctx, r)
	if err != nil {
		return err
	}
	a.exchange.Request.Label += " (control)"
	if a.reading.outcome != accepted {
		return undecided(a, "the control of the refusal to be accepted", "it was %s: %s", a.reading.outcome, a.reading.form)
	}
	if refusal := w.Uncontrolled; refusal != nil {
		if err := w.searched(ctx, refusal, a); err != nil {
			return err
		}
	}
	w.last, w.Uncontrolled = a, nil
	return nil
}

// again sends a request that gave a code or tokens, and those before it, once
// more for the given parties.
func (w *World) again(ctx context.Context, r *request, parties cast) (*request, error) {
	r = r.clone()
	r.cast = parties
	if r.from != nil {
		from, err := w.again(ctx, r.from, parties)
		if err != nil {
			return nil, err
		}
		r.from = from
	}
	return r, w.mustHold(ctx, r, "what the control uses")
}

// change changes a setting of the app or the org as an administrator would.
func (w *World) change(ctx context.Context, object, label, text string) error {
	text, err := w.fill(&request{cast: cast{app: TheApp, user: TheUser}}, text)
	if err != nil {
		return errored("%v", err)
	}
	change, err := settingOf(label, text)
	if err != nil {
		return errored("%v", err)
	}
	return w.changeSettings(ctx, Role(object), change)
}

func planChange(n *Need, object, label, text string) error {
	change, err := settingOf(label, withSomeAddress(text))
	if err != nil {
		return err
	}
	return n.alter(Role(object), change)
}

// changeSettings changes an org or an app on the stage.
func (w *World) changeSettings(ctx context.Context, object Role, change settings.Values) error {
	if org, ok := w.Stage.Orgs[object]; ok {
		changed, err := w.Stage.Admin.ChangeOrg(ctx, org.ID, change)
		if err != nil {
			return errored("%s could not be changed: %v", object, err)
		}
		w.Stage.Orgs[object] = changed
		return nil
	}
	app := w.Stage.Apps[object]
	changed, err := w.Stage.Admin.ChangeApp(ctx, w.Stage.Orgs[app.Org].ID, app.ID, change)
	if err != nil {
		return errored("%s could not be changed: %v", object, err)
	}
	changed.ClientSecret = app.ClientSecret // the one that is known and kept out of reports
	w.Stage.Apps[object] = App{App: changed, Org: app.Org}
	return nil
}
