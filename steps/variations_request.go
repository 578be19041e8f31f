package steps

import (
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// requestVariations are about the request itself: its method, where its
// parameters stand, how they are written.
var requestVariations = []variation{
	{
		expr: line(`(?:the method )?([A-Z]{3,7})`),
		apply: func(r *request, args []string) {
			r.method = args[0]
			if args[0] == "GET" && r.login.body { // a GET has no body to hold them
				r.login.placement = placement{basic: true}
			}
		},
	},
	{
		expr:  line(`the parameters in the (query|body)`),
		apply: func(r *request, args []string) { r.inQuery = args[0] == "query" },
	},
	{
		expr: line(`everything in the query`),
		apply: func(r *request, _ []string) {
			r.inQuery = true
			if r.login.body {
				r.login.placement = placement{query: true}
			}
		},
	},
	{
		expr:  line(`values that are not percent-encoded`),
		apply: func(r *request, _ []string) { r.literal = true },
	},
	{
		expr:  line(`the Content-Type "([^"]*)"`),
		apply: func(r *request, args []string) { r.contentType = args[0] },
	},
	{
		expr: line(`the header "([^"]+)" set to "([^"]*)"`),
		plan: func(n *Need, args []string) error {
			if strings.EqualFold(args[0], originHeader) {
				n.Touches.add(settings.ForeignPages)
			}
			return nil
		},
		apply: func(r *request, args []string) { r.setHeader(args[0], args[1]) },
	},
	{
		expr: line(`the callback URL "([^"]*)"`), kinds: []kind{authorization, tokenRequest},
		apply: func(r *request, args []string) { r.set("redirect_uri", args[0]) },
	},
	{
		expr: line(`the callback URL (followed|preceded) by "([^"]+)"`), kinds: []kind{authorization, tokenRequest},
		apply: func(r *request, args []string) { r.set("redirect_uri", joined(args, "{callback}")) },
	},
	{
		expr: line(`the registered callback URL`), kinds: []kind{authorization, tokenRequest},
		apply: func(r *request, _ []string) { r.set("redirect_uri", "{callback}") },
	},
	{
		expr:  line(`the callback URL (in upper case|whose host is in upper case|on another port|that has a user name|that has an encoded letter|whose last character is missing)`),
		kinds: []kind{authorization, tokenRequest},
		apply: func(r *request, args []string) { r.set("redirect_uri", "{callback "+args[0]+"}") },
	},
	{
		expr: line(`the scope "([^"]*)"`), kinds: []kind{authorization, refresh, tokenRequest},
		apply: func(r *request, args []string) { r.set("scope", args[0]) },
	},
	{
		expr: line(`the response type "([^"]*)"`), kinds: authorizations,
		apply: func(r *request, args []string) { r.set("response_type", args[0]) },
	},
	{
		expr: line(`the grant type "([^"]*)"`), kinds: []kind{tokenRequest, refresh},
		apply: func(r *request, args []string) { r.set("grant_type", args[0]) },
	},
	{
		expr: line(`the state "([^"]*)"`), kinds: authorizations,
		apply: func(r *request, args []string) { r.set("state", args[0]) },
	},
	{
		expr:  line(`at the site of another org`),
		apply: func(r *request, _ []string) { r.site = AnotherOrg },
	},
}

// joined puts a text behind or before a value, as "followed" or "preceded" says.
func joined(args []string, value string) string {
	if args[0] == "followed" {
		return value + args[1]
	}
	return args[1] + value
}

// parameterVariations are about any parameter, by its name.
var parameterVariations = []variation{
	{
		expr:  line(`the parameter "([^"]+)" set to "([^"]*)"`),
		plan:  countFailedLoginOf,
		apply: func(r *request, args []string) { r.setAny(args[0], args[1]) },
	},
	{
		expr:  line(`the parameter "([^"]+)" once`),
		apply: func(r *request, args []string) { r.once(args[0]) },
	},
	{
		expr:  line(`the parameter "([^"]+)" twice`),
		apply: func(r *request, args []string) { r.add(args[0], r.valueAny(args[0])) },
	},
	{
		expr:  line(`the parameter "([^"]+)" a second time as "([^"]*)"`),
		plan:  countFailedLoginOf,
		apply: func(r *request, args []string) { r.add(args[0], args[1]) },
	},
	{
		expr:  line(`without the parameter "([^"]+)"`),
		plan:  countFailedLoginOf,
		apply: func(r *request, args []string) { r.removeAny(args[0]) },
	},
}

// countFailedLoginOf counts a login that has lost its password, or has another.
func countFailedLoginOf(n *Need, args []string) error {
	if args[0] == "password" {
		n.FailedLogins++
	}
	return nil
}

// setAny sets a parameter wherever it stands: also user name, password and
// client id, which have places of their own.
func (r *request) setAny(name, template string) {
	switch {
	case name == "username":
		r.login.username = template
	case name == "password":
		r.login.password = template
	case name == "client_id" && r.client.id != "":
		r.client.id = template
	case name == "client_secret":
		r.client.secret, r.client.body = template, true
	default:
		r.set(name, template)
	}
}

// valueAny returns what a parameter is set to.
func (r *request) valueAny(name string) string {
	switch {
	case name == "username":
		return r.login.username
	case name == "password":
		return r.login.password
	case name == "client_id" && r.client.id != "":
		return r.client.id
	case name == "client_secret":
		return r.client.secret
	default:
		return r.value(name)
	}
}

// removeAny takes a parameter out, wherever it stands. Without one of the
// user's credentials the other one stays.
func (r *request) removeAny(name string) {
	switch {
	case name == "username":
		r.login.body = false
		r.add("password", r.login.password)
	case name == "password":
		r.login.body = false
		r.add("username", r.login.username)
	case name == "client_id" && r.client.id != "":
		r.client.id = ""
	case name == "client_secret":
		r.client.placement = placement{}
	default:
		r.remove(name)
	}
}

// once leaves a parameter as the request has it by itself: what was added after
// it goes.
func (r *request) once(name string) {
	seen := strings.Contains("username password client_id client_secret", name) && !r.has("response_type")
	if name == "username" || name == "password" {
		seen = r.login.body
	}
	kept := r.params[:0:0]
	for _, p := range r.params {
		if p.name == name {
			if seen {
				continue
			}
			seen = true
		}
		kept = append(kept, p)
	}
	r.params = kept
}
