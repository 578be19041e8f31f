package steps

import (
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/codecred/codecred/steps/flow"
)

// errorLines are the lines about the form of errors.
var errorLines = []Definition{
	check(`the error is one that RFC 6749 names for a token request`, func(_ *World, a *answer, _ []string) *Failure {
		return namedError(a, tokenErrors)
	}),
	check(`an error that goes to the callback URL is one that RFC 6749 names`, func(w *World, a *answer, _ []string) *Failure {
		if a.reading.Query == nil {
			w.note("the error does not go to the callback URL: " + a.reading.Form)
			return nil
		}
		return namedError(a, authorizationErrors)
	}),
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
	check(`an answer 405 lists the allowed methods`, func(w *World, a *answer, _ []string) *Failure {
		if f, ok := w.answeredWith(a, http.StatusMethodNotAllowed); !ok {
			return f
		}
		allowed := fieldItems(a, "Allow")
		if len(allowed) == 0 {
			return broken(a, "the header Allow with the allowed methods in an answer 405", "it is not there, or empty")
		}
		if method := a.exchange.Request.Method; slices.Contains(allowed, method) {
			return broken(a, "no "+method+" in the header Allow of the answer 405 to "+method, "it is %q", allowed)
		}
		return nil
	}),
	check(`an answer 401 says how to authenticate`, func(w *World, a *answer, _ []string) *Failure {
		if f, ok := w.answeredWith(a, http.StatusUnauthorized); !ok {
			return f
		}
		if len(fieldItems(a, "WWW-Authenticate")) == 0 {
			return broken(a, "a challenge in the header WWW-Authenticate of an answer 401", "the header is not there, or empty")
		}
		return nil
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
		return carried(a, args[0], want)
	}),
	check(`no answer so far has the consumer secret`, func(w *World, a *answer, _ []string) *Failure {
		secret := w.Env.Apps[flow.TheApp].ClientSecret
		if secret == "" {
			return errored("the app has no consumer secret that an answer could have")
		}
		for _, x := range w.Exchanges {
			for _, place := range flow.PlacesOf(x.Response, secret) {
				return broken(a, "the consumer secret in no answer", "it stands in the %s of the answer to the %s", place, x.Request.Label).about(x)
			}
		}
		return nil
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
	check(`a page of the answer cannot be framed by another site`, func(w *World, a *answer, _ []string) *Failure {
		if f, there := w.answeredWithPage(a); !there {
			return f
		}
		header := a.exchange.Response.Header
		if slices.Contains([]string{"deny", "sameorigin"}, strings.ToLower(header.Get("X-Frame-Options"))) {
			return nil
		}
		if slices.ContainsFunc(header.Values("Content-Security-Policy"), keepsOutOfFrames) {
			return nil
		}
		return broken(a, "a page with X-Frame-Options, or frame-ancestors in its Content-Security-Policy, that keeps it out of frames", "X-Frame-Options is %q and the policy %q",
			header.Get("X-Frame-Options"), header.Values("Content-Security-Policy"))
	}),
	check(`a page of the answer does not tell its URL to other sites`, func(w *World, a *answer, _ []string) *Failure {
		if f, there := w.answeredWithPage(a); !there {
			return f
		}
		policies := strings.Split(strings.ToLower(strings.Join(a.exchange.Response.Header.Values("Referrer-Policy"), ",")), ",")
		if last := strings.TrimSpace(policies[len(policies)-1]); slices.Contains(closedPolicies, last) || referrerMeta.Match(a.exchange.Response.Body) {
			return nil
		}
		return broken(a, "a page with a Referrer-Policy by which other sites do not learn its URL", "it is %q", a.exchange.Response.Header.Get("Referrer-Policy"))
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

// closedPolicies are those by which another site learns the origin at most: Referrer Policy, section 3.
var closedPolicies = []string{"no-referrer", "same-origin", "origin", "strict-origin", "origin-when-cross-origin", "strict-origin-when-cross-origin"}

// referrerMeta finds a policy that stands in the page.
var referrerMeta = regexp.MustCompile(`(?i)<meta\s[^>]*name=["']?referrer["']?`)

// keepsOutOfFrames reports whether a Content-Security-Policy keeps a page out of the frames of sites that
// it does not name: Content Security Policy Level 3, section 6.4.2.
func keepsOutOfFrames(policy string) bool {
	for directive := range strings.SplitSeq(policy, ";") {
		if words := strings.Fields(strings.ToLower(directive)); len(words) > 0 && words[0] == "frame-ancestors" {
			return !slices.ContainsFunc(words[1:], func(source string) bool { return source == "*" || source == "https:" || source == "http:" })
		}
	}
	return false
}

// answeredWithPage reports whether an answer is a page on which a person goes on, for a line about pages
// alone. Any other answer is noted: a browser does not show the body of a redirect, and on an error page
// there is nothing to press.
func (w *World) answeredWithPage(a *answer) (*Failure, bool) {
	if isPage(a) && a.exchange.Response.Status == http.StatusOK && len(a.exchange.Response.Body) > 0 {
		return nil, true
	}
	w.note("the answer is no page: " + a.reading.Form)
	return mustBeAnswer(a), false
}

// tokenErrors are the errors of RFC 6749, section 5.2.
var tokenErrors = []string{
	"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
}

// authorizationErrors are the errors of RFC 6749, section 4.1.2.1, and OpenID Connect Core, section 3.1.2.6.
var authorizationErrors = []string{
	"invalid_request", "unauthorized_client", "access_denied", "unsupported_response_type", "invalid_scope", "server_error",
	"temporarily_unavailable", "interaction_required", "login_required", "account_selection_required", "consent_required",
	"invalid_request_uri", "invalid_request_object", "request_not_supported", "request_uri_not_supported", "registration_not_supported",
}

func namedError(a *answer, names []string) *Failure {
	if slices.Contains(names, a.reading.Error) {
		return nil
	}
	return broken(a, "an error from "+strings.Join(names, ", "), "it is %q", a.reading.Error)
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

// answeredWith reports whether an answer has a status, for a line about answers with that status
// alone. Another status is noted, because such a line says nothing of it. After a server error the
// line decides nothing.
func (w *World) answeredWith(a *answer, status int) (*Failure, bool) {
	if a.exchange.Response.Status == status {
		return nil, true
	}
	w.note(fmt.Sprintf("the answer is %s, not %d", a.reading.Form, status))
	return mustBeAnswer(a), false
}

// fieldItems returns the items of a header field that is a list, of all fields of that name:
// RFC 9110, section 5.6.1. Empty items count as none.
func fieldItems(a *answer, name string) []string {
	var out []string
	for item := range strings.SplitSeq(strings.Join(a.exchange.Response.Header.Values(name), ","), ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// isPage reports whether a browser would show an answer as a page: its Content-Type says so, or it
// has none.
func isPage(a *answer) bool {
	kind, _, err := mime.ParseMediaType(a.exchange.Response.Header.Get("Content-Type"))
	return err != nil || strings.Contains(kind, "html") || strings.Contains(kind, "xml")
}
