package steps

// headlessVariations are about one-time passwords, their messages, and guests.
var headlessVariations = []variation{
	{
		expr: line(`the message by (email|sms)`), kinds: []kind{registration, passwordlessLogin},
		plan: func(n *Need, args []string) error {
			if args[0] == "sms" {
				n.Users[TheUser].Phone = true
			}
			return nil
		},
		apply: func(r *request, args []string) {
			r.set("verificationmethod", args[0])
			if r.kind == registration && args[0] == "sms" {
				r.set("userdata.mobilephone", "{the new user's phone}")
			}
		},
	},
	{
		expr: line(`an unknown username`), kinds: []kind{passwordlessLogin, forgotPassword},
		apply: func(r *request, _ []string) { r.set("username", "nobody-{random}@codecred.example") },
	},
	{
		expr: line(`the username of (another user)`), kinds: []kind{passwordReset}, plan: planUser,
		apply: func(r *request, args []string) { r.set("username", "{"+args[0]+"'s username}") },
	},
	{
		expr: line(`the user's own username`), kinds: []kind{passwordReset},
		apply: func(r *request, _ []string) { r.set("username", "{username}") },
	},
	{
		expr: line(`a wrong one-time password`), kinds: []kind{authorization, passwordReset}, plan: countFailedLogin,
		apply: func(r *request, _ []string) {
			r.setPassword("{one-time password with another last digit}")
			r.setIfThere("otp", "{one-time password with another last digit}")
		},
	},
	{
		expr: line(`(the right|a new) one-time password`), kinds: []kind{authorization, passwordReset},
		apply: func(r *request, args []string) {
			r.renew = args[0] == "a new"
			r.setPassword("{one-time password}")
			r.setIfThere("otp", "{one-time password}")
		},
	},
	{
		expr: line(`the previous one-time password`), kinds: []kind{authorization}, plan: countFailedLogin,
		apply: func(r *request, _ []string) { r.setPassword("{previous one-time password}") },
	},
	{
		expr: line(`an unknown identifier`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.setUsername("{random}") },
	},
	{
		expr: line(`the identifier that was given`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.setUsername("{identifier}") },
	},
	{
		expr: line(`the Auth-Verification-Type "([^"]*)"`), kinds: authorizations,
		apply: func(r *request, args []string) { r.setHeader("Auth-Verification-Type", args[0]) },
	},
	{
		expr: line(`(its|the previous) access token`), kinds: []kind{registration, passwordlessLogin, forgotPassword},
		apply: func(r *request, args []string) {
			r.bearer = map[string]string{"its": "{access_token}", "the previous": "{previous access_token}"}[args[0]]
		},
	},
	{
		expr: line(`without a UVID`), kinds: []kind{authorization, tokenRequest},
		apply: func(r *request, _ []string) { r.removeHeader("Uvid-Hint") },
	},
	{
		expr: line(`the UVID "([^"]*)"`), kinds: []kind{authorization, tokenRequest},
		apply: func(r *request, args []string) { r.setHeader("Uvid-Hint", args[0]) },
	},
	{
		expr: line(`the right UVID`), kinds: []kind{authorization, tokenRequest},
		apply: func(r *request, _ []string) {
			prefix := ""
			if r.kind == authorization {
				prefix = "UVID "
			}
			r.setHeader("Uvid-Hint", prefix+"{uvid}")
		},
	},
	{
		expr: line(`the UVID in the body`), kinds: authorizations,
		apply: func(r *request, _ []string) {
			r.removeHeader("Uvid-Hint")
			r.set("uvid_hint", "UVID {uvid}")
		},
	},
	{
		expr: line(`without a scope`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.remove("scope") },
	},
}

// setIfThere changes a parameter that the request has.
func (r *request) setIfThere(name, value string) {
	if r.has(name) {
		r.set(name, value)
	}
}
