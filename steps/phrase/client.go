package phrase

import (
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// grants are the requests that get tokens.
var grants = []flow.Kind{flow.Token, flow.Refresh}

// authenticated are the requests in which an app may prove who it is.
var authenticated = []flow.Kind{flow.Token, flow.Refresh, flow.Introspection, flow.Revocation}

var inBody = flow.Placement{Body: true}

// secret makes the phrase about the consumer secret: what is sent, and where.
func secret(set func(c *flow.ClientAuth, args []string)) func(flow.Request, []string) {
	return func(r flow.Request, args []string) { set(r.ClientAuth(), args) }
}

// secretPlace is the place that a phrase names; the body if it names none.
func secretPlace(named string) flow.Placement {
	if named == "" {
		return inBody
	}
	return places[named]
}

// clientPhrases are about the app and how it authenticates.
var clientPhrases = []definition{
	{
		expr: whole(`the consumer secret(?: in (the body|the Basic header|the query))?`), kinds: authenticated,
		apply: secret(func(c *flow.ClientAuth, args []string) {
			c.Secret, c.Placement = flow.Of(flow.ClientSecret), secretPlace(args[0])
		}),
	},
	{
		expr: whole(`the consumer secret in the body as well as the Basic header`), kinds: authenticated,
		apply: secret(func(c *flow.ClientAuth, _ []string) { c.Placement = flow.Placement{Body: true, Basic: true} }),
	},
	{
		expr: whole(`client authentication in (the body|the Basic header)`), kinds: authenticated,
		apply: secret(func(c *flow.ClientAuth, args []string) { c.Placement = places[args[0]] }),
	},
	{
		expr: whole(`the consumer secret in the Basic header, each character percent-encoded`), kinds: authenticated,
		apply: func(r flow.Request, _ []string) {
			toBasic(r)
			r.Common().Basic.Escaped = true
		},
	},
	{
		expr: whole(`without the consumer secret`), kinds: authenticated,
		apply: secret(func(c *flow.ClientAuth, _ []string) { c.Placement = flow.Placement{} }),
	},
	{
		expr: whole(`a wrong consumer secret(?: in (the body|the Basic header))?`), kinds: authenticated,
		apply: secret(func(c *flow.ClientAuth, args []string) {
			c.Secret, c.Placement = flow.Of(flow.Random), secretPlace(args[0])
		}),
	},
	{
		expr: whole(`an empty consumer secret`), kinds: authenticated,
		apply: secret(func(c *flow.ClientAuth, _ []string) { c.Secret, c.Placement = "", inBody }),
	},
	{
		expr: whole(`the consumer secret of (another app|an app of another org)`), kinds: authenticated, plan: wantApp,
		apply: secret(func(c *flow.ClientAuth, args []string) {
			c.Secret, c.Placement = theirs(args[0], flow.ClientSecret), inBody
		}),
	},
	{
		expr: whole(`the client id of (another app|an app of another org)`), plan: wantApp,
		apply: func(r flow.Request, args []string) { set(r, "client_id", theirs(args[0], flow.ClientID)) },
	},
	{
		expr: whole(`the identity of (another app|an app of another org)`), plan: wantApp, kinds: authenticated,
		apply: secret(func(c *flow.ClientAuth, args []string) {
			c.ID, c.Secret, c.Placement = theirs(args[0], flow.ClientID), theirs(args[0], flow.ClientSecret), inBody
		}),
	},
	{
		expr:  whole(`an unknown client id`),
		apply: func(r flow.Request, _ []string) { set(r, "client_id", "unknown-"+flow.Of(flow.Random)) },
	},
	{
		expr: whole(`the app's own client id`),
		apply: func(r flow.Request, _ []string) {
			if c := r.ClientAuth(); c != nil && c.ID == "" {
				c.ID = flow.Of(flow.ClientID)
				return
			}
			set(r, "client_id", flow.Of(flow.ClientID))
		},
	},
	{
		expr:  whole(`the (previous )?(code|refresh token|access token)(?: again)?`),
		kinds: grants,
		apply: func(r flow.Request, args []string) {
			used := flow.Value{Name: tokenNames[args[1]], Age: flow.Age(args[0])}
			r.Common().Params.Set(grantParameter(r), flow.Slot(used, ""))
		},
	},
	{
		expr: whole(`a made-up (code|refresh token|access token)`),
		apply: func(r flow.Request, args []string) {
			switch random := flow.Of(flow.Random); args[0] {
			case "access token":
				r.Common().Bearer = random
			case "code":
				r.Common().Params.Set("code", random)
			default:
				r.Common().Params.Set("refresh_token", random)
			}
		},
	},
}

// grantParameter is the parameter that holds what a request exchanges for tokens.
func grantParameter(r flow.Request) string {
	if r.Kind() == flow.Refresh {
		return "refresh_token"
	}
	return "code"
}

// wantApp plans the app that a phrase names first, unless a line has planned it.
func wantApp(n *need.Need, args []string) error { return n.WantApp(flow.RoleNamed(args[0])) }
