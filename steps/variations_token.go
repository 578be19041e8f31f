package steps

// tokenUsers are the requests that use a token as it is, not to get another.
var tokenUsers = []kind{userinfo, introspection, revocation}

// renewable are the requests that use up what an earlier request gave.
var renewable = []kind{tokenRequest, refresh, userinfo, introspection, revocation}

// tokenVariations are about the code or token that a request uses.
var tokenVariations = []variation{
	{
		expr:  line(`the (previous )?(access token|refresh token|code)`),
		kinds: tokenUsers,
		apply: func(r *request, args []string) { r.use("{" + args[0] + tokenSlots[args[1]] + "}") },
	},
	{
		expr:  line(`the (access token|refresh token) whose last character is missing`),
		kinds: tokenUsers,
		apply: func(r *request, args []string) {
			r.use("{" + tokenSlots[args[0]] + " whose last character is missing}")
		},
	},
	{
		expr: line(`a made-up token`), kinds: tokenUsers,
		apply: func(r *request, _ []string) { r.use("{random}") },
	},
	{
		expr: line(`without an access token`), kinds: []kind{userinfo},
		apply: func(r *request, _ []string) { r.use("") },
	},
	{
		expr: line(`the first refresh token`), kinds: []kind{refresh},
		apply: func(r *request, _ []string) { r.set("refresh_token", "{first refresh_token}") },
	},
	{
		expr: line(`(?:a new code|a code of its own|new tokens|tokens of its own)`), kinds: renewable,
		apply: func(r *request, _ []string) {
			r.renew = true
			r.useOwn()
		},
	},
	{
		expr: line(`the user's credentials in place of the code`), kinds: []kind{tokenRequest},
		apply: func(r *request, _ []string) {
			r.remove("code")
			r.remove("redirect_uri")
			r.login = login{placement: placement{body: true}, username: "{username}", password: "{password}"}
		},
	},
}

var tokenSlots = map[string]string{"access token": "access_token", "refresh token": "refresh_token", "code": "code"}

// use puts a token where the request has one.
func (r *request) use(template string) {
	if r.kind == userinfo {
		r.bearer = template
		return
	}
	r.set("token", template)
}

// useOwn lets a request use what the target gave last.
func (r *request) useOwn() {
	switch r.kind {
	case tokenRequest:
		r.set("code", "{code}")
	case refresh:
		r.set("refresh_token", "{refresh_token}")
	case userinfo:
		r.use("{access_token}")
	default: // the others use nothing that was given
	}
}
