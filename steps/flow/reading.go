package flow

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/codecred/codecred/steps/wire"
)

// Outcome is what an answer means: the only definition of accepted and refused. An answer that is
// neither never counts in favour of the target.
type Outcome string

// The outcomes of a request.
const (
	Accepted Outcome = "accepted"
	Refused  Outcome = "refused"
	Neither  Outcome = "neither accepted nor refused"
)

// Reading is what an answer means.
type Reading struct {
	Outcome Outcome
	Form    string // what the answer looks like, for reports: `302 to the callback URL with a code`

	// Of an authorization request: the parameters of the redirect to the callback
	// URL, all of them and some by name.
	Query       url.Values
	Code, State string
	Issuer      string
	// Identifier is what a headless endpoint gave, to be used with a one-time password.
	Identifier string

	Body   map[string]any // of a JSON answer that is an object; nil for any other
	Tokens Tokens

	Error            string // of an OAuth error answer, RFC 6749, sections 4.1.2.1 and 5.2
	ErrorDescription string
}

// Tokens are the members of a token response, RFC 6749, section 5.1; empty where
// they are not there.
type Tokens struct{ Access, Refresh, ID, Type, Scope string }

// Read returns what an answer to a request of a kind means. callback is the URL to which an
// authorization request asked to be redirected; it is empty for other requests.
func Read(k Kind, resp *wire.Response, callback string) Reading {
	r := Reading{Outcome: Neither}
	r.Body = object(resp)
	r.Error, r.ErrorDescription = r.Text("error"), r.Text("error_description")
	if r.Body == nil {
		r.Error, r.ErrorDescription = formError(resp)
	}
	switch {
	case k == Authorization:
		r.readAuthorization(resp, callback)
	case k == Token, k == Refresh:
		r.readTokens(resp)
	case k.Headless():
		r.readHeadless(k, resp.Status)
	case k == Revocation, k == Preflight:
		r.readStatus(resp)
	default:
		r.readObject(resp)
	}
	if r.Outcome != Accepted {
		r.readRefusal(resp, callback)
	}
	return r
}

// Text returns a member of a JSON answer that is a text; "" for any other.
func (r Reading) Text(member string) string { return text(r.Body[member]) }

// Member returns a member of a JSON answer as text, "" if it is missing or an object: no member
// that a check asks for is an object.
func (r Reading) Member(name string) string {
	switch v := r.Body[name].(type) {
	case nil, map[string]any:
		return ""
	default:
		return fmt.Sprint(v)
	}
}

// List returns the texts of a member that is a list.
func (r Reading) List(member string) []string {
	items, _ := r.Body[member].([]any)
	var out []string
	for _, item := range items {
		out = append(out, text(item))
	}
	return out
}

// TokenLifetime returns how long the access token of a token response is valid,
// by expires_in or by its own claims; 0 where neither says so.
func (r Reading) TokenLifetime() time.Duration {
	if seconds, ok := r.Body["expires_in"].(float64); ok {
		return time.Duration(seconds) * time.Second
	}
	token, err := ReadJWT(r.Tokens.Access)
	if err != nil {
		return 0
	}
	return token.Lifetime()
}

// readAuthorization accepts a redirect to the callback with a code and no error. A redirect to
// another place, such as a login page, is not accepted.
//
// Source: RFC 6749, section 4.1.2; Headless Identity Implementation Guide.
func (r *Reading) readAuthorization(resp *wire.Response, callback string) {
	query, _ := redirectTo(resp, callback) // nil, which has no parameters, where it goes elsewhere
	r.Query = query
	r.Code, r.State, r.Issuer = query.Get("code"), query.Get("state"), query.Get("iss")
	if r.Error == "" {
		r.Error, r.ErrorDescription = query.Get("error"), query.Get("error_description")
	}
	if r.Code != "" && r.Error == "" {
		r.Outcome = Accepted
		r.Form = fmt.Sprintf("%d to the callback URL with a code", resp.Status)
	}
}

// readTokens accepts 200 with a bearer access token. Source: RFC 6749, section 5.1.
func (r *Reading) readTokens(resp *wire.Response) {
	r.Tokens = Tokens{
		Access: r.Text("access_token"), Refresh: r.Text("refresh_token"), ID: r.Text("id_token"),
		Type: r.Text("token_type"), Scope: r.Text("scope"),
	}
	if resp.Status == http.StatusOK && r.Tokens.Access != "" && r.Error == "" {
		r.Outcome = Accepted
		r.Form = "200 with an access token"
	}
}

// readStatus accepts any 2xx answer, whatever its media type is and whatever it says, unless it is a
// login page by its content.
//
// Source: for a revocation RFC 7009, section 2.2; for a preflight Fetch Standard, section 4.8.
func (r *Reading) readStatus(resp *wire.Response) {
	if resp.Status >= 200 && resp.Status < 300 && !isDocument(resp) {
		r.Outcome = Accepted
		r.Form = strconv.Itoa(resp.Status)
	}
}

// readObject accepts any 2xx answer with a JSON object that is no OAuth error.
//
// Source: for userinfo OpenID Connect Core, section 5.3.2; for an introspection RFC 7662, section
// 2.2; for discovery RFC 8414, section 3.2; for a key set RFC 7517, section 5; for the echo endpoint
// Headless Identity Implementation Guide.
func (r *Reading) readObject(resp *wire.Response) {
	if resp.Status >= 200 && resp.Status < 300 && r.Error == "" && r.Body != nil {
		r.Outcome = Accepted
		r.Form = strconv.Itoa(resp.Status)
	}
}

// readRefusal finds a refusal: an answer in one of the forms of a refusal that holds no code and no
// token.
//
// The forms are: a client error; a redirect to the callback with an error; the login page or a
// redirect to it, because a server that does not recognize a request of this flow falls back to the
// interactive one; an OAuth error object with any status below 500. An error in the fragment of a
// redirect refuses too, but in the wrong place (RFC 6749, section 4.1.2.1), so that it does not
// count as the error of the answer.
func (r *Reading) readRefusal(resp *wire.Response, callback string) {
	r.Form = describe(resp, r.Error, callback)
	found := Leaks(resp)
	if r.Identifier != "" {
		found = append(found, "an identifier in the body")
	}
	if len(found) > 0 {
		r.Form += fmt.Sprintf(", yet with %s in it", strings.Join(found, ", "))
		return
	}
	_, toCallback := redirectTo(resp, callback)
	switch s := resp.Status; {
	case s == http.StatusTooManyRequests, s == http.StatusRequestTimeout, s >= 500:
	case s >= 400:
		r.Outcome = Refused
	case toCallback:
		if r.Error != "" || errorInFragment(resp) != "" {
			r.Outcome = Refused
		}
	case s >= 300 && resp.Header.Get("Location") != "":
		r.Outcome = Refused
	case s == http.StatusOK && (r.Error != "" || isPage(resp) || r.unsuccessful()):
		r.Outcome = Refused
	}
}

// redirectTo reports whether an answer redirects to a URL, and with which parameters. Up to its
// query the URL must be the same, character for character (RFC 9700, section 2.1). The server must
// keep the URL's own query and may add to it (RFC 6749, section 3.1.2).
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
	if isPage(resp) {
		form += " with an HTML page"
	}
	if oauthError != "" {
		form += fmt.Sprintf(" with the error %q", oauthError)
	} else if misplaced := errorInFragment(resp); misplaced != "" {
		form += fmt.Sprintf(" with the error %q in the fragment", misplaced)
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

// formError reads an error from a body that is a form. Salesforce was seen to answer in this way to
// an authorization request that it does not redirect.
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

// errorInFragment returns the error in the fragment of a redirect, "" for none.
func errorInFragment(resp *wire.Response) string {
	u, err := url.Parse(resp.Header.Get("Location"))
	if err != nil {
		return ""
	}
	fragment, err := url.ParseQuery(u.EscapedFragment())
	if err != nil {
		return ""
	}
	return fragment.Get("error")
}

// isDocument reports whether the content of an answer is HTML, whatever its media type is.
func isDocument(resp *wire.Response) bool {
	return strings.HasPrefix(http.DetectContentType(resp.Body), "text/html")
}

// isPage reports whether an answer has a page, such as a login page: an HTML document, or any text
// that is called HTML. An empty body is none, whatever its media type.
func isPage(resp *wire.Response) bool {
	if len(bytes.TrimSpace(resp.Body)) == 0 {
		return false
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return kind == "text/html" || kind == "application/xhtml+xml" || isDocument(resp)
}
