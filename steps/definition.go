package steps

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/phrase"
)

// Definition is one line that features may use.
type Definition struct {
	// Expr matches the whole line, from ^ to $. Its groups are the arguments.
	Expr *regexp.Regexp

	bind func(args []string) (Action, error)
	// prepares says that the line sets up, sends or changes something and checks nothing.
	prepares bool
}

// Action is what a line means, with its arguments read.
type Action struct {
	// Plan records what the line needs, before anything is sent; nil means nothing. Its error says
	// that the line is not possible at this place of the scenario.
	Plan func(n *need.Need) error
	// Run runs the line; nil if the line only plans. If the target does something wrong, the error
	// is a *Failure.
	Run func(ctx context.Context, w *World) error

	// Effect is the side effect of the line on the target; empty if there is none besides what the
	// plan says.
	Effect need.Effect
	// Requests is how many requests the line sends, at most.
	Requests int
	// Sends is the kind of these requests; empty means requests that get or use codes and tokens.
	// Repeats says that they are the requests of an earlier line.
	Sends   flow.Kind
	Repeats bool

	// Refuses says that the line may find that the last answer gives nothing: that the request is
	// refused, a token inactive or an origin not allowed. Then a control may follow. Control says
	// that the line is such a control.
	Refuses, Control bool
}

// Definitions returns every line that features may use, in the order of a listing.
// No two of them match the same text.
func Definitions() []Definition { return slices.Clone(vocabulary) }

var vocabulary = slices.Concat(allPreparing(setupLines), allPreparing(changeLines), allPreparing(requestLines), outcomeLines, beforeLines, answerLines, tokenLines,
	partyLines, peopleLines, originLines, metadataLines, jwtLines, errorLines, challengeLines, memberLines,
	comparisonLines, grantLines, redirectLines, raceLines, chanceLines, combinationLines,
	headlessLines, guestLines)

// Bind reads the arguments of a text that the expression matched. args has the groups of the match,
// with an empty string for a group that did not match. The error says what is wrong with the text.
func (d *Definition) Bind(text string, args []string) (Line, error) {
	action, err := d.bind(args)
	if err != nil {
		return Line{}, fmt.Errorf("%q: %w", text, err)
	}
	return Line{Text: text, def: d, args: args, action: action}, nil
}

// bound makes a definition whose arguments must be parsed.
func bound(expr string, bind func(args []string) (Action, error)) Definition {
	return Definition{Expr: whole(expr), bind: bind}
}

// plain makes a definition without arguments.
func plain(expr string, a Action) Definition {
	return bound(expr, func([]string) (Action, error) { return a, nil })
}

// mayRefuse returns a definition whose line may find that the last answer gives nothing.
func mayRefuse(d Definition) Definition {
	bind := d.bind
	d.bind = func(args []string) (Action, error) {
		a, err := bind(args)
		a.Refuses = true
		return a, err
	}
	return d
}

// preparing returns a definition whose line checks nothing.
func preparing(d Definition) Definition {
	d.prepares = true
	return d
}

func allPreparing(list []Definition) []Definition {
	out := make([]Definition, len(list))
	for i, d := range list {
		out[i] = preparing(d)
	}
	return out
}

// planned makes a definition that says what must exist before the scenario starts.
func planned(expr string, plan func(n *need.Need, args []string) error) Definition {
	return preparing(bound(expr, func(args []string) (Action, error) {
		return Action{Plan: func(n *need.Need) error { return plan(n, args) }}, nil
	}))
}

// varied makes a definition that ends in phrases for a kind of request. The action sends one
// request unless it gives another number. Its plan comes before the needs of the phrases.
func varied(expr string, k flow.Kind, act func(args []string, phrases phrase.List) Action) Definition {
	return preparing(bound(expr+`( with.*)?`, func(args []string) (Action, error) {
		phrases, err := phrase.Read(args[len(args)-1], k)
		if err != nil {
			return Action{}, err
		}
		a := act(args, phrases)
		a.Requests = max(1, a.Requests)
		a.Plan = both(both(a.Plan, phrases.Plan), func(n *need.Need) error { n.Ask(k); return nil })
		return a, nil
	}))
}

// both runs two plan functions in order.
func both(first, then func(n *need.Need) error) func(n *need.Need) error {
	if first == nil {
		return then
	}
	return func(n *need.Need) error {
		if err := first(n); err != nil {
			return err
		}
		return then(n)
	}
}

// whole compiles an expression that matches a whole line.
func whole(expr string) *regexp.Regexp { return regexp.MustCompile("^" + expr + "$") }
