package steps

// grants are the requests to the token endpoint.
var grants = []kind{tokenRequest, refresh}

// authenticated are the requests in which an app may prove who it is.
var authenticated = []kind{tokenRequest, refresh, introspection, revocation}

// clientVariations are about the app and how it authenticates.
var clientVariations = []variation{
	{
		expr: line(`the consumer secret(?: in (the body|the Basic header|the query))?`), kinds: authenticated,
		apply: func(r *request, args []string) {
			r.client.secret = "{client_secret}"
			r.client.placement = placement{body: true}
			if args[0] != "" {
				r.client.placement = loginPlaces[args[0]]
			}
		},
	},
	{
		expr: line(`the consumer secret in the body as well as the Basic header`), kinds: authenticated,
		apply: func(r *request, _ []string) { r.client.placement = placement{body: true, basic: true} },
	},
	{
		expr: line(`without the consumer secret`), kinds: authenticated,
		apply: func(r *request, _ []string) { r.client.placement = placement{} },
	},
	{
		expr: line(`a wrong consumer secret(?: in (the body|the Basic header))?`), kinds: authenticated,
		apply: func(r *request, args []string) {
			r.client.secret, r.client.placement = "{random}", placement{body: true}
			if args[0] != "" {
				r.client.placement = loginPlaces[args[0]]
			}
		},
	},
	{
		expr: line(`an empty consumer secret`), kinds: authenticated,
		apply: func(r *request, _ []string) { r.client.secret, r.client.placement = "", placement{body: true} },
	},
	{
		expr:  line(`the consumer secret (in upper case|in lower case|whose last character is missing|whose first character is missing|in swapped case|cut to 8 characters|whose last character differs)`),
		kinds: authenticated,
		apply: func(r *request, args []string) {
			r.client.secret, r.client.placement = "{client_secret "+args[0]+"}", placement{body: true}
		},
	},
	{
		expr: line(`the consumer secret followed by "([^"]+)"`), kinds: authenticated,
		apply: func(r *request, args []string) {
			r.client.secret, r.client.placement = "{client_secret}"+args[0], placement{body: true}
		},
	},
	{
		expr: line(`the consumer secret of (another app|an app of another org)`), kinds: authenticated, plan: planApp,
		apply: func(r *request, args []string) {
			r.client.secret, r.client.placement = "{"+args[0]+"'s client_secret}", placement{body: true}
		},
	},
	{
		expr: line(`the client id of (another app|an app of another org)`), plan: planApp,
		apply: func(r *request, args []string) { r.setAny("client_id", "{"+args[0]+"'s client_id}") },
	},
	{
		expr: line(`the identity of (another app|an app of another org)`), plan: planApp, kinds: authenticated,
		apply: func(r *request, args []string) {
			r.client.id, r.client.secret = "{"+args[0]+"'s client_id}", "{"+args[0]+"'s client_secret}"
			r.client.placement = placement{body: true}
		},
	},
	{
		expr:  line(`an unknown client id`),
		apply: func(r *request, _ []string) { r.setAny("client_id", "unknown-{random}") },
	},
	{
		expr:  line(`the app's own client id`),
		apply: func(r *request, _ []string) { r.setAny("client_id", "{client_id}") },
	},
	{
		expr:  line(`the (previous )?(code|refresh token|access token)(?: (again|in upper case|in lower case|whose last character is missing|in swapped case))?`),
		kinds: grants,
		apply: func(r *request, args []string) {
			name := map[string]string{"code": "code", "refresh token": "refresh_token", "access token": "access_token"}[args[1]]
			place := "code"
			if r.kind == refresh {
				place = "refresh_token"
			}
			edit := ""
			if args[2] != "" && args[2] != "again" {
				edit = " " + args[2]
			}
			r.set(place, "{"+args[0]+name+edit+"}")
		},
	},
	{
		expr: line(`the code (followed|preceded) by "([^"]+)"`), kinds: []kind{tokenRequest},
		apply: func(r *request, args []string) { r.set("code", joined(args, "{code}")) },
	},
	{
		expr: line(`a made-up (code|refresh token|access token)`),
		apply: func(r *request, args []string) {
			switch args[0] {
			case "access token":
				r.bearer = "{random}"
			case "code":
				r.set("code", "{random}")
			default:
				r.set("refresh_token", "{random}")
			}
		},
	},
}

// planApp adds the app that a phrase names, where no line has.
func planApp(n *Need, args []string) error {
	role := Role(args[0])
	if _, ok := n.Apps[role]; ok {
		return nil
	}
	if role == AppOfAnotherOrg {
		return n.addAnotherOrg("private")
	}
	return n.addApp(AnotherApp, TheOrg, "private")
}
