package steps

import (
	"cmp"
	"strings"

	"github.com/codecred/codecred/steps/phrase"
)

// Phrase is a phrase that may follow "with" or "without", for a listing.
type Phrase struct {
	Text string // the expression of the phrase
	For  string // the kinds of request that it applies to
}

// Lines returns the expression of every line that a feature may use.
func Lines() []string {
	out := make([]string, len(vocabulary))
	for i, def := range vocabulary {
		out[i] = readable(def.Expr.String())
	}
	return out
}

// Phrases returns every phrase that may follow "with" or "without".
func Phrases() []Phrase {
	var out []Phrase
	for _, entry := range phrase.Entries() {
		out = append(out, Phrase{Text: readable(entry.Expr), For: cmp.Or(strings.Join(entry.Kinds, ", "), "any request")})
	}
	return out
}

// readable removes the anchors and other technical parts from an expression.
func readable(expr string) string {
	return strings.NewReplacer("^", "", "$", "", "(?:", "(", `[^"]+`, "…", `[^"]*`, "…", "( with.*?)?", " [with …]", "( with.*)?", " [with …]").Replace(expr)
}
