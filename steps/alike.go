package steps

import (
	"fmt"
	"mime"
	"slices"
	"strings"
	"unicode"
)

// likeness is what an outsider sees of an answer that is the same each time the
// same thing happens. Pages are not compared: a login page holds a value of its
// own each time. Of a JSON object, its members and their sentences are.
type likeness struct {
	status       int
	outcome      outcome
	err, detail  string
	media        string // media type of the body
	members      string // of a JSON object
	toCallback   bool
	hasLocation  bool
	authenticate string // the WWW-Authenticate header
}

// likenessOf reads what is compared of an answer. callback is where its request
// asked to be redirected to.
func likenessOf(a *answer, callback string) likeness {
	resp := a.exchange.Response
	media, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	_, toCallback := redirectTo(resp, callback)
	return likeness{
		status: resp.Status, outcome: a.reading.outcome, err: a.reading.err, detail: a.reading.detail, media: media,
		members:    membersOf(a.reading.body),
		toCallback: toCallback, hasLocation: resp.Header.Get("Location") != "",
		authenticate: resp.Header.Get("WWW-Authenticate"),
	}
}

// difference names the first thing in which two answers differ, "" for none.
func (l likeness) difference(other likeness) string {
	for _, part := range []struct {
		name        string
		first, then any
	}{
		{"status", l.status, other.status},
		{"outcome", l.outcome, other.outcome},
		{"error", l.err, other.err},
		{"error_description", l.detail, other.detail},
		{"media type", l.media, other.media},
		{"list of members", l.members, other.members},
		{"redirect to the callback URL", l.toCallback, other.toCallback},
		{"presence of a Location", l.hasLocation, other.hasLocation},
		{"WWW-Authenticate", l.authenticate, other.authenticate},
	} {
		if part.first != part.then {
			return fmt.Sprintf("the %s was %q, then %q", part.name, fmt.Sprint(part.first), fmt.Sprint(part.then))
		}
	}
	return ""
}

// membersOf lists the members of a JSON object in order, those that are sentences
// with what they say. Any other value may be made anew for each answer: an id, a
// time, a token.
func membersOf(body map[string]any) string {
	var out []string
	for name, value := range body {
		if said := text(value); strings.Contains(said, " ") && !strings.ContainsFunc(said, unicode.IsDigit) {
			name += ": " + said
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return list(out)
}
