package steps

import (
	"slices"

	"github.com/codecred/codecred/reports"
)

// kind says which request of the flow a request is.
type kind string

// The kinds, by the names that lines and transcripts use.
const (
	authorization kind = "authorization request"
	tokenRequest  kind = "token request"
	refresh       kind = "refresh request"
	userinfo      kind = "userinfo request"
	revocation    kind = "revocation request"
	introspection kind = "introspection request"
	echo          kind = "echo request"
	discovery     kind = "discovery request"
	preflight     kind = "preflight request"
	keySet        kind = "key set request"
)

// param is a parameter and the template of its value: what depends on the
// target stands in braces, as in "{client_id}", and is filled in when sent.
type param struct{ name, value string }

// placement says where credentials stand in a request.
type placement struct{ body, basic, query bool }

// login is the user's credentials in an authorization request, as templates.
type login struct {
	placement
	username, password           string // in the body or the query
	basicUsername, basicPassword string // in the Basic header
}

// clientAuth is how the app authenticates in a token request.
type clientAuth struct {
	placement
	id, secret string // templates
}

// request is a request in the words of the features. It holds no value of the
// target, so the same request can be sent again by other parties.
type request struct {
	kind        kind
	cast        cast
	site        Role   // the org whose site it goes to; empty: that of the app
	endpoint    kind   // where it goes, when that is not what it is
	url         string // where it goes, when that is no endpoint below the site
	method      string
	params      []param
	inQuery     bool   // parameters stand in the query, whatever the method
	literal     bool   // values are not percent-encoded
	body        string // stands for the parameters in the body, as it is; empty: they do
	login       login
	client      clientAuth
	basic       basicForm
	headers     []reports.Field
	contentType string
	bearer      string   // template of the access token in the Authorization header
	from        *request // the request that gave the code or token which this one uses
	renew       bool     // what it uses is got anew before it is sent

	repeats *answer // the earlier answer to the same request, sent again without a difference

	// Of an authorization request: its code verifier, and how it is to be made.
	proof          *verifier
	verifierLength int    // 0: the usual one
	verifierHolds  string // characters that the verifier ends in
	plainChallenge bool   // the challenge is the verifier itself
}

const formType = "application/x-www-form-urlencoded"

// newAuthorization is the authorization request of an app with nothing unusual:
// a POST with everything in the body. With pkce it carries a code challenge.
//
// Source: Headless Identity Implementation Guide; for the credentials in the
// body, Metadata API (isCodeCredPostOnly).
func newAuthorization(c cast, pkce bool) *request {
	r := &request{
		kind: authorization, cast: c, method: "POST", contentType: formType,
		params: []param{
			{"response_type", "code_credentials"}, {"client_id", "{client_id}"}, {"redirect_uri", "{callback}"},
		},
		login: login{
			placement: placement{body: true},
			username:  "{username}", password: "{password}", basicUsername: "{username}", basicPassword: "{password}",
		},
		headers: []reports.Field{{Name: "Auth-Request-Type", Value: "Named-User"}},
	}
	if pkce {
		r.challenge()
	}
	return r
}

// challenge adds a code challenge. Its method is named, although S256 is what
// Salesforce takes a missing one for: to RFC 7636, section 4.3, it is plain.
func (r *request) challenge() {
	r.set("code_challenge", "{challenge}")
	r.set("code_challenge_method", "S256")
}

// newTokenRequest exchanges the code that an authorization request gave.
//
// Source: RFC 6749, section 4.1.3; RFC 7636, section 4.5.
func newTokenRequest(from *request, secret bool) *request {
	r := &request{
		kind: tokenRequest, cast: from.cast, method: "POST", contentType: formType, from: from,
		params: []param{{"grant_type", "authorization_code"}, {"code", "{code}"}, {"redirect_uri", "{callback}"}},
		client: clientAuth{id: "{client_id}", secret: "{client_secret}", placement: placement{body: secret}},
	}
	if from.isGuest() {
		r.asGuest()
	}
	if from.has("code_challenge") {
		r.set("code_verifier", "{verifier}")
	}
	return r
}

// newRefresh uses the refresh token that a token request gave.
//
// Source: RFC 6749, section 6.
func newRefresh(from *request, secret bool) *request {
	return &request{
		kind: refresh, cast: from.cast, method: "POST", contentType: formType, from: from,
		params: []param{{"grant_type", "refresh_token"}, {"refresh_token", "{refresh_token}"}},
		client: clientAuth{id: "{client_id}", secret: "{client_secret}", placement: placement{body: secret}},
	}
}

// newUserinfo asks who the access token speaks for. Source: OpenID Connect Core, section 5.3.
func newUserinfo(from *request) *request {
	return &request{kind: userinfo, cast: from.cast, method: "GET", from: from, bearer: "{access_token}"}
}

// newRevocation gives a token back. The app says who it is, as RFC 7009,
// section 2.1, asks; a server that needs no such thing ignores it.
func newRevocation(from *request, token string) *request {
	return &request{
		kind: revocation, cast: from.cast, method: "POST", contentType: formType, from: from,
		params: []param{{"token", token}},
		client: clientAuth{id: "{client_id}", secret: "{client_secret}", placement: placement{body: true}},
	}
}

// newIntrospection asks what a token is worth. Source: RFC 7662, section 2.1.
func newIntrospection(from *request, token string) *request {
	return &request{
		kind: introspection, cast: from.cast, method: "POST", contentType: formType, from: from,
		params: []param{{"token", token}},
		client: clientAuth{id: "{client_id}", secret: "{client_secret}", placement: placement{body: true}},
	}
}

// clone returns a copy that can be varied without touching the original. It
// makes a code verifier of its own.
func (r *request) clone() *request {
	c := *r
	c.proof, c.repeats = nil, nil
	c.params, c.headers = slices.Clone(r.params), slices.Clone(r.headers)
	return &c
}

func (r *request) has(name string) bool {
	return slices.ContainsFunc(r.params, func(p param) bool { return p.name == name })
}

// set gives a parameter one value, in its place or at the end.
func (r *request) set(name, value string) {
	for i, p := range r.params {
		if p.name == name {
			r.params[i].value = value
			return
		}
	}
	r.add(name, value)
}

// add adds a parameter, also one that is there already.
func (r *request) add(name, value string) { r.params = append(r.params, param{name, value}) }

func (r *request) remove(name string) {
	r.params = slices.DeleteFunc(r.params, func(p param) bool { return p.name == name })
}

// value returns the template of a parameter's first value.
func (r *request) value(name string) string {
	for _, p := range r.params {
		if p.name == name {
			return p.value
		}
	}
	return ""
}

func (r *request) setHeader(name, value string) {
	r.removeHeader(name)
	r.headers = append(r.headers, reports.Field{Name: name, Value: value})
}

func (r *request) hasHeader(name string) bool {
	return slices.ContainsFunc(r.headers, func(f reports.Field) bool { return f.Name == name })
}

func (r *request) removeHeader(name string) {
	r.headers = slices.DeleteFunc(r.headers, func(f reports.Field) bool { return f.Name == name })
}
