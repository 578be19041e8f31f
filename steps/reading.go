package steps

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/codecred/codecred/steps/wire"
)

// outcome is the one meaning of accepted and of refused. What is neither
// decides nothing in the target's favour.
type outcome string

const (
	accepted outcome = "accepted"
	refused  outcome = "refused"
	neither  outcome = "neither accepted nor refused"
)

// reading is what an answer means.
type reading struct {
	outcome outcome
	form    string // what the answer looks like, for reports: `302 to the callback URL with a code`
	code    string
	// identifier is what a headless endpoint gave, to be used with a one-time password.
	identifier string
	state      string
	issuer     string
	query      url.Values     // of a redirect to the callback
	body       map[string]any // of a JSON answer that is an object
	tokens     tokens
	err        string // error of an OAuth error answer, RFC 6749, sections 4.1.2.1 and 5.2
	detail     string // error_description
}

type tokens struct{ access, refresh, id, kind, scope string }

// read tells what an answer means. callback is the URL that an authorization
// request asked to be redirected to.
func read(k kind, x *wire.Exchange, callback string) reading {
	r := reading{outcome: neither}
	r.body = object(x.Response)
	r.err, r.detail = text(r.body["error"]), text(r.body["error_description"])
	if r.body == nil {
		r.err, r.detail = formError(x.Response)
	}
	switch k {
	case authorization:
		r.readAuthorization(x.Response, callback)
	case tokenRequest, refresh:
		r.readTokens(x.Response)
	case registration, passwordlessLogin, forgotPassword, passwordReset:
		r.readHeadless(k, x.Response.Status)
	default:
		r.readOther(x.Response)
	}
	if r.outcome != accepted {
		r.readRefusal(x.Response, callback)
	}
	return r
}

// readAuthorization: accepted is a redirect to the callback with a code and no
// error. A redirect elsewhere, such as to a login page, is not.
//
// Source: RFC 6749, section 4.1.2; Headless Identity Implementation Guide.
func (r *reading) readAuthorization(resp *wire.Response, callback string) {
	query, ok := redirectTo(resp, callback)
	if !ok {
		return
	}
	r.query = query
	r.code, r.state, r.issuer = query.Get("code"), query.Get("state"), query.Get("iss")
	if r.err == "" {
		r.err, r.detail = query.Get("error"), query.Get("error_description")
	}
	if r.code != "" && r.err == "" {
		r.outcome = accepted
		r.form = fmt.Sprintf("%d to the callback URL with a code", resp.Status)
	}
}

// readTokens: accepted is 200 with a bearer access token. Source: RFC 6749, section 5.1.
func (r *reading) readTokens(resp *wire.Response) {
	r.tokens = tokens{
		access: text(r.body["access_token"]), refresh: text(r.body["refresh_token"]), id: text(r.body["id_token"]),
		kind: text(r.body["token_type"]), scope: text(r.body["scope"]),
	}
	if resp.Status == http.StatusOK && r.tokens.access != "" && r.err == "" {
		r.outcome = accepted
		r.form = "200 with an access token"
	}
}

// readOther: accepted is any 2xx answer that is no OAuth error.
func (r *reading) readOther(resp *wire.Response) {
	if resp.Status >= 200 && resp.Status < 300 && r.err == "" && !isHTML(resp) {
		r.outcome = accepted
		r.form = strconv.Itoa(resp.Status)
	}
}

// readRefusal: refused is an answer in one of the forms that say no, and with
// nothing in it that gets anyone in.
//
// The forms: a client error; a redirect to the callback with an error; the
// login page, or a redirect to it, since a server that does not take a request
// for one of this flow falls back to the interactive one; an OAuth error
// object, whatever its status below 500.
func (r *reading) readRefusal(resp *wire.Response, callback string) {
	r.form = describe(resp, r.err, callback)
	found := leaks(resp)
	if r.identifier != "" {
		found = append(found, "an identifier in the body")
	}
	if len(found) > 0 {
		r.form += fmt.Sprintf(", yet with %s in it", list(found))
		return
	}
	_, toCallback := redirectTo(resp, callback)
	switch s := resp.Status; {
	case s == http.StatusTooManyRequests, s == http.StatusRequestTimeout, s >= 500:
	case s >= 400:
		r.outcome = refused
	case s >= 300 && toCallback:
		if r.err != "" {
			r.outcome = refused
		}
	case s >= 300 && resp.Header.Get("Location") != "":
		r.outcome = refused
	case s == http.StatusOK && (r.err != "" || isHTML(resp) || r.unsuccessful()):
		r.outcome = refused
	}
}

// redirectTo reports whether an answer redirects to a URL, and with which
// parameters. Up to its query the URL must be the same, character for character
// (RFC 9700, section 2.1); its query must be kept, among what the server adds
// (RFC 6749, section 3.1.2).
func redirectTo(resp *wire.Response, to string) (url.Values, bool) {
	location := resp.Header.Get("Location")
	base, query, _ := strings.Cut(to, "?")
	if resp.Status < 300 || resp.Status > 399 || to == "" || !strings.HasPrefix(location, base) {
		return nil, false
	}
	if rest := location[len(base):]; rest != "" && rest[0] != '?' && rest[0] != '#' {
		return nil, false
	}
	u, err := url.Parse(location)
	if err != nil {
		return nil, false
	}
	kept, err := url.ParseQuery(query)
	if err != nil {
		return nil, false
	}
	got := u.Query()
	for name, values := range kept {
		if !slices.Equal(got[name], values) {
			return nil, false
		}
	}
	return got, true
}

// describe says in words what an answer looks like.
func describe(resp *wire.Response, oauthError, callback string) string {
	form := strconv.Itoa(resp.Status)
	if _, ok := redirectTo(resp, callback); ok {
		form += " to the callback URL"
	} else if location := resp.Header.Get("Location"); location != "" {
		form += fmt.Sprintf(" to %q", location)
	}
	if isHTML(resp) {
		form += " with an HTML page"
	}
	if oauthError != "" {
		form += fmt.Sprintf(" with the error %q", oauthError)
	}
	return form
}

// object decodes a JSON object; nil for anything else.
func object(resp *wire.Response) map[string]any {
	var out map[string]any
	if json.Unmarshal(resp.Body, &out) != nil {
		return nil
	}
	return out
}

// formError reads an error that stands in the body as a form: so Salesforce was
// seen to answer an authorization request that it does not redirect.
func formError(resp *wire.Response) (name, detail string) {
	if !strings.HasPrefix(string(resp.Body), "error=") {
		return "", ""
	}
	form, err := url.ParseQuery(strings.TrimSpace(string(resp.Body)))
	if err != nil {
		return "", ""
	}
	return form.Get("error"), form.Get("error_description")
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func isHTML(resp *wire.Response) bool {
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return kind == "text/html" || kind == "application/xhtml+xml"
}
