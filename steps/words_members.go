package steps

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"time"
)

// memberWords are the lines about single members of a token response and about
// what a token tells of its user.
var memberWords = []Definition{
	check(`the answer's "([^"]+)" is a time in milliseconds, written as text`, func(_ *World, a *answer, args []string) *Failure {
		if milliseconds.MatchString(text(a.reading.body[args[0]])) {
			return nil
		}
		return broken(a, args[0]+" to be a string of milliseconds since 1970", "it is %s", shape(a.reading.body[args[0]]))
	}),
	check(`the answer's "([^"]+)" is an absolute URL`, func(_ *World, a *answer, args []string) *Failure {
		if u, err := url.Parse(member(a, args[0])); err == nil && u.IsAbs() && u.Host != "" {
			return nil
		}
		return broken(a, args[0]+" to be an absolute URL", "it is %q", member(a, args[0]))
	}),
	check(`the answer's "([^"]+)" is an origin`, func(_ *World, a *answer, args []string) *Failure {
		if got := member(a, args[0]); got != "" && got == originOfURL(got) {
			return nil
		}
		return broken(a, args[0]+" to be a scheme, a host and perhaps a port", "it is %q", member(a, args[0]))
	}),
	check(`it is noted whether the answer has "([^"]+)"`, func(w *World, a *answer, args []string) *Failure {
		_, there := a.reading.body[args[0]]
		w.Observed = append(w.Observed, fmt.Sprintf("the answer has %s: %t", args[0], there))
		return nil
	}),
	check(`it is noted which scopes are granted`, func(w *World, a *answer, _ []string) *Failure {
		w.Observed = append(w.Observed, fmt.Sprintf("the scopes granted are %q", a.reading.tokens.scope))
		return nil
	}),
	check(`the answer's subject is (the same as|different from that) in the answer before`, func(w *World, a *answer, args []string) *Failure {
		got, before := w.given["subject"], w.given["previous subject"]
		if got != "" && before != "" && (got == before) == (args[0] == "the same as") {
			return nil
		}
		return broken(a, "sub to be "+args[0]+" in the userinfo answer before", "they are %q and, before, %q", got, before)
	}),
	check(`the token is not reported as active`, func(_ *World, a *answer, _ []string) *Failure {
		if a.reading.outcome == refused || a.reading.body["active"] == false {
			return nil
		}
		return broken(a, "the request to be refused, or the member active to be false", "active is %s in the answer %s", shape(a.reading.body["active"]), a.reading.form)
	}),
	{
		Expr: line(`the lifetime of the access token passes`),
		Plan: func(n *Need, _ []string) error {
			n.Clock, n.Orgs[TheOrg].Own = true, true
			return nil
		},
		Run: func(ctx context.Context, w *World, _ []string) error {
			if w.last == nil {
				return errored("no request was sent yet")
			}
			lifetime := w.last.lifetime()
			if lifetime <= 0 {
				return undecided(w.last, "a token response with expires_in, or a JWT with exp and iat, on which the check rests", "there is neither")
			}
			if _, err := w.Stage.Admin.AdvanceClock(ctx, w.Stage.Orgs[TheOrg].ID, lifetime+time.Minute); err != nil {
				return errored("the clock could not be moved: %v", err)
			}
			return nil
		},
	},
	{
		Expr:     line(`no refresh token that works is given`),
		Requests: 1,
		Run: func(ctx context.Context, w *World, _ []string) error {
			if w.last == nil || w.token == nil {
				return errored("there are no tokens yet: a line must get them first")
			}
			if w.last.reading.tokens.refresh == "" {
				w.Observed = append(w.Observed, "no refresh token is given at all")
				return nil
			}
			return w.mustRefuse(ctx, newRefresh(w.token, true), "the refresh token to be refused")
		},
	},
}

// lifetime returns how long the access token of a token response is valid, by
// expires_in or by its own claims; 0 where neither says so.
func (a *answer) lifetime() time.Duration {
	if seconds, ok := a.reading.body["expires_in"].(float64); ok {
		return time.Duration(seconds) * time.Second
	}
	token, err := readJWT(a.reading.tokens.access)
	if err != nil {
		return 0
	}
	return token.lifetime()
}

var milliseconds = regexp.MustCompile(`^[0-9]{13}$`)

// shape says what kind of value stands in a JSON answer.
func shape(v any) string {
	if v == nil {
		return "not there"
	}
	return fmt.Sprintf("%v, a %T", v, v)
}

// mustRefuse sends a request that has to be refused, and waits for its control.
func (w *World) mustRefuse(ctx context.Context, r *request, expected string) error {
	a, err := w.send(ctx, r)
	if err != nil {
		return err
	}
	if a.reading.outcome != refused {
		return broken(a, expected, "it was %s: %s", a.reading.outcome, a.reading.form)
	}
	w.Uncontrolled = a
	return nil
}
