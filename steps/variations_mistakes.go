package steps

// mistakeVariations are what clients get wrong about the app and its verifier,
// each with the phrase that puts it right.
var mistakeVariations = []variation{
	{
		expr:  line(`the client id (in swapped case|whose last character is missing|whose first character is missing)`),
		apply: func(r *request, args []string) { r.setAny("client_id", "{client_id "+args[0]+"}") },
	},
	{
		expr:  line(`the client id followed by "([^"]+)"`),
		apply: func(r *request, args []string) { r.setAny("client_id", "{client_id}"+args[0]) },
	},
	{
		expr: line(`the client id of (another app) in the body beside the app's own in the Basic header`), kinds: authenticated, plan: planApp,
		apply: func(r *request, args []string) {
			r.client.placement = placement{basic: true}
			r.add("client_id", "{"+args[0]+"'s client_id}")
		},
	},
	{
		expr: line(`the client id in the Basic header alone`), kinds: authenticated,
		apply: func(r *request, _ []string) {
			r.client.placement = placement{basic: true}
			r.remove("client_id")
		},
	},
	{
		expr: line(`a wrong password in the body beside the credentials of (another user) in the Basic header`), kinds: authorizations,
		plan: func(n *Need, args []string) error {
			n.FailedLogins++
			return planUser(n, args)
		},
		apply: func(r *request, args []string) {
			r.login.placement = placement{body: true, basic: true}
			r.login.password = "wrong-{random}"
			r.login.basicUsername, r.login.basicPassword = "{"+args[0]+"'s username}", "{"+args[0]+"'s password}"
		},
	},
	{
		expr:  line(`Basic credentials whose base64 contains "([^"]+)"`),
		apply: func(r *request, args []string) { r.toBasic(); r.basic.spoilt = args[0] },
	},
	{
		expr: line(`the code challenge of a verifier that contains "([^"]+)"`), kinds: authorizations,
		apply: func(r *request, args []string) { r.verifierHolds = args[0]; r.challenge() },
	},
	{
		expr: line(`a code whose verifier contains "([^"]+)"`), kinds: []kind{tokenRequest},
		apply: func(r *request, args []string) {
			r.from = r.from.clone()
			r.from.verifierHolds = args[0]
		},
	},
	{
		expr: line(`a code whose verifier has (\d+) characters`), kinds: []kind{tokenRequest}, plan: planVerifierLength,
		apply: func(r *request, args []string) {
			r.from = r.from.clone()
			r.from.verifierLength = verifierLength(args[0])
		},
	},
}
