package steps

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// memberLines are the lines about single members of a token response, and about what a token says
// about its user.
var memberLines = []Definition{
	check(`the answer's "([^"]+)" is a time in milliseconds, written as text`, func(_ *World, a *answer, args []string) *Failure {
		if milliseconds.MatchString(a.reading.Text(args[0])) {
			return nil
		}
		return broken(a, args[0]+" to be a string of milliseconds since 1970", "it is %s", shape(a.reading.Body[args[0]]))
	}),
	check(`the answer's "([^"]+)" is an absolute URL`, func(_ *World, a *answer, args []string) *Failure {
		if u, err := url.Parse(a.reading.Member(args[0])); err == nil && u.IsAbs() && u.Host != "" {
			return nil
		}
		return broken(a, args[0]+" to be an absolute URL", "it is %q", a.reading.Member(args[0]))
	}),
	check(`the answer's "([^"]+)" is an origin`, func(_ *World, a *answer, args []string) *Failure {
		if got := a.reading.Member(args[0]); got != "" && got == flow.OriginOf(got) {
			return nil
		}
		return broken(a, args[0]+" to be a scheme, a host and perhaps a port", "it is %q", a.reading.Member(args[0]))
	}),
	check(`the answer's "([^"]+)", if it has one, is (`+memberTypes()+`)`, func(_ *World, a *answer, args []string) *Failure {
		if a.reading.Body == nil {
			return undecided(a, "a JSON object, which the check is about", "the answer is %s", a.reading.Form)
		}
		value, there := a.reading.Body[args[0]]
		if !there || flow.MemberType(args[1]).Fits(value) {
			return nil
		}
		return broken(a, fmt.Sprintf("the member %q, if there is one, to be %s", args[0], args[1]), "it is %s", shape(value))
	}),
	check(`no member of the answer stands there twice`, func(_ *World, a *answer, _ []string) *Failure {
		if a.reading.Body == nil {
			return undecided(a, "a JSON object, which the check is about", "the answer is %s", a.reading.Form)
		}
		if name := flow.DoubledMember(a.exchange.Response.Body); name != "" {
			return broken(a, "no member of the answer twice", "the member %q stands there more than once", name)
		}
		return nil
	}),
	check(`the header "([^"]+)" stands there once at most`, func(_ *World, a *answer, args []string) *Failure {
		if values := a.exchange.Response.Header.Values(args[0]); len(values) > 1 {
			return broken(a, "the header "+args[0]+" once at most", "it stands there %d times: %q", len(values), values)
		}
		return nil
	}),
	check(`it is noted whether the answer has "([^"]+)"`, func(w *World, a *answer, args []string) *Failure {
		_, there := a.reading.Body[args[0]]
		w.note(fmt.Sprintf("the answer has %s: %t", args[0], there))
		return nil
	}),
	check(`it is noted which scopes are granted`, func(w *World, a *answer, _ []string) *Failure {
		w.note(fmt.Sprintf("the scopes granted are %q", a.reading.Tokens.Scope))
		return nil
	}),
	check(`the answer's subject is (the same as|different from that) in the answer before`, func(w *World, a *answer, args []string) *Failure {
		got, before := w.latestValue(flow.Subject), w.previousValue(flow.Subject)
		if got != "" && before != "" && (got == before) == (args[0] == "the same as") {
			return nil
		}
		return broken(a, "sub to be "+args[0]+" in the userinfo answer before", "they are %q and, before, %q", got, before)
	}),
	preparing(plain(`the lifetime of the access token passes`, Action{
		Plan: func(n *need.Need) error { n.AlterClock(); return nil },
		Run: func(ctx context.Context, w *World) error {
			a, err := w.latest()
			if err != nil {
				return err
			}
			lifetime := a.reading.TokenLifetime()
			if lifetime <= 0 {
				return undecided(a, "a token response with expires_in, or a JWT with exp and iat, on which the check rests", "there is neither")
			}
			return w.advanceClock(ctx, lifetime+time.Minute)
		},
	})),
	mayRefuse(plain(`no refresh token that works is given`, Action{
		Requests: 1,
		Run: func(ctx context.Context, w *World) error {
			if w.last == nil || w.token == nil {
				return errored("there are no tokens yet: a line must get them first")
			}
			if w.last.reading.Outcome != flow.Accepted || w.last.reading.Tokens.Access == "" {
				return undecided(w.last, "a token response, which the check is about", "the answer is %s", w.last.reading.Form)
			}
			if w.last.reading.Tokens.Refresh == "" {
				w.note("no refresh token is given at all")
				return nil
			}
			return w.mustRefuse(ctx, flow.NewRefresh(w.token, true), "the refresh token to be refused")
		},
	})),
}

var milliseconds = regexp.MustCompile(`^[0-9]{13}$`)

// shape names the kind of a value in a JSON answer.
func shape(v any) string {
	if v == nil {
		return "not there"
	}
	return fmt.Sprintf("%v, a %T", v, v)
}

// memberTypes matches the types of members, the longest first.
func memberTypes() string {
	var names []string
	for _, m := range flow.MemberTypes {
		names = append(names, string(m))
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(names, "|")
}
