package phrase

import (
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// mistakePhrases are mistakes of clients about the app and its verifier, each with the phrase that
// corrects it.
var mistakePhrases = []definition{
	{
		expr: whole(`the client id of (another app) in the body beside the app's own in the Basic header`), kinds: authenticated, plan: wantApp,
		apply: func(r flow.Request, args []string) {
			r.ClientAuth().Placement = flow.Placement{Basic: true}
			r.Common().Params.Add("client_id", theirs(args[0], flow.ClientID))
		},
	},
	{
		expr: whole(`the client id in the Basic header alone`), kinds: authenticated,
		apply: func(r flow.Request, _ []string) {
			r.ClientAuth().Placement = flow.Placement{Basic: true}
			r.Common().Params.Remove("client_id")
		},
	},
	{
		expr: whole(`a wrong password in the body beside the credentials of (another user) in the Basic header`), kinds: authorizations,
		plan: func(n *need.Need, args []string) error {
			n.FailedLogins++
			return wantUser(n, args)
		},
		apply: login(func(l *flow.Login, args []string) {
			l.Placement = flow.Placement{Body: true, Basic: true}
			l.Password = wrongPassword
			l.BasicUsername, l.BasicPassword = theirs(args[0], flow.Username), theirs(args[0], flow.Password)
		}),
	},
	{
		expr:  whole(`Basic credentials whose base64 contains "([^"]+)"`),
		apply: func(r flow.Request, args []string) { spoil(r, args[0], "") },
	},
	{
		expr:  whole(`Basic credentials whose base64 has "([^"]+)" (in front|at its end)`),
		apply: func(r flow.Request, args []string) { spoil(r, args[0], args[1]) },
	},
	{
		expr: whole(`the code challenge of a verifier that contains "([^"]+)"`), kinds: authorizations,
		apply: pkce(func(a *flow.AuthorizationRequest, args []string) { a.PKCE.Holds = args[0]; a.Challenge() }),
	},
	{
		expr: whole(`a code whose verifier contains "([^"]+)"`), kinds: tokens,
		apply: origin(func(a *flow.AuthorizationRequest, args []string) { a.PKCE.Holds = args[0] }),
	},
	{
		expr: whole(`a code whose verifier has (\d+) characters`), kinds: tokens,
		bind: func(args []string) (Phrase, error) {
			length, err := verifierLength(args[0])
			vary := origin(func(a *flow.AuthorizationRequest, _ []string) { a.PKCE.Length = length })
			return Phrase{apply: func(r flow.Request) { vary(r, nil) }}, err
		},
	},
}

// spoil moves credentials into the Basic header, with wrong characters at a place.
func spoil(r flow.Request, characters, place string) {
	toBasic(r)
	r.Common().Basic.Spoilt, r.Common().Basic.At = characters, place
}
