package suite

import (
	"fmt"
	"slices"
	"strings"
)

// tagExpr is a tag expression in the official grammar: tags joined by and, or,
// not and parentheses; not binds tightest, then and, then or.
type tagExpr func(tags []string) bool

// parseTags reads a tag expression. The empty expression selects everything.
func parseTags(text string) (tagExpr, error) {
	p := &tagParser{text: text, words: tagWords(text)}
	if len(p.words) == 0 {
		return func([]string) bool { return true }, nil
	}
	expr, err := p.or()
	if err == nil && p.next() != "" {
		err = p.errorf("%q is one word too many", p.next())
	}
	return expr, err
}

func tagWords(text string) []string {
	return strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(text))
}

type tagParser struct {
	text  string
	words []string
	used  int
}

func (p *tagParser) next() string {
	if p.used == len(p.words) {
		return ""
	}
	return p.words[p.used]
}

func (p *tagParser) take(word string) bool {
	if p.next() != word {
		return false
	}
	p.used++
	return true
}

func (p *tagParser) errorf(format string, args ...any) error {
	return fmt.Errorf("the tag expression %q: %s; write tags with their @, joined by and, or, not and parentheses",
		p.text, fmt.Sprintf(format, args...))
}

func (p *tagParser) or() (tagExpr, error) {
	left, err := p.and()
	for err == nil && p.take("or") {
		a := left
		var b tagExpr
		b, err = p.and()
		left = func(tags []string) bool { return a(tags) || b(tags) }
	}
	return left, err
}

func (p *tagParser) and() (tagExpr, error) {
	left, err := p.not()
	for err == nil && p.take("and") {
		a := left
		var b tagExpr
		b, err = p.not()
		left = func(tags []string) bool { return a(tags) && b(tags) }
	}
	return left, err
}

func (p *tagParser) not() (tagExpr, error) {
	if p.take("not") {
		inner, err := p.not()
		return func(tags []string) bool { return !inner(tags) }, err
	}
	if p.take("(") {
		inner, err := p.or()
		if err == nil && !p.take(")") {
			err = p.errorf("a closing parenthesis is missing")
		}
		return inner, err
	}
	tag := p.next()
	if !strings.HasPrefix(tag, "@") || tag == "@" {
		return nil, p.errorf("a tag is missing at word %d", p.used+1)
	}
	p.used++
	return func(tags []string) bool { return slices.Contains(tags, tag) }, nil
}
