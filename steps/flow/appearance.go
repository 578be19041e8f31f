package flow

import (
	"fmt"
	"maps"
	"mime"
	"slices"
	"strings"
	"unicode"

	"github.com/codecred/codecred/steps/wire"
)

// Appearance is the part of an answer that an outsider sees and that does not change when the same
// thing happens again. It compares no pages, because a login page holds a new value each time. Of a
// JSON object it compares the names of the members and their sentences.
type Appearance struct {
	status              int
	outcome             Outcome
	err, description    string
	mediaType           string // of the body
	members             string // of a JSON object
	parameters          string // of a redirect to the callback URL, their names in order
	toCallback, located bool
	authenticate        string // the WWW-Authenticate header
}

// AppearanceOf returns the appearance of an answer. callback is the URL to which the request asked
// to be redirected; empty for none.
func AppearanceOf(resp *wire.Response, r Reading, callback string) Appearance {
	mediaType, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	query, toCallback := redirectTo(resp, callback)
	return Appearance{
		status: resp.Status, outcome: r.Outcome, err: r.Error, description: r.ErrorDescription, mediaType: mediaType,
		members:    membersOf(r.Body),
		parameters: strings.Join(slices.Sorted(maps.Keys(query)), ", "),
		toCallback: toCallback, located: resp.Header.Get("Location") != "",
		authenticate: resp.Header.Get("WWW-Authenticate"),
	}
}

// Difference says how a later answer differs from a, by the first difference; "" if they are the
// same.
func (a Appearance) Difference(later Appearance) string {
	for _, part := range []struct {
		name        string
		first, then any
	}{
		{"status", a.status, later.status},
		{"outcome", a.outcome, later.outcome},
		{"error", a.err, later.err},
		{"error_description", a.description, later.description},
		{"media type", a.mediaType, later.mediaType},
		{"list of members", a.members, later.members},
		{"list of parameters", a.parameters, later.parameters},
		{"redirect to the callback URL", a.toCallback, later.toCallback},
		{"presence of a Location", a.located, later.located},
		{"WWW-Authenticate", a.authenticate, later.authenticate},
	} {
		if part.first != part.then {
			return fmt.Sprintf("the %s was %q, then %q", part.name, fmt.Sprint(part.first), fmt.Sprint(part.then))
		}
	}
	return ""
}

// membersOf lists the members of a JSON object in order. It adds the text of members that are
// sentences. Any other value may be new in each answer: an id, a time, a token.
func membersOf(body map[string]any) string {
	var out []string
	for name, value := range body {
		if said := text(value); strings.Contains(said, " ") && !strings.ContainsFunc(said, unicode.IsDigit) {
			name += ": " + said
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
