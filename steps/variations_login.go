package steps

import (
	"github.com/codecred/codecred/fixtures/provisioning"
)

// loginPlaces are the places that lines name for the user's credentials.
var loginPlaces = map[string]placement{
	"the body":                              {body: true},
	"the Basic header":                      {basic: true},
	"the query":                             {query: true},
	"the body as well as the Basic header":  {body: true, basic: true},
	"the query as well as the Basic header": {query: true, basic: true},
}

const places = `(the body|the Basic header|the query|the body as well as the Basic header|the query as well as the Basic header)`

var authorizations = []kind{authorization}

// loginVariations are about the user's credentials.
var loginVariations = []variation{
	{
		expr: line(`(?:the user's )?credentials in ` + places), kinds: authorizations,
		apply: func(r *request, args []string) { r.loginIn(loginPlaces[args[0]]) },
	},
	{
		expr: line(`without (?:the user's )?credentials`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.login.placement = placement{} },
	},
	{
		expr: line(`a wrong password`), kinds: authorizations, plan: countFailedLogin,
		apply: func(r *request, _ []string) { r.setPassword("wrong-{random}") },
	},
	{
		expr: line(`the user's own password`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.setPassword("{password}") },
	},
	{
		expr: line(`the password (followed by|preceded by) "([^"]+)"`), kinds: authorizations, plan: countFailedLogin,
		apply: func(r *request, args []string) {
			if args[0] == "followed by" {
				r.setPassword("{password}" + args[1])
				return
			}
			r.setPassword(args[1] + "{password}")
		},
	},
	{
		expr: line(`the password (in upper case|in lower case|whose last character is missing|cut to 8 characters|whose last character differs)`), kinds: authorizations,
		plan:  countFailedLogin,
		apply: func(r *request, args []string) { r.setPassword("{password " + args[0] + "}") },
	},
	{
		expr: line(`an empty (password|username)`), kinds: authorizations, plan: countFailedLogin,
		apply: func(r *request, args []string) {
			if args[0] == "password" {
				r.setPassword("")
				return
			}
			r.setUsername("")
		},
	},
	{
		expr: line(`an unknown username`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.setUsername("nobody-{random}@codecred.example") },
	},
	{
		expr: line(`the user's own username`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.setUsername("{username}") },
	},
	{
		expr: line(`the credentials of (another user|a user of another org|the new user)`), kinds: authorizations, plan: planUser,
		apply: func(r *request, args []string) {
			r.setUsername("{" + args[0] + "'s username}")
			r.setPassword("{" + args[0] + "'s password}")
		},
	},
	{
		expr: line(`the password of (another user)`), kinds: authorizations,
		plan: func(n *Need, args []string) error {
			n.FailedLogins++
			return planUser(n, args)
		},
		apply: func(r *request, args []string) { r.setPassword("{" + args[0] + "'s password}") },
	},
	{
		expr: line(`another user's credentials in the Basic header beside the user's own`), kinds: authorizations,
		plan: planUser,
		apply: func(r *request, _ []string) {
			r.login.placement = placement{body: true, basic: true}
			r.login.basicUsername, r.login.basicPassword = "{another user's username}", "{another user's password}"
		},
	},
	{
		expr: line(`a wrong password in the (body|Basic header) beside the right one in the (?:body|Basic header)`), kinds: authorizations,
		plan: countFailedLogin,
		apply: func(r *request, args []string) {
			r.login.placement = placement{body: true, basic: true}
			if args[0] == "body" {
				r.login.password = "wrong-{random}"
				return
			}
			r.login.basicPassword = "wrong-{random}"
		},
	},
	{
		expr: line(`Basic credentials in (base64|unpadded base64|base64url|unpadded base64url)`),
		apply: func(r *request, args []string) {
			r.toBasic()
			r.basic.alphabet, r.basic.spoilt = args[0], ""
		},
	},
	{
		expr:  line(`the scheme name "([^"]+)"`),
		apply: func(r *request, args []string) { r.toBasic(); r.basic.scheme = args[0] },
	},
	{
		expr: line(`the Authorization header "([^"]*)"`),
		apply: func(r *request, args []string) {
			r.login.placement = placement{}
			r.setHeader("Authorization", args[0])
		},
	},
	{
		expr: line(`the Auth-Request-Type "([^"]*)"`), kinds: authorizations,
		apply: func(r *request, args []string) { r.setHeader("Auth-Request-Type", args[0]) },
	},
	{
		expr: line(`without the Auth-Request-Type header`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.removeHeader("Auth-Request-Type") },
	},
}

func countFailedLogin(n *Need, _ []string) error {
	n.FailedLogins++
	return nil
}

// planUser adds the user that a phrase names, where no line has.
func planUser(n *Need, args []string) error {
	if len(args) > 0 && Role(args[0]) == TheNewUser {
		return nil // a line registers that user
	}
	if len(args) > 0 && Role(args[0]) == UserOfAnotherOrg {
		if _, ok := n.Users[UserOfAnotherOrg]; ok {
			return nil
		}
		return n.addAnotherOrg("private")
	}
	if _, ok := n.Users[AnotherUser]; !ok {
		n.Users[AnotherUser] = &UserNeed{Org: TheOrg, State: provisioning.Active}
	}
	return nil
}

// loginIn puts both of the user's credentials into a place, and takes away what
// another phrase has put elsewhere.
func (r *request) loginIn(place placement) {
	r.remove("username")
	r.remove("password")
	r.removeHeader("Authorization")
	r.login.placement = place
}

func (r *request) setUsername(template string) {
	r.login.username, r.login.basicUsername = template, template
}

func (r *request) setPassword(template string) {
	r.login.password, r.login.basicPassword = template, template
}

// toBasic moves the credentials of whoever authenticates into the Basic header.
func (r *request) toBasic() {
	if r.kind == authorization {
		r.login.placement = placement{basic: true}
		return
	}
	r.client.placement = placement{basic: true}
}
