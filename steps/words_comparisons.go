package steps

import "context"

// comparisonWords are the lines that hold one answer against another.
var comparisonWords = []Definition{
	{
		Expr:     line(`the same request is sent again when (the app|the org) has "([^"]+)" (on|off|at its default)`),
		Requests: 1,
		Sends:    sameRequest,
		Plan:     func(n *Need, args []string) error { return planTwin(n, append([]string{""}, args...)) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.sendFromTwin(ctx, args)
		},
	},
	check(`both answers are the same`, func(w *World, a *answer, _ []string) *Failure {
		if w.before == nil {
			return errored("only one request was sent yet")
		}
		first := likenessOf(w.before, w.expectedCallback(w.before.request))
		if found := first.difference(likenessOf(a, w.expectedCallback(a.request))); found != "" {
			return broken(a, "the same answer as to the request before", "%s", found)
		}
		return nil
	}),
	check(`the code is not the same as before`, func(w *World, a *answer, _ []string) *Failure {
		before, now := w.given["previous code"], w.given["code"]
		if before == "" {
			return undecided(a, "two requests to be given codes", "the answer is %s", a.reading.form)
		}
		if before != now {
			return nil
		}
		return broken(a, "a code of its own for each request", "it is the same code as before")
	}),
}

// sendFromTwin sends the last request again for the parties of a twin, whose
// object, setting and value args name.
func (w *World) sendFromTwin(ctx context.Context, args []string) error {
	if w.last == nil {
		return errored("no request was sent yet")
	}
	change, err := settingOf(args[1], args[2])
	if err != nil {
		return errored("%v", err)
	}
	r := w.last.request.clone()
	r.cast = twinOf(change).cast
	_, err = w.send(ctx, r)
	return err
}
