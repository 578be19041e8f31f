package steps

import "context"

// beforeWords are the control of a refusal that a change of the org brought:
// to change it back for a control of its own would cost a single-org target
// one more change.
var beforeWords = []Definition{
	{
		Expr: line(`the same request was accepted before the change`),
		Run: func(_ context.Context, w *World, _ []string) error {
			if w.last == nil || w.last.request.repeats == nil {
				return errored("the last request repeats none: a line must send it again after the change")
			}
			if before := w.last.request.repeats; before.reading.outcome != accepted {
				return undecided(before, "the same request to be accepted before the change", "it was %s", before.reading.form)
			}
			w.Uncontrolled = nil
			return nil
		},
	},
}
