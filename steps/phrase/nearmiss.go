package phrase

import (
	"regexp"
	"slices"
	"strings"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// compared is a value that a server compares with what it knows. Each such value can be sent as
// each of the near misses, in every request that holds it.
type compared struct {
	words string // as lines name it: "consumer secret"
	value flow.ValueName
	kinds []flow.Kind // the requests that hold it; none: all
	isURL bool
	plan  func(n *need.Need, args []string) error
	// put puts the changed value where the request has the value.
	put func(r flow.Request, to flow.Template)
}

// comparedValues are the values that a server compares. A value that is the parameter of several
// requests under several names stands here once for each name.
var comparedValues = []compared{
	{words: "password", value: flow.Password, kinds: authorizations, plan: failedLogin,
		put: func(r flow.Request, to flow.Template) { r.UserLogin().SetPassword(to) }},
	{words: "username", value: flow.Username, kinds: authorizations,
		put: func(r flow.Request, to flow.Template) { r.UserLogin().SetUsername(to) }},
	{words: "username", value: flow.Username, kinds: []flow.Kind{flow.PasswordlessLogin, flow.ForgotPassword, flow.PasswordReset}, put: into("username")},
	{words: "client id", value: flow.ClientID, put: func(r flow.Request, to flow.Template) { set(r, "client_id", to) }},
	{words: "consumer secret", value: flow.ClientSecret, kinds: authenticated,
		put: func(r flow.Request, to flow.Template) { r.ClientAuth().Secret, r.ClientAuth().Placement = to, inBody }},
	{words: "callback URL", value: flow.Callback, kinds: redirecting, isURL: true, put: into("redirect_uri")},
	{words: "code challenge", value: flow.CodeChallenge, kinds: authorizations,
		put: func(r flow.Request, to flow.Template) {
			if a, ok := r.(*flow.AuthorizationRequest); ok {
				a.Challenge()
				a.Params.Set("code_challenge", to)
			}
		}},
	{words: "code verifier", value: flow.CodeVerifier, kinds: tokens, put: into("code_verifier")},
	{words: "code", value: flow.Code, kinds: tokens, put: into("code")},
	{words: "refresh token", value: flow.RefreshToken, kinds: []flow.Kind{flow.Refresh}, put: into("refresh_token")},
	{words: "refresh token", value: flow.RefreshToken, kinds: []flow.Kind{flow.Introspection, flow.Revocation}, put: use},
	{words: "access token", value: flow.AccessToken, kinds: tokenUsers, put: use},
	{words: "access token", value: flow.AccessToken, kinds: beginnings,
		put: func(r flow.Request, to flow.Template) { r.Common().Bearer = to }},
	{words: "one-time password", value: flow.OneTimePassword, kinds: []flow.Kind{flow.Authorization, flow.PasswordReset}, plan: failedLogin,
		put: setOneTimePassword},
	{words: "identifier", value: flow.Identifier, kinds: authorizations,
		put: func(r flow.Request, to flow.Template) { r.UserLogin().SetUsername(to) }},
	{words: "UVID", value: flow.UVID, kinds: []flow.Kind{flow.Authorization, flow.Token}, put: setUVID},
}

// into puts a changed value into a parameter.
func into(parameter string) func(flow.Request, flow.Template) {
	return func(r flow.Request, to flow.Template) { r.Common().Params.Set(parameter, to) }
}

// nearMissPhrases are about values that are almost the right ones, "the code in swapped case": one
// list of near misses for all values.
var nearMissPhrases = nearMisses()

func nearMisses() []definition {
	out := make([]definition, len(comparedValues))
	for i, v := range comparedValues {
		changed := flow.TextEdits()
		if v.isURL {
			changed = append(changed, flow.URLEdits()...)
		}
		out[i] = definition{
			expr: whole("the " + v.words + ` (?:(` + anyOf(changed) + `)|(followed by|preceded by) "([^"]+)")`), kinds: v.kinds, plan: v.plan,
			apply: func(r flow.Request, args []string) { v.put(r, v.nearMiss(args[0], args[1], flow.Template(args[2]))) },
		}
	}
	return out
}

// nearMiss is the template of the value, edited, or with a text beside it.
func (c compared) nearMiss(edit, beside string, text flow.Template) flow.Template {
	switch beside {
	case "followed by":
		return flow.Of(c.value) + text
	case "preceded by":
		return text + flow.Of(c.value)
	default:
		return slotOf(c.value, edit)
	}
}

// anyOf is the expression of one of several edits.
func anyOf(edits []flow.Edit) string {
	words := make([]string, len(edits))
	for i, e := range edits {
		words[i] = regexp.QuoteMeta(string(e))
	}
	slices.Sort(words)
	return strings.Join(words, "|")
}
