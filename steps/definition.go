// Package steps holds the words of the features: what each line of a scenario
// asks of the target before it starts, what it sends, and what it checks.
//
// A line is a Definition. Its Plan part runs before anything is sent, its Run
// part when the scenario reaches it. Nothing is accepted or refused by the look
// of one answer alone: see accepted and refused in reading.go, and the control
// in words_outcomes.go.
package steps

import (
	"context"
	"regexp"
)

// Definition is one line that features may use.
type Definition struct {
	Expr *regexp.Regexp
	// Plan notes what the line needs; nil: nothing. Its error says what is
	// wrong with the line itself.
	Plan func(n *Need, args []string) error
	// Effect is what the line leaves behind on the target beside the answers, as a
	// sentence without its subject; empty: nothing that the plan does not say.
	Effect string
	// Requests is how many requests the line sends, at most.
	Requests int
	// Sends is the kind of these requests; empty: some that get or use codes and
	// tokens.
	Sends kind
	// Run carries the line out; nil: its Plan said it all. What a target does
	// wrong is a *Failure.
	Run func(ctx context.Context, w *World, args []string) error
}

// Definitions returns every line that features may use.
func Definitions() []Definition { return vocabulary }

var vocabulary = join(setupWords, changeWords, requestWords, outcomeWords, beforeWords, answerWords, tokenWords,
	partyWords, peopleWords, originWords, metadataWords, jwtWords, errorWords, memberWords,
	comparisonWords, grantWords, redirectWords, raceWords, combinationWords,
	headlessWords, guestWords)

func join(parts ...[]Definition) []Definition {
	var all []Definition
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// line compiles an expression that matches a whole line.
func line(expr string) *regexp.Regexp { return regexp.MustCompile("^" + expr + "$") }
