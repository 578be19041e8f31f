package steps

import "strings"

// Phrase is a variation of a request, as a listing shows it.
type Phrase struct {
	Text string // the expression of the phrase
	For  string // the requests that it is for
}

// Lines returns the expression of every line that a feature may use.
func Lines() []string {
	out := make([]string, len(vocabulary))
	for i, def := range vocabulary {
		out[i] = readable(def.Expr.String())
	}
	return out
}

// Phrases returns every variation that may follow "with" or "without".
func Phrases() []Phrase {
	out := make([]Phrase, len(variations))
	for i, v := range variations {
		kinds := make([]string, len(v.kinds))
		for j, k := range v.kinds {
			kinds[j] = string(k)
		}
		out[i] = Phrase{Text: readable(v.expr.String()), For: strings.Join(kinds, ", ")}
		if out[i].For == "" {
			out[i].For = "any request"
		}
	}
	return out
}

// readable takes the anchors and what only the machine needs out of an expression.
func readable(expr string) string {
	return strings.NewReplacer("^", "", "$", "", "(?:", "(", `[^"]+`, "…", `[^"]*`, "…", "( with.*?)?", " [with …]", "( with.*)?", " [with …]").Replace(expr)
}
