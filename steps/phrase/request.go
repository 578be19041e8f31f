package phrase

import (
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// redirecting are the requests that name the callback URL.
var redirecting = []flow.Kind{flow.Authorization, flow.Token}

// parameter makes the phrase that sets a parameter to what it says.
func parameter(name string) func(flow.Request, []string) {
	return func(r flow.Request, args []string) { r.Common().Params.Set(name, flow.Template(args[0])) }
}

// requestPhrases are about the request itself: its method, where its parameters
// stand, how they are written.
var requestPhrases = []definition{
	{
		expr: whole(`(?:the method )?([A-Z]{3,7})`),
		apply: func(r flow.Request, args []string) {
			r.Common().Method = args[0]
			if l := r.UserLogin(); args[0] == "GET" && l != nil && l.Body { // a GET has no body to hold them
				l.Placement = flow.Placement{Basic: true}
			}
		},
	},
	{
		expr:  whole(`the parameters in the (query|body)`),
		apply: func(r flow.Request, args []string) { r.Common().InQuery = args[0] == "query" },
	},
	{
		expr: whole(`everything in the query`),
		apply: func(r flow.Request, _ []string) {
			r.Common().InQuery = true
			if l := r.UserLogin(); l != nil && l.Body {
				l.Placement = flow.Placement{Query: true}
			}
		},
	},
	{
		expr:  whole(`values that are not percent-encoded`),
		apply: func(r flow.Request, _ []string) { r.Common().Literal = true },
	},
	{
		expr:  whole(`the Content-Type "([^"]*)"`),
		apply: func(r flow.Request, args []string) { r.Common().ContentType = args[0] },
	},
	{
		expr: whole(`the header "([^"]+)" set to "([^"]*)"`),
		plan: func(n *need.Need, args []string) error {
			if strings.EqualFold(args[0], flow.OriginHeader) {
				n.Touches.Add(settings.ForeignPages)
			}
			return nil
		},
		apply: func(r flow.Request, args []string) { r.Common().SetHeader(args[0], flow.Template(args[1])) },
	},
	{
		expr: whole(`the callback URL "([^"]*)"`), kinds: redirecting,
		apply: parameter("redirect_uri"),
	},
	{
		expr: whole(`the registered callback URL`), kinds: redirecting,
		apply: func(r flow.Request, _ []string) { r.Common().Params.Set("redirect_uri", flow.Of(flow.Callback)) },
	},
	{
		expr: whole(`the scope "([^"]*)"`), kinds: []flow.Kind{flow.Authorization, flow.Refresh, flow.Token},
		plan:  func(n *need.Need, args []string) error { n.NameScopes(strings.Fields(args[0])); return nil },
		apply: parameter("scope"),
	},
	{
		expr: whole(`the response type "([^"]*)"`), kinds: authorizations,
		apply: parameter("response_type"),
	},
	{
		expr: whole(`the grant type "([^"]*)"`), kinds: grants,
		apply: parameter("grant_type"),
	},
	{
		expr: whole(`the state "([^"]*)"`), kinds: authorizations,
		apply: parameter("state"),
	},
	{
		expr:  whole(`the site of another org`),
		apply: func(r flow.Request, _ []string) { r.Common().At = flow.AnotherOrg },
	},
	{
		expr:  whole(`the app's own site`),
		apply: func(r flow.Request, _ []string) { r.Common().At = flow.Role{} },
	},
}
