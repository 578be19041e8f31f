package steps

import (
	"fmt"
	"regexp"
	"slices"
)

// variation is one way in which a request differs from the usual: a phrase
// after "with" or "without". Phrases without are written so in the table.
type variation struct {
	expr *regexp.Regexp
	// kinds are the requests that it makes sense for; none means all.
	kinds []kind
	// plan notes what the phrase needs; nil: nothing.
	plan func(n *Need, args []string) error
	// apply makes the difference.
	apply func(r *request, args []string)
}

// variations is every phrase.
var variations = joinVariations(loginVariations, requestVariations, pkceVariations, clientVariations, parameterVariations, mistakeVariations,
	tokenVariations, formVariations, headlessVariations)

func joinVariations(parts ...[]variation) []variation {
	var all []variation
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// phrase is a variation that a line names, with its arguments.
type phrase struct {
	variation
	args []string
}

// phrases reads the tail of a line into its variations for a kind of request.
func phrases(tail string, k kind) ([]phrase, error) {
	var out []phrase
	for _, text := range clauses(tail) {
		p, err := findPhrase(text, k)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// token is a word, or a quoted text with what clings to it.
var token = regexp.MustCompile(`(?:"[^"]*"|[^"\s])+`)

// clauses splits "with GET and a state without a code challenge" where a new
// thing begins: "GET", "a state", "without a code challenge". What stands in
// quotes is left whole.
func clauses(tail string) []string {
	var out []string
	negative, fresh := false, false
	for _, word := range token.FindAllString(tail, -1) {
		switch word {
		case "with", "without":
			negative, fresh = word == "without", true
			continue
		case "and":
			fresh = true
			continue
		}
		switch {
		case fresh && negative:
			out = append(out, "without "+word)
		case fresh || len(out) == 0:
			out = append(out, word)
		default:
			out[len(out)-1] += " " + word
		}
		fresh = false
	}
	return out
}

func findPhrase(text string, k kind) (phrase, error) {
	var found []phrase
	for _, v := range variations {
		if m := v.expr.FindStringSubmatch(text); m != nil && v.fits(k) {
			found = append(found, phrase{v, m[1:]})
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return phrase{}, fmt.Errorf("%q says nothing that a %s could do: see `codecred list steps`", text, k)
	default:
		return phrase{}, fmt.Errorf("%q is ambiguous for a %s", text, k)
	}
}

func (v variation) fits(k kind) bool {
	if slices.Contains(v.kinds, k) {
		return true
	}
	return len(v.kinds) == 0
}

// planPhrases notes what the phrases of a tail need.
func planPhrases(n *Need, tail string, k kind) error {
	found, err := phrases(tail, k)
	if err != nil {
		return err
	}
	for _, p := range found {
		if p.plan == nil {
			continue
		}
		if err := p.plan(n, p.args); err != nil {
			return err
		}
	}
	return nil
}

// vary applies the phrases of a tail to a copy of a request.
func vary(r *request, tail string) (*request, error) {
	found, err := phrases(tail, r.kind)
	if err != nil {
		return nil, errored("%v", err) // Plan has seen it: the harness is at fault
	}
	out := r.clone()
	for _, p := range found {
		p.apply(out, p.args)
	}
	return out, nil
}
