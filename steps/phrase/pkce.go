package phrase

import (
	"fmt"
	"strconv"

	"github.com/codecred/codecred/steps/flow"
)

var tokens = []flow.Kind{flow.Token}

// pkce makes the phrase about the code challenge of an authorization request.
func pkce(set func(a *flow.AuthorizationRequest, args []string)) func(flow.Request, []string) {
	return func(r flow.Request, args []string) {
		if a, ok := r.(*flow.AuthorizationRequest); ok {
			set(a, args)
		}
	}
}

// origin makes the phrase about the authorization request behind the code that a
// token request exchanges.
func origin(set func(a *flow.AuthorizationRequest, args []string)) func(flow.Request, []string) {
	return func(r flow.Request, args []string) {
		if t, ok := r.(*flow.TokenRequest); ok {
			t.VaryOrigin(func(a *flow.AuthorizationRequest) { set(a, args) })
		}
	}
}

// verifier makes the phrase about the code verifier of a token request.
func verifier(of func(args []string) flow.Template) func(flow.Request, []string) {
	return func(r flow.Request, args []string) { r.Common().Params.Set("code_verifier", of(args)) }
}

// another is a verifier that fits no challenge.
const another = "{random}{random}"

// pkcePhrases are about the code challenge and the code verifier, RFC 7636.
var pkcePhrases = []definition{
	{
		expr: whole(`a code challenge`), kinds: authorizations,
		apply: pkce(func(a *flow.AuthorizationRequest, _ []string) { a.Challenge() }),
	},
	{
		expr: whole(`without a code challenge method`), kinds: authorizations,
		apply: pkce(func(a *flow.AuthorizationRequest, _ []string) { a.Params.Remove("code_challenge_method") }),
	},
	{
		expr: whole(`without a code challenge`), kinds: authorizations,
		apply: pkce(func(a *flow.AuthorizationRequest, _ []string) {
			a.Params.Remove("code_challenge")
			a.Params.Remove("code_challenge_method")
		}),
	},
	{
		expr: whole(`the code challenge "([^"]*)"`), kinds: authorizations,
		apply: pkce(func(a *flow.AuthorizationRequest, args []string) {
			a.Params.Set("code_challenge", flow.Template(args[0]))
		}),
	},
	{
		expr: whole(`the code challenge of a verifier of (\d+) characters`), kinds: authorizations,
		bind: func(args []string) (Phrase, error) {
			length, err := verifierLength(args[0])
			vary := pkce(func(a *flow.AuthorizationRequest, _ []string) { a.PKCE.Length = length; a.Challenge() })
			return Phrase{apply: func(r flow.Request) { vary(r, nil) }}, err
		},
	},
	{
		expr: whole(`the code verifier itself as the code challenge`), kinds: authorizations,
		apply: pkce(func(a *flow.AuthorizationRequest, _ []string) { a.PKCE.Plain = true; a.Challenge() }),
	},
	{
		expr: whole(`the code challenge method "([^"]*)"`), kinds: authorizations,
		apply: pkce(func(a *flow.AuthorizationRequest, args []string) {
			if !a.Params.Has("code_challenge") {
				a.Params.Set("code_challenge", flow.Of(flow.CodeChallenge))
			}
			a.Params.Set("code_challenge_method", flow.Template(args[0]))
		}),
	},
	{
		expr: whole(`the right code verifier`), kinds: tokens,
		apply: verifier(func([]string) flow.Template { return flow.Of(flow.CodeVerifier) }),
	},
	{
		expr: whole(`a code whose challenge is (S256|plain)`), kinds: tokens,
		apply: func(r flow.Request, args []string) {
			origin(func(a *flow.AuthorizationRequest, args []string) {
				a.PKCE.Plain = args[0] == "plain"
				a.Params.Set("code_challenge", flow.Of(flow.CodeChallenge))
				a.Params.Remove("code_challenge_method")
			})(r, args)
			r.Common().Params.Set("code_verifier", flow.Of(flow.CodeVerifier))
		},
	},
	{
		expr: whole(`a code verifier that belongs to no code challenge`), kinds: tokens,
		apply: verifier(func([]string) flow.Template { return another }),
	},
	{
		expr: whole(`a wrong code verifier`), kinds: tokens,
		apply: verifier(func([]string) flow.Template { return another }),
	},
	{
		expr: whole(`without (?:a|the) code verifier`), kinds: tokens,
		apply: func(r flow.Request, _ []string) { r.Common().Params.Remove("code_verifier") },
	},
	{
		expr: whole(`the code challenge as the code verifier`), kinds: tokens,
		apply: verifier(func([]string) flow.Template { return flow.Of(flow.CodeChallenge) }),
	},
}

// verifierLength reads the length of a code verifier, in characters.
func verifierLength(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 1000 {
		return 0, fmt.Errorf("a verifier of %s characters cannot be made", text)
	}
	return n, nil
}
