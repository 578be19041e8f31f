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
}

// Action is what a line means, with its arguments read.
type Action struct {
	// Plan notes what the line needs, before anything is sent; nil: nothing. Its
	// error says that the line cannot stand where it does.
	Plan func(n *need.Need) error
	// Run carries the line out; nil: its Plan said it all. What a target does
	// wrong is a *Failure.
	Run func(ctx context.Context, w *World) error

	// Effect is what the line leaves behind on the target beside the answers;
	// empty: nothing that the plan does not say.
	Effect need.Effect
	// Requests is how many requests the line sends, at most.
	Requests int
	// Sends is the kind of these requests; empty: some that get or use codes and
	// tokens. Repeats says that they are those of an earlier line.
	Sends   flow.Kind
	Repeats bool
}

// Definitions returns every line that features may use, in the order of a listing.
// No two of them match the same text.
func Definitions() []Definition { return slices.Clone(vocabulary) }

var vocabulary = slices.Concat(setupLines, changeLines, requestLines, outcomeLines, beforeLines, answerLines, tokenLines,
	partyLines, peopleLines, originLines, metadataLines, jwtLines, errorLines, memberLines,
	comparisonLines, grantLines, redirectLines, raceLines, combinationLines,
	headlessLines, guestLines)

// Bind reads the arguments of a text that the expression matched: the groups of
// the match, the empty string for one that took no part. The error says what is
// wrong with the text.
func (d *Definition) Bind(text string, args []string) (Line, error) {
	action, err := d.bind(args)
	if err != nil {
		return Line{}, fmt.Errorf("%q: %w", text, err)
	}
	return Line{Text: text, def: d, args: args, action: action}, nil
}

// bound makes a definition whose arguments are more than words.
func bound(expr string, bind func(args []string) (Action, error)) Definition {
	return Definition{Expr: whole(expr), bind: bind}
}

// plain makes a definition without arguments that matter.
func plain(expr string, a Action) Definition {
	return bound(expr, func([]string) (Action, error) { return a, nil })
}

// planned makes a definition that says what stands before the scenario starts.
func planned(expr string, plan func(n *need.Need, args []string) error) Definition {
	return bound(expr, func(args []string) (Action, error) {
		return Action{Plan: func(n *need.Need) error { return plan(n, args) }}, nil
	})
}

// varied makes a definition that ends in phrases for a kind of request. The action
// sends one request where it names no other number, and what it plans comes before
// what the phrases need.
func varied(expr string, k flow.Kind, act func(args []string, phrases phrase.List) Action) Definition {
	return bound(expr+`( with.*)?`, func(args []string) (Action, error) {
		phrases, err := phrase.Read(args[len(args)-1], k)
		if err != nil {
			return Action{}, err
		}
		a := act(args, phrases)
		a.Requests = max(1, a.Requests)
		a.Plan = both(a.Plan, phrases.Plan)
		return a, nil
	})
}

// both plans one thing after the other.
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
