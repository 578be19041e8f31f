package steps

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/codecred/codecred/steps/flow"
)

// answerLines are the lines about the form of the last answer.
var answerLines = []Definition{
	check(`the answer's status is (\d{3})(?: or (\d{3}))?`, func(_ *World, a *answer, args []string) *Failure {
		got := strconv.Itoa(a.exchange.Response.Status)
		if got == args[0] || got == args[1] {
			return nil
		}
		return broken(a, "the status "+strings.TrimSuffix(args[0]+" or "+args[1], " or "), "it is %s", got)
	}),
	check(`the error is "([^"]+)"(?: or "([^"]+)")?(?: or "([^"]+)")?`, func(_ *World, a *answer, args []string) *Failure {
		if a.reading.Error != "" && slices.Contains(args, a.reading.Error) {
			return nil
		}
		return broken(a, "the error "+quoted(args), "the answer is %s", a.reading.Form)
	}),
	check(`the redirect carries "([^"]+)"`+setTo, func(w *World, a *answer, args []string) *Failure {
		want, err := w.fill(a.request, template(args[1]))
		if err != nil {
			return errored("%v", err)
		}
		return carried(a, args[0], want)
	}),
	check(`the redirect carries no "([^"]+)"`, func(_ *World, a *answer, args []string) *Failure {
		if a.reading.Query == nil {
			return undecided(a, "a redirect to the callback URL, which the check is about", "the answer is %s", a.reading.Form)
		}
		return absent(a, "parameter of the redirect", args[0], a.reading.Query.Has(args[0]))
	}),
	check(`the answer has "([^"]+)"`+setTo, func(w *World, a *answer, args []string) *Failure {
		want, err := w.fill(a.request, template(args[1]))
		if err != nil {
			return errored("%v", err)
		}
		return present(a, "member of the answer", args[0], a.reading.Member(args[0]), want)
	}),
	check(`the answer has no "([^"]+)"`, func(_ *World, a *answer, args []string) *Failure {
		if a.reading.Body == nil {
			return undecided(a, "a JSON object, which the check is about", "the answer is %s", a.reading.Form)
		}
		_, there := a.reading.Body[args[0]]
		return absent(a, "member of the answer", args[0], there)
	}),
	check(`the answer has the header "([^"]+)"(?: with "([^"]*)")?`, func(w *World, a *answer, args []string) *Failure {
		want, err := w.fill(a.request, flow.Template(args[1]))
		if err != nil {
			return errored("%v", err)
		}
		values := strings.Join(a.exchange.Response.Header.Values(args[0]), ", ")
		if values != "" && strings.Contains(strings.ToLower(values), strings.ToLower(want)) {
			return nil
		}
		return broken(a, fmt.Sprintf("the header %s %s", args[0], want), "it is %q", values)
	}),
	check(`the answer has no header "([^"]+)"`, func(_ *World, a *answer, args []string) *Failure {
		return absent(a, "header", args[0], len(a.exchange.Response.Header.Values(args[0])) > 0)
	}),
	check(`the answer is JSON`, func(_ *World, a *answer, _ []string) *Failure {
		kind := a.exchange.Response.Header.Get("Content-Type")
		if media, _, err := mime.ParseMediaType(kind); err == nil && a.reading.Body != nil && media == "application/json" {
			return nil
		}
		return broken(a, "a JSON object with the Content-Type application/json", "the Content-Type is %q", kind)
	}),
	check(`the answer does not redirect to the callback URL asked for`, func(w *World, a *answer, _ []string) *Failure {
		asked := w.expectedCallback(a.request)
		if asked == "" {
			return errored("the request names no callback URL to which an answer could redirect")
		}
		location := a.exchange.Response.Header.Get("Location")
		if !leadsTo(location, asked, w.Env.Apps[a.request.Common().Parties.App].callback()) {
			return nil
		}
		return broken(a, "no redirect to the callback URL of the request", "the Location is %q", location)
	}),
	mayRefuse(check(`the answer does not repeat the user's credentials`, func(w *World, a *answer, _ []string) *Failure {
		switch a.reading.Outcome {
		case flow.Accepted:
		case flow.Refused:
			w.refusals.refuse(a)
		default:
			return undecided(a, "the request to be accepted or refused", "it was neither: %s", a.reading.Form)
		}
		password := w.Env.Users[a.request.Common().Parties.User].Password
		if password == "" {
			return errored("the user has no password that an answer could repeat")
		}
		for _, place := range flow.PlacesOf(a.exchange.Response, password) {
			return broken(a, "the user's password nowhere in the answer", "it stands in the %s", place)
		}
		return nil
	})),
	mayRefuse(check(`the error's text has only characters that RFC 6749 allows`, func(w *World, a *answer, _ []string) *Failure {
		if f := w.mustBeRefusal(a); f != nil {
			return f
		}
		if a.reading.Error+a.reading.ErrorDescription == "" {
			w.note("the refusal has neither error nor error_description: " + a.reading.Form)
		}
		for name, value := range map[string]string{"error": a.reading.Error, "error_description": a.reading.ErrorDescription} {
			if i := strings.IndexFunc(value, notErrorText); i >= 0 {
				return broken(a, "only the characters %x20-21, %x23-5B and %x5D-7E in "+name, "it has %q", value[i:i+1])
			}
		}
		return nil
	})),
	check(`it is noted what the answer was`, func(w *World, a *answer, _ []string) *Failure {
		w.note(fmt.Sprintf("the %s was %s: %s", a.request.Kind(), a.reading.Outcome, a.reading.Form))
		w.refusals.settle(a)
		return nil
	}),
}

// setTo is the end of a line that may give the expected value: a text in quotes, or a value of the
// scenario by its name.
const setTo = `(?: set to ("[^"]*"|the site's URL|the code|the app's client id|the user's username|the new user's e-mail address))?`

// template reads what setTo matched.
func template(value string) flow.Template {
	switch value {
	case "the site's URL":
		return flow.Of(flow.Site)
	case "the code":
		return flow.Of(flow.Code)
	case "the app's client id":
		return flow.Of(flow.ClientID)
	case "the user's username":
		return flow.Of(flow.Username)
	case "the new user's e-mail address":
		return flow.Slot(flow.Value{Name: flow.Email, Of: flow.TheNewUser}, "")
	default:
		return flow.Template(strings.Trim(value, `"`))
	}
}

// check makes a definition that checks the last answer. look returns nil if the answer is as the
// line says.
func check(expr string, look func(w *World, a *answer, args []string) *Failure) Definition {
	return bound(expr, func(args []string) (Action, error) {
		return Action{Run: func(_ context.Context, w *World) error {
			a, err := w.latest()
			if err != nil {
				return err
			}
			if f := look(w, a, args); f != nil {
				return f
			}
			return nil
		}}, nil
	})
}

// present checks that a value exists and, if want is not empty, that it is equal to want.
func present(a *answer, what, name, got, want string) *Failure {
	switch {
	case got == "":
		return broken(a, fmt.Sprintf("the %s %q", what, name), "there is no value of that name; the answer is %s", a.reading.Form)
	case want != "" && got != want:
		return broken(a, fmt.Sprintf("the %s %q to be %q", what, name, want), "it is %q", got)
	default:
		return nil
	}
}

// carried checks that the redirect has a parameter once, with the value want unless it is empty.
// A parameter of a response must not stand there more than once: RFC 6749, section 3.1.
func carried(a *answer, name, want string) *Failure {
	if values := a.reading.Query[name]; len(values) > 1 {
		return broken(a, fmt.Sprintf("the parameter %q once in the redirect", name), "it stands there %d times: %q", len(values), values)
	}
	return present(a, "parameter of the redirect", name, a.reading.Query.Get(name), want)
}

// mustBeAnswer checks that an answer is no server error. After one a line decides nothing, if the
// answer is judged by what it does not have.
func mustBeAnswer(a *answer) *Failure {
	if a.exchange.Response.Status >= http.StatusInternalServerError {
		return undecided(a, "an answer that is no server error", "it is %s", a.reading.Form)
	}
	return nil
}

func absent(a *answer, what, name string, there bool) *Failure {
	if there {
		return broken(a, fmt.Sprintf("no %s %q", what, name), "it is there")
	}
	return nil
}

// quoted joins words, each in quotes; empty ones are left out.
func quoted(words []string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, strconv.Quote(w))
		}
	}
	return strings.Join(out, " or ")
}

// notErrorText reports whether a character is not allowed in errors by RFC 6749, section 5.2.
func notErrorText(r rune) bool { return r < 0x20 || r > 0x7e || r == '"' || r == '\\' }
