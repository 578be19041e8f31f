package steps

import (
	"fmt"
	"strconv"
)

// pkceVariations are about the code challenge and the code verifier, RFC 7636.
var pkceVariations = []variation{
	{
		expr: line(`a code challenge`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.challenge() },
	},
	{
		expr: line(`a code challenge followed by "([^"]+)"`), kinds: authorizations,
		apply: func(r *request, args []string) {
			r.challenge()
			r.set("code_challenge", "{challenge}"+args[0])
		},
	},
	{
		expr: line(`without a code challenge method`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.remove("code_challenge_method") },
	},
	{
		expr: line(`without a code challenge`), kinds: authorizations,
		apply: func(r *request, _ []string) { r.remove("code_challenge"); r.remove("code_challenge_method") },
	},
	{
		expr: line(`the code challenge "([^"]*)"`), kinds: authorizations,
		apply: func(r *request, args []string) { r.set("code_challenge", args[0]) },
	},
	{
		expr: line(`the code challenge of a verifier of (\d+) characters`), kinds: authorizations,
		plan: planVerifierLength,
		apply: func(r *request, args []string) {
			r.verifierLength = verifierLength(args[0])
			r.challenge()
		},
	},
	{
		expr: line(`the code verifier itself as the code challenge`), kinds: authorizations,
		apply: func(r *request, _ []string) {
			r.plainChallenge = true
			r.challenge()
		},
	},
	{
		expr: line(`the code challenge method "([^"]*)"`), kinds: authorizations,
		apply: func(r *request, args []string) {
			if !r.has("code_challenge") {
				r.set("code_challenge", "{challenge}")
			}
			r.set("code_challenge_method", args[0])
		},
	},
	{
		expr: line(`the right code verifier`), kinds: []kind{tokenRequest},
		apply: func(r *request, _ []string) { r.set("code_verifier", "{verifier}") },
	},
	{
		expr: line(`a code whose challenge is (S256|plain)`), kinds: []kind{tokenRequest},
		apply: func(r *request, args []string) {
			r.from = r.from.clone()
			r.from.plainChallenge = args[0] == "plain"
			r.from.set("code_challenge", "{challenge}")
			r.from.remove("code_challenge_method")
			r.set("code_verifier", "{verifier}")
		},
	},
	{
		expr: line(`a code verifier that belongs to no code challenge`), kinds: []kind{tokenRequest},
		apply: func(r *request, _ []string) { r.set("code_verifier", "{random}{random}") },
	},
	{
		expr: line(`a wrong code verifier`), kinds: []kind{tokenRequest},
		apply: func(r *request, _ []string) { r.set("code_verifier", "{random}{random}") },
	},
	{
		expr: line(`without (?:a|the) code verifier`), kinds: []kind{tokenRequest},
		apply: func(r *request, _ []string) { r.remove("code_verifier") },
	},
	{
		expr: line(`the code challenge as the code verifier`), kinds: []kind{tokenRequest},
		apply: func(r *request, _ []string) { r.set("code_verifier", "{challenge}") },
	},
	{
		expr:  line(`the code verifier (in upper case|in lower case|whose last character is missing|whose first character is missing|in swapped case|cut to 8 characters)`),
		kinds: []kind{tokenRequest},
		apply: func(r *request, args []string) { r.set("code_verifier", "{verifier "+args[0]+"}") },
	},
	{
		expr: line(`the code verifier followed by "([^"]+)"`), kinds: []kind{tokenRequest},
		apply: func(r *request, args []string) { r.set("code_verifier", "{verifier}"+args[0]) },
	},
}

func planVerifierLength(_ *Need, args []string) error {
	if n := verifierLength(args[0]); n < 1 || n > 1000 {
		return fmt.Errorf("a verifier of %s characters cannot be made", args[0])
	}
	return nil
}

// verifierLength reads a number of characters; 0 for one that is too large to be read.
func verifierLength(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
