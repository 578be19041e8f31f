package phrase

import "github.com/codecred/codecred/steps/flow"

// tokenUsers are the requests that use a token directly, not in order to get another one.
var tokenUsers = []flow.Kind{flow.Userinfo, flow.Introspection, flow.Revocation, flow.Identity}

// renewable are the requests that use up what an earlier request gave.
var renewable = []flow.Kind{flow.Token, flow.Refresh, flow.Userinfo, flow.Introspection, flow.Revocation, flow.Identity}

// tokenNames are the values that phrases name as codes and tokens.
var tokenNames = map[string]flow.ValueName{
	"access token": flow.AccessToken, "refresh token": flow.RefreshToken, "code": flow.Code,
}

// tokenPhrases are about the code or token that a request uses.
var tokenPhrases = []definition{
	{
		expr:  whole(`the (previous )?(access token|refresh token|code)`),
		kinds: tokenUsers,
		apply: func(r flow.Request, args []string) {
			use(r, flow.Slot(flow.Value{Name: tokenNames[args[1]], Age: flow.Age(args[0])}, ""))
		},
	},
	{
		expr: whole(`the access token in the query`), kinds: []flow.Kind{flow.Userinfo},
		apply: func(r flow.Request, _ []string) {
			use(r, "")
			r.Common().Params.Set("access_token", flow.Of(flow.AccessToken))
		},
	},
	{
		expr: whole(`the access token (` + anyOf(flow.JWTEdits()) + `)`), kinds: []flow.Kind{flow.Userinfo},
		apply: func(r flow.Request, args []string) { use(r, slotOf(flow.AccessToken, args[0])) },
	},
	{
		expr: whole(`a made-up token`), kinds: tokenUsers,
		apply: func(r flow.Request, _ []string) { use(r, flow.Of(flow.Random)) },
	},
	{
		expr: whole(`without an access token`), kinds: []flow.Kind{flow.Userinfo, flow.Identity},
		apply: func(r flow.Request, _ []string) { use(r, "") },
	},
	{
		expr: whole(`the instance URL in place of the site`), kinds: []flow.Kind{flow.Revocation},
		apply: func(r flow.Request, _ []string) { r.Common().AtInstance = true },
	},
	{
		expr: whole(`(the identity URL of the login before|its own identity URL)`), kinds: []flow.Kind{flow.Identity},
		apply: func(r flow.Request, args []string) {
			ages := map[string]flow.Age{"its own identity URL": flow.Latest, "the identity URL of the login before": flow.Previous}
			if asked, ok := r.(*flow.IdentityRequest); ok {
				asked.URL = flow.Slot(flow.Value{Name: flow.IdentityURL, Age: ages[args[0]]}, "")
			}
		},
	},
	{
		expr: whole(`the first refresh token`), kinds: []flow.Kind{flow.Refresh},
		apply: func(r flow.Request, _ []string) {
			r.Common().Params.Set("refresh_token", flow.Slot(flow.Value{Name: flow.RefreshToken, Age: flow.First}, ""))
		},
	},
	{
		expr: whole(`(?:a new code|a code of its own|new tokens|tokens of its own)`), kinds: renewable,
		apply: func(r flow.Request, _ []string) {
			r.Common().Renew = true
			useOwn(r)
		},
	},
	{
		expr: whole(`the user's credentials in place of the code`), kinds: tokens,
		apply: func(r flow.Request, _ []string) {
			r.Common().Params.Remove("code")
			r.Common().Params.Remove("redirect_uri")
			if t, ok := r.(*flow.TokenRequest); ok {
				t.Login = &flow.Login{Placement: inBody, Username: flow.Of(flow.Username), Password: flow.Of(flow.Password)}
			}
		},
	},
}

// use puts a token where the request has one.
func use(r flow.Request, token flow.Template) {
	if k := r.Kind(); k == flow.Userinfo || k == flow.Identity {
		r.Common().Bearer = token
		r.Common().Params.Remove("access_token")
		return
	}
	r.Common().Params.Set("token", token)
}

// useOwn makes a request use what the target gave last.
func useOwn(r flow.Request) {
	switch r.Kind() {
	case flow.Token:
		r.Common().Params.Set("code", flow.Of(flow.Code))
	case flow.Refresh:
		r.Common().Params.Set("refresh_token", flow.Of(flow.RefreshToken))
	case flow.Userinfo, flow.Identity:
		use(r, flow.Of(flow.AccessToken))
	default: // the others use nothing that was given
	}
}
