package steps

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/codecred/codecred/steps/flow"
)

// errorLines are the lines about the form of errors.
var errorLines = []Definition{
	check(`the answer's status is from (\d{3}) to (\d{3})`, func(_ *World, a *answer, args []string) *Failure {
		got := strconv.Itoa(a.exchange.Response.Status)
		if args[0] <= got && got <= args[1] { // three digits each
			return nil
		}
		return broken(a, "a status from "+args[0]+" to "+args[1], "it is %s", got)
	}),
	mayRefuse(check(`the error may not be stored`, func(w *World, a *answer, _ []string) *Failure {
		if f := w.mustBeRefusal(a); f != nil {
			return f
		}
		values := strings.Join(a.exchange.Response.Header.Values("Cache-Control"), ", ")
		if strings.Contains(strings.ToLower(values), "no-store") {
			return nil
		}
		return broken(a, "an error with the header Cache-Control no-store", "it is %q", values)
	})),
	check(`the answer is no server error`, func(_ *World, a *answer, _ []string) *Failure {
		if got := a.exchange.Response.Status; got >= http.StatusInternalServerError {
			return broken(a, "a status below 500", "it is %d", got)
		}
		return nil
	}),
	check(`an answer (\d{3}) carries the header "([^"]+)"`, func(w *World, a *answer, args []string) *Failure {
		if got := strconv.Itoa(a.exchange.Response.Status); got != args[0] {
			w.note("the answer is " + a.reading.Form + ", not " + args[0])
			return nil
		}
		if len(a.exchange.Response.Header.Values(args[1])) > 0 {
			return nil
		}
		return broken(a, "the header "+args[1]+" in an answer "+args[0], "it is not there")
	}),
	check(`an error that goes to the callback URL carries the "([^"]+)" that was sent`, func(w *World, a *answer, args []string) *Failure {
		if a.reading.Query == nil || a.reading.Error == "" {
			w.note("the error does not go to the callback URL: " + a.reading.Form)
			return nil
		}
		want, err := w.fill(a.request, a.request.Common().Params.Get(args[0]))
		if err != nil {
			return errored("%v", err)
		}
		if want == "" {
			return errored("the request had no %s that could come back", args[0])
		}
		return present(a, "parameter of the redirect", args[0], a.reading.Query.Get(args[0]), want)
	}),
	check(`the answer repeats no secret that was sent`, func(_ *World, a *answer, _ []string) *Failure {
		sent := flow.SecretsSent(a.exchange.Request)
		if len(sent) == 0 {
			return errored("the request held no secret that an answer could repeat")
		}
		for name, secret := range sent {
			for _, place := range flow.PlacesOf(a.exchange.Response, secret) {
				return broken(a, "the "+name+" that was sent nowhere in the answer", "it stands in the %s", place)
			}
		}
		return nil
	}),
	mayRefuse(check(`no page of the answer contains "([^"]+)"`, func(w *World, a *answer, args []string) *Failure {
		if f := w.mustBeRefusal(a); f != nil {
			return f
		}
		if isPage(a) && strings.Contains(string(a.exchange.Response.Body), args[0]) {
			return broken(a, "no page with "+args[0]+" as it was sent", "it stands there as markup")
		}
		return nil
	})),
}

// mustBeRefusal checks that the last answer is an error, for a line about errors. If the request is
// not refused, the line decides nothing, because the target breaks a different requirement. If it
// is refused, it needs a control, because the server may refuse everything.
func (w *World) mustBeRefusal(a *answer) *Failure {
	if a.reading.Outcome != flow.Refused {
		return undecided(a, "the "+string(a.request.Kind())+" to be refused, since the check is about its error", "it was %s: %s", a.reading.Outcome, a.reading.Form)
	}
	w.refusals.refuse(a)
	return nil
}

// isPage reports whether a browser would show an answer as a page: its Content-Type says so, or it
// has none.
func isPage(a *answer) bool {
	kind, _, err := mime.ParseMediaType(a.exchange.Response.Header.Get("Content-Type"))
	return err != nil || strings.Contains(kind, "html") || strings.Contains(kind, "xml")
}
