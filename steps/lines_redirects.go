package steps

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// redirectLines are the lines about the redirect that answers an authorization request, and about
// the echo endpoint, which returns its parameters to apps that have no page.
var redirectLines = []Definition{
	preparing(plain(`the app's callback URL is the echo endpoint of its site`, Action{
		Plan: func(n *need.Need) error {
			return n.Alter(flow.TheApp, settings.Values{settings.CallbackURLs: settings.List(need.UsualCallback)})
		},
		Run: func(ctx context.Context, w *World) error {
			path, ok := w.Env.Endpoints[flow.Echo]
			if !ok {
				return errored("the target has no echo endpoint")
			}
			echo := w.Env.site(flow.TheApp) + path
			return w.changeSettings(ctx, flow.TheApp, settings.Values{settings.CallbackURLs: settings.List(echo)})
		},
	})),
	preparing(plain(`the app follows the redirect to the echo endpoint`, Action{
		Requests: 1,
		Plan:     func(n *need.Need) error { n.Ask(flow.Echo); return nil },
		Run: func(ctx context.Context, w *World) error {
			a, err := w.latestOf(flow.Authorization)
			if err != nil {
				return err
			}
			if a.reading.Outcome != flow.Accepted {
				return undecided(a, "a redirect with a code, which the check rests on", "the answer is %s", a.reading.Form)
			}
			_, err = w.send(ctx, flow.NewFollow(w.code, a.reading))
			return err
		},
	})),
	check(`the answer's status is not (\d{3})`, func(_ *World, a *answer, args []string) *Failure {
		if strconv.Itoa(a.exchange.Response.Status) != args[0] {
			return nil
		}
		return broken(a, "a status other than "+args[0], "it is that")
	}),
	check(`the redirect carries no token`, func(_ *World, a *answer, _ []string) *Failure {
		for _, place := range flow.Leaks(a.exchange.Response) {
			if strings.Contains(place, "token in the Location") {
				return broken(a, "no token in the Location", "there is %s", place)
			}
		}
		return nil
	}),
	check(`it is noted whether the redirect carries "([^"]+)"`, func(w *World, a *answer, args []string) *Failure {
		w.note(fmt.Sprintf("the redirect carries %q: %t", args[0], a.reading.Query.Has(args[0])))
		return nil
	}),
	check(`it is noted whether the code ends in "([^"]+)"`, func(w *World, a *answer, args []string) *Failure {
		ends := strings.HasSuffix(a.reading.Code, args[0])
		encoded := strings.Contains(a.exchange.Response.Header.Get("Location"), url.QueryEscape(args[0]))
		w.note(fmt.Sprintf("the code ends in %q: %t, percent-encoded: %t", args[0], ends, ends && encoded))
		return nil
	}),
}

// leadsTo reports whether a Location is the URL that a request asked for, exactly or as a browser
// reads it: ignoring the case of the host, and without dot segments. It is false if the Location is
// the registered callback URL.
func leadsTo(location, asked, registered string) bool {
	if strings.HasPrefix(location, asked) {
		return true
	}
	to, wanted := asBrowsersRead(location), asBrowsersRead(asked)
	return to != "" && to == wanted && to != asBrowsersRead(registered)
}

// asBrowsersRead returns a URL as a browser reads it, without its query and fragment; empty for a
// URL without a host.
func asBrowsersRead(text string) string {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" {
		return ""
	}
	return strings.ToLower(u.Scheme+"://"+u.Host) + u.JoinPath().EscapedPath()
}
