package steps

import (
	"context"
	"fmt"
	"strings"
)

// Line is a line of a scenario with what it was found to mean, so that what was
// planned is what runs.
type Line struct {
	Text string
	def  *Definition
	args []string
}

// Find finds what a line means. One that no definition matches, or that several
// match, is an error.
func Find(text string) (Line, error) {
	var found []Line
	for i := range vocabulary {
		def := &vocabulary[i]
		if m := def.Expr.FindStringSubmatch(text); m != nil {
			found = append(found, Line{Text: text, def: def, args: m[1:]})
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Line{}, fmt.Errorf("no step is defined for %q: see `codecred list steps`", text)
	default:
		var exprs []string
		for _, l := range found {
			exprs = append(exprs, l.def.Expr.String())
		}
		return Line{}, fmt.Errorf("%q is ambiguous: it matches %s", text, strings.Join(exprs, " and "))
	}
}

// Expr is the expression of the definition that the line matched.
func (l Line) Expr() string { return l.def.Expr.String() }

// Plan lets the line note its needs. Its error says that the line asks for what
// cannot be.
func (l Line) Plan(n *Need) error {
	n.Requests += l.def.Requests
	n.affect(l.def.Effect)
	visits := len(n.Visits)
	if l.def.Plan != nil {
		if err := l.def.Plan(n, l.args); err != nil {
			return fmt.Errorf("%q: %w", l.Text, err)
		}
	}
	if l.def.Requests > 0 {
		n.Touches.add(l.def.Sends.concerns()...)
	}
	if l.def.Requests > 0 && len(n.Visits) == visits {
		n.visit(nil)
	}
	return nil
}

// Run carries the line out. What a target does wrong is a *Failure.
func (l Line) Run(ctx context.Context, w *World) error {
	if l.def.Run == nil {
		return nil
	}
	return l.def.Run(ctx, w, l.args)
}
