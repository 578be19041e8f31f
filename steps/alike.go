package steps

import (
	"fmt"
	"mime"
)

// likeness is what an outsider sees of an answer that is the same each time the
// same thing happens. Bodies are not compared: a login page holds a value of
// its own each time.
type likeness struct {
	status       int
	outcome      outcome
	err, detail  string
	media        string // media type of the body
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
