package steps

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/codecred/codecred/steps/need"
)

// Line is a line of a scenario with its arguments read, so that Plan and Run use the same
// arguments. It has no state of a running scenario, so many scenarios can use it.
type Line struct {
	Text string

	def    *Definition
	args   []string // as the expression matched them
	action Action
}

// ErrUndefined is the error of Find for a line that no definition matches.
var ErrUndefined = errors.New("no step is defined")

// Find finds the definition of a line. The error says that no definition matches it (ErrUndefined),
// that several do, or that its arguments cannot be read.
func Find(text string) (Line, error) {
	var found []*Definition
	var args []string
	for i := range vocabulary {
		if m := vocabulary[i].Expr.FindStringSubmatch(text); m != nil {
			found, args = append(found, &vocabulary[i]), m[1:]
		}
	}
	switch len(found) {
	case 1:
		return found[0].Bind(text, args)
	case 0:
		return Line{}, fmt.Errorf("%w for %q: see `codecred list steps`", ErrUndefined, text)
	default:
		var exprs []string
		for _, d := range found {
			exprs = append(exprs, d.Expr.String())
		}
		return Line{}, fmt.Errorf("%q is ambiguous: it matches %s", text, strings.Join(exprs, " and "))
	}
}

// Expr is the expression of the definition that the line matched.
func (l Line) Expr() string { return l.def.Expr.String() }

// Judges reports whether the line checks what the target did. A line that sets up, sends or changes something
// does not.
func (l Line) Judges() bool { return !l.def.prepares }

// Plan records the needs of the line. Its error says that the line is not possible here.
func (l Line) Plan(n *need.Need) error {
	a := l.action
	n.Requests += a.Requests
	n.Affect(a.Effect)
	visits := len(n.Visits)
	if a.Plan != nil {
		if err := a.Plan(n); err != nil {
			return fmt.Errorf("%q: %w", l.Text, err)
		}
	}
	if err := a.planControl(n); err != nil {
		return fmt.Errorf("%q: %w", l.Text, err)
	}
	if a.Requests == 0 {
		return nil
	}
	if !a.Repeats {
		n.Touches.Add(a.Sends.Concerns()...)
	}
	if len(n.Visits) == visits {
		n.Visit(nil)
	}
	return nil
}

// planControl records what the line means for refusals and their controls.
func (a Action) planControl(n *need.Need) error {
	if a.Control {
		return n.Control()
	}
	if a.Requests > 0 {
		n.Send()
	}
	if a.Refuses {
		n.Refuse()
	}
	return nil
}

// Run runs the line. If the target does something wrong, the error is a *Failure.
func (l Line) Run(ctx context.Context, w *World) error {
	if l.action.Run == nil {
		return nil
	}
	return l.action.Run(ctx, w)
}
