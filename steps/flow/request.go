package flow

import (
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
)

// Request is a request in the words of the features. It holds no value of the target, so other
// parties can send the same request. Each kind of request has a type of its own, such as
// *AuthorizationRequest.
type Request interface {
	Kind() Kind
	// Common returns what requests of every kind have.
	Common() *Base
	// UserLogin returns the user's credentials, and ClientAuth those of the app;
	// nil where the request has none.
	UserLogin() *Login
	ClientAuth() *ClientAuth
	// Clone returns a copy that can be varied without touching the original.
	Clone() Request
}

// Base is what requests of every kind have.
type Base struct {
	Parties     Parties
	At          Role   // the org to whose site it goes; zero: that of the app
	AtInstance  bool   // it goes to the instance_url of a token response in place of the site
	Method      string // as it is sent: "POST"
	Params      Params
	InQuery     bool   // the parameters stand in the query, whatever the method
	Literal     bool   // values are not percent-encoded
	ContentType string // empty: the request has no body
	Body        string // stands for the parameters in the body, as it is, or EmptyBody; empty: they do
	Headers     []Header
	Bearer      Template // the access token in the Authorization header; empty: none
	Basic       BasicForm

	From  Request // that gave the code or token which this one uses; nil: none
	Renew bool    // get a new code or token before it is sent
}

// Common implements Request for the types that embed it.
func (b *Base) Common() *Base { return b }

// UserLogin implements Request for requests without a user's credentials.
func (b *Base) UserLogin() *Login { return nil }

// ClientAuth implements Request for requests in which the app proves nothing.
func (b *Base) ClientAuth() *ClientAuth { return nil }

func (b *Base) clone() Base {
	out := *b
	out.Params, out.Headers = slices.Clone(b.Params), slices.Clone(b.Headers)
	return out
}

// Login is the user's credentials in a request.
type Login struct {
	Placement

	Username, Password Template // in the body or the query
	// QueryOnly names the half, "username" or "password", that stands in the query alone while the other
	// stands in the body alone. Empty, both halves stand wherever they are placed.
	QueryOnly                    string
	BasicUsername, BasicPassword Template // in the Basic header
}

// placed returns where a half stands, besides the Basic header.
func (l *Login) placed(half string) (inBody, inQuery bool) {
	if l.QueryOnly == "" {
		return l.Body, l.Query
	}
	return l.Body && half != l.QueryOnly, l.Query && half == l.QueryOnly
}

// SetUsername sets the user name wherever it may stand.
func (l *Login) SetUsername(username Template) { l.Username, l.BasicUsername = username, username }

// SetPassword sets the password wherever it may stand.
func (l *Login) SetPassword(password Template) { l.Password, l.BasicPassword = password, password }

// ClientAuth is how the app says who it is, and proves it, RFC 6749, section 2.3.1.
type ClientAuth struct {
	Placement // of the secret

	ID, Secret Template // without an ID, none is sent
}

// ownClient is the app's own id, with its secret at a place.
func ownClient(at Placement) ClientAuth {
	return ClientAuth{ID: Of(ClientID), Secret: Of(ClientSecret), Placement: at}
}

// Moved returns the authentication with the secret in the Basic header instead of the body, or in the
// body instead of the header. It reports false if the secret is in neither alone.
func (c ClientAuth) Moved() (moved ClientAuth, ok bool) {
	switch c.Placement {
	case inBody(true):
		c.Placement = Placement{Basic: true}
	case Placement{Basic: true}:
		c.Placement = inBody(true)
	default:
		return c, false
	}
	return c, true
}

// IsOwn reports whether the app names itself and proves it with its own secret, in the body alone or in
// the Basic header alone.
func (c ClientAuth) IsOwn() bool {
	return c == ownClient(inBody(true)) || c == ownClient(Placement{Basic: true})
}

// Placement says where credentials stand in a request.
type Placement struct{ Body, Basic, Query bool }

// inBody places credentials in the body where they are wanted at all.
func inBody(wanted bool) Placement { return Placement{Body: wanted} }

// Header is a header field with the template of its value.
type Header struct {
	Name  string
	Value Template
}

// Names of header fields that the flow gives a meaning.
const (
	OriginHeader    = "Origin"            // Fetch Standard, section 3.1
	RequestType     = "Auth-Request-Type" // Headless Identity Implementation Guide
	VerificationWay = "Auth-Verification-Type"
	UVIDHint        = "Uvid-Hint"
	AskedMethod     = "Access-Control-Request-Method" // Fetch Standard, section 3.2.2
	AskedHeaders    = "Access-Control-Request-Headers"
)

// SetHeader gives a header field one value.
func (b *Base) SetHeader(name string, value Template) {
	b.RemoveHeader(name)
	b.Headers = append(b.Headers, Header{name, value})
}

// RemoveHeader takes a header field out, spelt as it is.
func (b *Base) RemoveHeader(name string) {
	b.Headers = slices.DeleteFunc(b.Headers, func(h Header) bool { return h.Name == name })
}

// SetGuestHeaders names the guest in a request that uses what the guest was given: Headless Identity
// Implementation Guide; for a revocation Salesforce Help, "Revoke OAuth Tokens Programmatically".
func (b *Base) SetGuestHeaders() {
	b.SetHeader(RequestType, guest)
	b.SetHeader(UVIDHint, Of(UVID))
}

// HasHeader reports whether there is a header field, spelt as it is.
func (b *Base) HasHeader(name string) bool {
	return slices.ContainsFunc(b.Headers, func(h Header) bool { return h.Name == name })
}

// HeaderValue returns the template of a header field, spelt as it is; "" for none.
func (b *Base) HeaderValue(name string) Template {
	i := slices.IndexFunc(b.Headers, func(h Header) bool { return h.Name == name })
	if i < 0 {
		return ""
	}
	return b.Headers[i].Value
}

// Concerns are what a request concerns: what its kind says, and what is unusual in it.
func Concerns(r Request) []settings.Concern { return append(Unusual(r), r.Kind().Concerns()...) }

// EmptyBody stands for a body without a character.
const EmptyBody = "\x00"

const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)
