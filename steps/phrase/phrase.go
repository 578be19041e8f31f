package phrase

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// Variation is a difference between a request and the one that it is made from.
type Variation interface {
	// Vary returns a copy of a request with the difference made. The error says
	// that it does not suit the request.
	Vary(r flow.Request) (flow.Request, error)
}

// List is the phrases of a line, read for a kind of request. The zero value is
// those of a line without any, and suits every request.
type List struct {
	kind    flow.Kind
	phrases []Phrase // in their order
}

// Phrase is one phrase of a line, with its arguments read.
type Phrase struct {
	// plan notes what the phrase needs; nil: nothing.
	plan func(n *need.Need) error
	// apply makes the difference.
	apply func(r flow.Request)
}

// Read reads the end of a line, as in " with GET and a state without a code
// challenge", for a kind of request. The error says what such a request cannot do.
func Read(tail string, k flow.Kind) (List, error) {
	out := List{kind: k}
	for _, text := range clauses(tail) {
		p, err := find(text, k)
		if err != nil {
			return List{}, err
		}
		out.phrases = append(out.phrases, p)
	}
	return out, nil
}

// Plan notes what the phrases need, and what they make unusual in a request.
func (l List) Plan(n *need.Need) error {
	if usual := flow.UsualFor(l.kind); usual != nil {
		varied, err := l.Vary(usual)
		if err != nil {
			return err
		}
		n.Touches.Add(flow.Unusual(varied)...)
	}
	for _, p := range l.phrases {
		if p.plan == nil {
			continue
		}
		if err := p.plan(n); err != nil {
			return err
		}
	}
	return nil
}

// Vary implements Variation.
func (l List) Vary(r flow.Request) (flow.Request, error) {
	if len(l.phrases) > 0 && r.Kind() != l.kind {
		return nil, fmt.Errorf("what the line says of the %s does not suit the %s", l.kind, r.Kind())
	}
	out := r.Clone()
	for _, p := range l.phrases {
		p.apply(out)
	}
	return out, nil
}

// Open is the phrases of a line about the same request as before, whose kind shows
// only when the line is reached: they are read for every kind that they suit.
type Open struct {
	lists map[flow.Kind]List
	first List // of the first kind that they suit
}

// openKinds are the kinds of request that a line can send again.
var openKinds = []flow.Kind{
	flow.Authorization, flow.Token, flow.Refresh, flow.Userinfo, flow.Introspection, flow.Revocation, flow.Preflight, flow.Identity,
	flow.Registration, flow.PasswordlessLogin, flow.ForgotPassword, flow.PasswordReset,
}

// ReadOpen reads the end of a line about the same request. The error says that the
// phrases suit no kind of request.
func ReadOpen(tail string) (Open, error) {
	out := Open{lists: map[flow.Kind]List{}}
	var problems []error
	for _, k := range openKinds {
		list, err := Read(tail, k)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if len(out.lists) == 0 {
			out.first = list
		}
		out.lists[k] = list
	}
	if len(out.lists) == 0 {
		return Open{}, suitsNone(tail, problems)
	}
	return out, nil
}

// suitsNone returns the error for phrases that suit no kind of request. Where each of them suits
// some kind, they do not suit one together.
func suitsNone(tail string, problems []error) error {
	for _, text := range clauses(tail) {
		var kinds []string
		for _, k := range openKinds {
			if _, err := find(text, k); err == nil {
				kinds = append(kinds, string(k))
			} else if _, unknown := errors.AsType[*unknownError](err); !unknown {
				return err // the phrase is known, and what stands in it is wrong
			}
		}
		if len(kinds) == 0 {
			return &unknownError{text: text}
		}
	}
	return fmt.Errorf("no request can have all of %q: %w", strings.TrimSpace(tail), errors.Join(problems...))
}

// Plan notes what the phrases need of the first kind of request that they suit, and what they make
// unusual in requests of every kind.
func (o Open) Plan(n *need.Need) error {
	for _, list := range o.lists {
		usual := flow.UsualFor(list.kind)
		if usual == nil {
			continue
		}
		varied, err := list.Vary(usual)
		if err != nil {
			return err
		}
		n.Touches.Add(flow.Unusual(varied)...)
	}
	return o.first.Plan(n)
}

// IsEmpty reports whether the line has no phrases.
func (o Open) IsEmpty() bool { return len(o.first.phrases) == 0 }

// Vary implements Variation.
func (o Open) Vary(r flow.Request) (flow.Request, error) {
	if list, ok := o.lists[r.Kind()]; ok {
		return list.Vary(r)
	}
	return o.first.Vary(r)
}

// unknownError says that a text is no phrase of a kind of request; of no request if kind is empty.
type unknownError struct {
	text string
	kind flow.Kind
}

func (e *unknownError) Error() string {
	if e.kind == "" {
		return fmt.Sprintf("%q is no phrase for any request that can be sent again: see `codecred list steps`", e.text)
	}
	return fmt.Sprintf("%q is no phrase for %s: see `codecred list steps`", e.text, e.kind.WithArticle())
}

// definition is one phrase of the vocabulary. Phrases with "without" are written
// so in the table.
type definition struct {
	expr *regexp.Regexp
	// kinds are the requests that it makes sense for; none means all.
	kinds []flow.Kind
	// plan notes what the phrase needs; nil: nothing.
	plan func(n *need.Need, args []string) error
	// apply makes the difference.
	apply func(r flow.Request, args []string)
	// bind reads arguments that are more than words, in place of plan and apply.
	bind func(args []string) (Phrase, error)
}

// vocabulary is every phrase.
var vocabulary = slices.Concat(loginPhrases, requestPhrases, pkcePhrases, clientPhrases, nearMissPhrases, parameterPhrases, mistakePhrases,
	tokenPhrases, formPhrases, headlessPhrases)

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

// find finds the phrase that a text is, for a kind of request.
func find(text string, k flow.Kind) (Phrase, error) {
	var found []*definition
	var args []string
	for i := range vocabulary {
		d := &vocabulary[i]
		if !d.suits(k) {
			continue
		}
		if m := d.expr.FindStringSubmatch(text); m != nil {
			found, args = append(found, d), m[1:]
		}
	}
	switch len(found) {
	case 1:
		return found[0].read(args)
	case 0:
		return Phrase{}, &unknownError{text, k}
	default:
		return Phrase{}, fmt.Errorf("%q is ambiguous for %s", text, k.WithArticle())
	}
}

func (d *definition) suits(k flow.Kind) bool {
	return len(d.kinds) == 0 || slices.Contains(d.kinds, k)
}

// read reads the arguments of a phrase.
func (d *definition) read(args []string) (Phrase, error) {
	if d.bind != nil {
		return d.bind(args)
	}
	p := Phrase{apply: func(r flow.Request) { d.apply(r, args) }}
	if d.plan != nil {
		p.plan = func(n *need.Need) error { return d.plan(n, args) }
	}
	return p, nil
}

// Entry is a phrase as a listing shows it.
type Entry struct {
	Expr  string   // the expression of the phrase, a whole one
	Kinds []string // the kinds of request that it is for; none: all
}

// Entries lists every phrase.
func Entries() []Entry {
	out := make([]Entry, len(vocabulary))
	for i, d := range vocabulary {
		out[i].Expr = d.expr.String()
		for _, k := range d.kinds {
			out[i].Kinds = append(out[i].Kinds, string(k))
		}
	}
	return out
}

// whole compiles an expression that matches a whole phrase.
func whole(expr string) *regexp.Regexp { return regexp.MustCompile("^" + expr + "$") }

// slotOf is the template of a value of the request's own parties, edited.
func slotOf(name flow.ValueName, edit string) flow.Template {
	return flow.Slot(flow.Value{Name: name}, flow.Edit(edit))
}

// theirs is the template of another party's value.
func theirs(role string, name flow.ValueName) flow.Template {
	return flow.Slot(flow.Value{Name: name, Of: flow.RoleNamed(role)}, "")
}
