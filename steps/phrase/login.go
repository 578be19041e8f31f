package phrase

import (
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// places are the places that phrases name for credentials.
var places = map[string]flow.Placement{
	"the body":                              {Body: true},
	"the Basic header":                      {Basic: true},
	"the query":                             {Query: true},
	"the body as well as the Basic header":  {Body: true, Basic: true},
	"the query as well as the Basic header": {Query: true, Basic: true},
}

const placeNames = `(the body|the Basic header|the query|the body as well as the Basic header|the query as well as the Basic header)`

const (
	wrongPassword   = "wrong-{random}"
	unknownUsername = "nobody-{random}@codecred.example"
)

var authorizations = []flow.Kind{flow.Authorization}

// login makes the phrase about the user's credentials.
func login(set func(l *flow.Login, args []string)) func(flow.Request, []string) {
	return func(r flow.Request, args []string) { set(r.UserLogin(), args) }
}

// loginPhrases are about the user's credentials.
var loginPhrases = []definition{
	{
		expr: whole(`(?:the user's )?credentials in ` + placeNames), kinds: authorizations,
		apply: func(r flow.Request, args []string) { loginIn(r, places[args[0]]) },
	},
	{
		expr: whole(`the (username|password) in the query beside the (?:username|password) in the body`), kinds: authorizations, plan: failedLogin,
		apply: login(func(l *flow.Login, args []string) {
			l.Placement, l.QueryOnly = flow.Placement{Body: true, Query: true}, args[0]
		}),
	},
	{
		expr: whole(`without (?:the user's )?credentials`), kinds: authorizations,
		apply: login(func(l *flow.Login, _ []string) { l.Placement = flow.Placement{} }),
	},
	{
		expr: whole(`a wrong password`), kinds: authorizations, plan: failedLogin,
		apply: login(func(l *flow.Login, _ []string) { l.SetPassword(wrongPassword) }),
	},
	{
		expr: whole(`the user's own password`), kinds: authorizations,
		apply: login(func(l *flow.Login, _ []string) { l.SetPassword(flow.Of(flow.Password)) }),
	},
	{
		expr: whole(`an empty (password|username)`), kinds: authorizations, plan: failedLogin,
		apply: login(func(l *flow.Login, args []string) {
			if args[0] == "password" {
				l.SetPassword("")
				return
			}
			l.SetUsername("")
		}),
	},
	{
		expr: whole(`an unknown username`), kinds: authorizations,
		apply: login(func(l *flow.Login, _ []string) { l.SetUsername(unknownUsername) }),
	},
	{
		expr: whole(`the user's own username`), kinds: authorizations,
		apply: login(func(l *flow.Login, _ []string) { l.SetUsername(flow.Of(flow.Username)) }),
	},
	{
		expr: whole(`the credentials of (another user|a user of another org|the new user)`), kinds: authorizations, plan: wantUser,
		apply: login(func(l *flow.Login, args []string) {
			l.SetUsername(theirs(args[0], flow.Username))
			l.SetPassword(theirs(args[0], flow.Password))
		}),
	},
	{
		expr: whole(`the password of (another user|a user of another org)`), kinds: authorizations,
		plan: func(n *need.Need, args []string) error {
			n.FailedLogins++
			return wantUser(n, args)
		},
		apply: login(func(l *flow.Login, args []string) { l.SetPassword(theirs(args[0], flow.Password)) }),
	},
	{
		expr: whole(`another user's credentials in the Basic header beside the user's own`), kinds: authorizations,
		plan: func(n *need.Need, _ []string) error { return n.WantUser(flow.AnotherUser) },
		apply: login(func(l *flow.Login, _ []string) {
			l.Placement = flow.Placement{Body: true, Basic: true}
			l.BasicUsername = theirs(flow.AnotherUser.Name, flow.Username)
			l.BasicPassword = theirs(flow.AnotherUser.Name, flow.Password)
		}),
	},
	{
		expr: whole(`a wrong password in the (body|Basic header) beside the right one in the (?:body|Basic header)`), kinds: authorizations,
		plan: failedLogin,
		apply: login(func(l *flow.Login, args []string) {
			l.Placement = flow.Placement{Body: true, Basic: true}
			if args[0] == "body" {
				l.Password = wrongPassword
				return
			}
			l.BasicPassword = wrongPassword
		}),
	},
	{
		expr: whole(`Basic credentials in (base64|unpadded base64|base64url|unpadded base64url)`),
		apply: func(r flow.Request, args []string) {
			toBasic(r)
			r.Common().Basic.Alphabet, r.Common().Basic.Spoilt = args[0], ""
		},
	},
	{
		expr:  whole(`the scheme name "([^"]+)"`),
		apply: func(r flow.Request, args []string) { toBasic(r); r.Common().Basic.Scheme = args[0] },
	},
	{
		expr: whole(`the Authorization header "([^"]*)"`),
		apply: func(r flow.Request, args []string) {
			if l := r.UserLogin(); l != nil {
				l.Placement = flow.Placement{}
			}
			r.Common().SetHeader("Authorization", flow.Template(args[0]))
		},
	},
	{
		expr: whole(`the Auth-Request-Type "([^"]*)"`), kinds: authorizations,
		apply: func(r flow.Request, args []string) { r.Common().SetHeader(flow.RequestType, flow.Template(args[0])) },
	},
	{
		expr: whole(`without the Auth-Request-Type header`), kinds: authorizations,
		apply: func(r flow.Request, _ []string) { r.Common().RemoveHeader(flow.RequestType) },
	},
}

// failedLogin counts a login with wrong credentials.
func failedLogin(n *need.Need, _ []string) error {
	n.FailedLogins++
	return nil
}

// wantUser plans the user that a phrase names first, unless a line has planned it.
func wantUser(n *need.Need, args []string) error { return n.WantUser(flow.RoleNamed(args[0])) }

// loginIn puts both of the user's credentials into a place, and removes those that another phrase
// has put elsewhere.
func loginIn(r flow.Request, place flow.Placement) {
	r.Common().Params.Remove("username")
	r.Common().Params.Remove("password")
	r.Common().RemoveHeader("Authorization")
	r.UserLogin().Placement, r.UserLogin().QueryOnly = place, ""
}

// toBasic moves the credentials of the user or client that authenticates into the Basic header. A
// request without credentials does not change.
func toBasic(r flow.Request) {
	if c := r.ClientAuth(); c != nil {
		c.Placement = flow.Placement{Basic: true}
		return
	}
	if l := r.UserLogin(); l != nil {
		l.Placement = flow.Placement{Basic: true}
	}
}
