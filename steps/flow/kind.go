package flow

import (
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// Kind says which request of the flow a request is, by the words that lines and
// transcripts use.
type Kind string

// The kinds of request.
const (
	Authorization     Kind = "authorization request"
	Token             Kind = "token request"
	Refresh           Kind = "refresh request"
	Userinfo          Kind = "userinfo request"
	Revocation        Kind = "revocation request"
	Introspection     Kind = "introspection request"
	Echo              Kind = "echo request"
	Discovery         Kind = "discovery request"
	Preflight         Kind = "preflight request" // of a browser, Fetch Standard, section 4.8
	Registration      Kind = "registration request"
	PasswordlessLogin Kind = "passwordless login request"
	ForgotPassword    Kind = "forgot password request"
	PasswordReset     Kind = "password reset request"
	KeySet            Kind = "key set request"
	Identity          Kind = "identity request"
)

// headlessKinds are the requests to the headless endpoints of a site.
var headlessKinds = []Kind{Registration, PasswordlessLogin, ForgotPassword, PasswordReset}

// judged are the kinds that a line can say are accepted or refused, in the order
// in which a listing names them.
var judged = append([]Kind{
	Authorization, Token, Refresh, Userinfo, Revocation, Introspection, Echo, Discovery, Preflight, Identity,
}, headlessKinds...)

// Named returns the kind of a name as lines have it: "token" for a token request.
// The result is empty where there is no such kind.
func Named(name string) Kind {
	if k := Kind(name + " request"); slices.Contains(judged, k) {
		return k
	}
	return ""
}

// Names returns the names of the kinds that a line can judge.
func Names() []string {
	out := make([]string, len(judged))
	for i, k := range judged {
		out[i] = k.Name()
	}
	return out
}

// Name is the kind without the word request, as in "token".
func (k Kind) Name() string { return strings.TrimSuffix(string(k), " request") }

// Headless reports whether requests of the kind go to a headless endpoint. Their
// parameters stand in a JSON object.
func (k Kind) Headless() bool { return slices.Contains(headlessKinds, k) }

// concernsOf says what requests of a kind concern, unless it is codes and tokens.
var concernsOf = map[Kind][]settings.Concern{
	Registration:      {settings.Registration},
	PasswordlessLogin: {settings.PasswordlessLogin},
	ForgotPassword:    {settings.ForgotPassword},
	PasswordReset:     {settings.ForgotPassword, settings.NewPasswords},
	Preflight:         {settings.ForeignPages},
	Revocation:        {settings.Codes, settings.RevokedTokens},
}

// Concerns are what requests of the kind concern. They say which settings can affect them.
func (k Kind) Concerns() []settings.Concern {
	if known, ok := concernsOf[k]; ok {
		return known
	}
	return []settings.Concern{settings.Codes}
}

// Endpoints are the paths below a site to which requests of each kind go.
type Endpoints map[Kind]string

// WithArticle returns the kind with its article, as in "an authorization request".
func (k Kind) WithArticle() string {
	if k != "" && strings.ContainsRune("aeio", rune(k[0])) { // not u: "a userinfo request"
		return "an " + string(k)
	}
	return "a " + string(k)
}
