package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
)

// A request with the credentials of two users may log in the one whose password is right, or nobody.
func TestNobodyElseIsLoggedIn(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	t.Run("one user", func(t *testing.T) {
		world, err := on.run(t, "a private client", "another user", "the app asks for authorization", "nobody but the user is logged in")
		require.NoError(t, err)
		assert.Len(t, world.Exchanges, 6, "the request and its tokens, and for each user a login and its tokens")
		assert.Equal(t, world.Exchanges[0], world.last.exchange, "what a control puts right is the request, and not a login of the check")
		assert.Empty(t, world.Uncontrolled())
	})
	t.Run("a refusal", func(t *testing.T) {
		world, err := on.run(t, "a private client", "another user", "the app asks for authorization with a wrong password",
			"nobody but the user is logged in")
		require.NoError(t, err)
		assert.NotEmpty(t, world.Uncontrolled(), "a refusal shows nothing without its control")
		assert.Contains(t, world.Observed[0], "the request was refused: ")
	})
	t.Run("somebody else", func(t *testing.T) {
		_, err := on.run(t, "a private client", "another user", "the app asks for authorization", "nobody but another user is logged in")
		var failure *Failure
		require.ErrorAs(t, err, &failure)
		assert.Equal(t, reports.Failed, failure.Verdict)
		assert.Equal(t, "tokens of another user", failure.Expected)
	})
}

// faulty are scenarios that do not pass, most of them against a server with a fault.
var faulty = map[string]struct {
	fault   string
	lines   []string
	verdict reports.Verdict
	says    string
}{
	"users who cannot be told apart": {
		"id-is-relative", []string{"another user", asks, "nobody but the user is logged in"},
		reports.Inconclusive, "the member id of the token response to tell two users apart; both have the same",
	},
	"a refresh that gets more than it says": {
		"refresh-for-fewer-scopes-keeps-all", []string{
			scopes, "the app holds tokens", `the app refreshes its tokens with the scope "api"`, "the app introspects the access token",
			"the scope told of the token, if there is one, holds none but those that were granted",
		},
		reports.Failed, `none but the scope "api", which was asked for, and the answer names no other; the introspection says "api openid refresh_token"`,
	},
	"an answer that is neither a login nor a refusal": {
		"empty-object-for-everything", []string{"another user", asks, "nobody but the user is logged in"},
		reports.Failed, "the user alone to be logged in, or nobody",
	},
	"a key that signed nothing": {
		"keys-of-somebody-else", []string{scopes, "the app holds tokens", "the ID token is signed with a key that the site publishes"},
		reports.Failed, "a key behind the signature of the ID token; none of the ",
	},
	"no keys": {
		"no-keys", []string{scopes, "the app holds tokens", "the ID token is signed with a key that the site publishes"},
		reports.Failed, "a key set with a key in it",
	},
	"keys that anybody on the network can replace": {
		"metadata-with-keys-over-http", []string{scopes, "the app holds tokens", "the ID token is signed with a key that the site publishes"},
		reports.Failed, `a jwks_uri at the site or with https; it is "http://keys.example/id/keys"`,
	},
	"no ID token": {
		"id-token-missing", []string{scopes, "the app holds tokens", "the ID token is signed with a key that the site publishes"},
		reports.Failed, "an ID token that is a signed JWT",
	},
	"an ID token for somebody else": {
		"id-token-for-another-client", []string{scopes, "the app holds tokens", "the ID token is for the app"},
		reports.Failed, "an ID token whose aud holds the client id",
	},
	"an ID token without the nonce": {
		"id-token-without-nonce",
		[]string{scopes, `the app holds tokens with the parameter "nonce" set to "abc"`, `the ID token has the claim "nonce" set to "abc"`},
		reports.Failed, "the claim nonce in the ID token; it is not there, or null",
	},
	"an ID token with the at_hash of something else": {
		"id-token-with-another-at-hash", []string{scopes, "the app holds tokens", "the ID token's at_hash, if it has one, is that of the access token"},
		reports.Failed, "an at_hash of the access token in the ID token; it is that of another text",
	},
	"a JWT that ends too early": {
		"jwt-that-ends-before-expires-in", []string{
			`the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on`, "the app holds tokens",
			`the access token's lifetime is the "expires_in" of the answer`,
		},
		reports.Failed, "an access token that is valid for the 7200 seconds of expires_in; it is valid for 1h0m0s",
	},
	"a signature of something else": {
		"signature-of-something-else", []string{"the app holds tokens", `the answer's "signature", if it has one, is that of its "id" and "issued_at" by the consumer secret`},
		reports.Failed, "the HMAC-SHA256 of id and issued_at by the consumer secret, in base64; the signature is another one",
	},
	"an ID token without a subject": {
		"id-token-without-sub", []string{scopes, "the app holds tokens", "the app asks for the user's information", "the answer's subject is that of the ID token"},
		reports.Inconclusive, "the claim sub in the ID token",
	},
	"a JWT where there should be none": {
		"named-user-jwt-always-on", []string{
			`the app has "Issue JSON Web Token (JWT)-based access tokens for named users" off`, "the app holds tokens", "the access token is not a JWT",
		},
		reports.Failed, "an access token that is not a JWT; it is one",
	},
}

func TestLinesFindFaults(t *testing.T) {
	for name, c := range faulty {
		t.Run(name, func(t *testing.T) {
			on := newFixture(t, refserver.Options{Alterations: faults.With(c.fault)})
			_, err := on.run(t, append([]string{"a private client"}, c.lines...)...)
			var failure *Failure
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, c.verdict, failure.Verdict)
			assert.ErrorContains(t, failure, c.says)
		})
	}
}
