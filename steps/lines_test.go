package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
)

const scopes = `the app has "Selected OAuth Scopes" set to "api openid refresh_token"`

// passing are scenarios that pass against a server that is right.
var passing = map[string][]string{
	"two answers that are the same": {
		"a private client", "the app asks for authorization with a wrong password",
		`the same request is sent again when the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off`,
		"both answers are the same",
	},
	"a code of its own": {
		"a private client", "the app asks for authorization", "the same request is sent again", "the code is not the same as before",
	},
	"a scope that is not granted": {
		"a private client", `the app asks for authorization with the scope "full"`, `the scope "full" is not granted`,
		`the same request with the scope "api" leads to tokens`,
	},
	"a code that leads to no tokens": {
		"a private client", "the app asks for authorization with a wrong password", "the request leads to no tokens",
		"the same request with the user's own password leads to tokens",
	},
	"a code that leads to no tokens for want of a setting": {
		"a private client", `the app has "Selected OAuth Scopes" set to "api"`,
		"the app asks for authorization with a wrong password", "the request leads to no tokens",
		`the same request with the user's own password leads to tokens when the app has "Selected OAuth Scopes" set to "api id"`,
	},
	"a code of somebody who is refused": {
		"a private client", "the app asks for authorization", "the authorization request is accepted",
		"the app still asks for tokens", "the token request is accepted",
	},
	"a scope that is named": {
		"a private client", `the app asks for authorization with the scope "api"`, "the scope that is granted is named",
	},
	"another app and another user": {
		"a private client", "another private client", "the user is not approved for the app", "another user",
		"the app asks for authorization", "the authorization request is refused",
		"the same request is accepted for another user",
	},
	"an app without the flow": {
		"a private client", `the app has "Enable Authorization Code and Credentials Flow" off`, "another private client",
		"the app asks for authorization", "the authorization request is refused", "the same request is accepted from another app",
	},
	"a setting that is turned on": {
		"a private client", `the app has "Enable Authorization Code and Credentials Flow" off`,
		"the app asks for authorization", "the authorization request is refused",
		`the same request is accepted once the administrator has turned "Enable Authorization Code and Credentials Flow" on for the app`,
	},
	"a callback URL that is added": {
		"a private client", `the app asks for authorization with the callback URL "https://new.example/x"`,
		"the authorization request is refused",
		`the same request is accepted once the administrator has set "Callback URL" to "https://new.example/x" for the app`,
	},
	"an org that does not allow the flow": {
		"a private client", `the org has "Allow Authorization Code and Credentials Flows" off`,
		"the app asks for authorization", "the authorization request is refused",
		`the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on`,
	},
	"what the site publishes": {
		"a private client", "the app reads the site's metadata", `the metadata lists "S256" among its "code_challenge_methods_supported"`,
		`it is noted whether the metadata lists "plain" among its "code_challenge_methods_supported"`,
		"the app reads the site's keys", "the answer is JSON", "the app asks the echo endpoint", "the answer is no server error",
	},
	"the echo endpoint": {
		"a private client", "the app's callback URL is the echo endpoint of its site", "the app asks for authorization",
		"the app follows the redirect to the echo endpoint", "the echo request is accepted",
	},
	"a token of the user": {
		"a private client", scopes, "the app asks for authorization", "the code gives the tokens of the user",
		"the app introspects the access token", "the token is reported as active", "the app refreshes its tokens",
		"the refresh request is accepted", "it is noted which scopes are granted",
	},
	"a rotated refresh token": {
		"a private client", scopes, `the app has "Enable Refresh Token Rotation" on`, "the app holds tokens",
		"the app refreshes its tokens", "the refresh token is a new one",
	},
	"the same subject": {
		"a private client", scopes, "the app holds tokens", "the app asks for the user's information",
		"the app asks for the user's information", "the answer's subject is the same as in the answer before",
	},
	"a user who is deleted": {
		"a private client", "the app asks for authorization", "the administrator deletes the user", "the same request is sent again",
		"the authorization request is refused", "the same request is refused 2 more times", "the same request was accepted before the change",
	},
	"an app that is deleted": {
		"a private client", "the app asks for authorization", "the administrator deletes the app", "the same request is sent again",
		"the authorization request is refused", "the same request was accepted before the change",
		"the same request is sent again", "the request before was refused",
	},
	"a user who is frozen and withdrawn": {
		"a private client", "the administrator freezes the user", "the administrator unfreezes the user",
		"the administrator withdraws the user's approval", "the administrator approves the user for the app",
		"the app asks for authorization", "the authorization request is accepted", "2 minutes pass",
		"the answer does not repeat the user's credentials",
	},
	"a refresh token at another app": {
		"a private client", "another private client", "the app holds tokens", "another app refreshes the tokens",
		"the refresh request is refused", "the same request with tokens of its own is accepted",
	},
	"a code at another org": {
		"a private client", "a private client of another org", "the app holds an authorization code",
		"an app of another org exchanges the code", "the token request is refused",
		"the same request with a code of its own is accepted",
	},
	"an introspection by another app": {
		"a private client", "another private client", "the app holds tokens", "another app introspects the access token",
		"the token is not reported as active", "the same request with tokens of its own is accepted",
		"the token is reported as active",
	},
	"a user who is approved elsewhere": {
		"a private client", "another private client", "the user is approved for another app alone",
		"the app asks for authorization", "the authorization request is refused",
		"the same request is accepted once the administrator has approved the user for the app",
	},
	"a user who is unfrozen": {
		"a private client", "the user is frozen", "the app asks for authorization", "the authorization request is refused",
		"the same request is accepted once the administrator has unfrozen the user",
	},
	"tokens that are renewed": {
		"a private client", scopes, "the app holds tokens", "the app revokes the refresh token",
		"the app asks for the user's information", "the answer's status is 401",
		"the same request is sent again with new tokens", "the userinfo request is accepted",
	},
	"the harness's own address": {
		"a private client", `the app has "IP Relaxation" set to "enforce"`,
		`the administrator sets "Trusted IP Ranges" to codecred's own address for the app`,
		"the app asks for authorization", "the authorization request is accepted",
	},
	"a lifetime that is over": {
		"a private client", scopes,
		`the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on`,
		"the app holds tokens", "the lifetime of the access token passes", "the app asks for the user's information",
		"the userinfo request is refused", "the same request with new tokens is accepted",
	},
	"an ID token": {
		"a private client", scopes, `the app holds tokens with the parameter "nonce" set to "abc"`,
		"the ID token is signed with a key that the site publishes", "the app asks for the user's information",
		"the answer's subject is that of the ID token", `the ID token has the claim "nonce" set to "abc"`,
		"the ID token is for the app",
	},
	"an access token that is no JWT": {
		"a private client", `the app has "Issue JSON Web Token (JWT)-based access tokens for named users" off`, scopes,
		"the app holds tokens", "the access token is not a JWT", "the ID token is for the app", "the ID token is valid for 2 minutes",
	},
	"a guest": {
		"a private client", `the app has "Enable Code and Credentials Flow for Guest Users" on`, "the app holds an authorization code of a guest",
		"the app exchanges the code", "the access token belongs to the guest", "the app asks for authorization of a guest",
		"the authorization request is accepted",
	},
	"a policy of no refresh tokens": {
		"a private client", `the app has "Refresh Token Policy" set to "immediately_expire"`, "the app holds tokens",
		"no refresh token that works is given",
		`the same request is accepted when the app has "Refresh Token Policy" set to "valid_until_revoked"`,
	},
	"an old password": {
		"a private client", "the administrator gives the user another password",
		"the app asks for authorization with the previous password", "the authorization request is refused",
		"the same request with the user's own password is accepted",
	},
	"a scope that is narrowed": {
		"a private client", scopes, "the app holds tokens", `the app refreshes its tokens with the scope "api"`, `the scope granted is "api"`,
	},
	"an origin in the list": {
		"a private client",
		`the org has "CORS allowlist, with Enable CORS for OAuth endpoints" set to "https://page.example"`,
		`a page of "https://page.example" asks whether it may use the token endpoint`, "the origin is allowed",
		`the same request is sent again with the origin "https://other.example"`, "the origin is not allowed",
	},
}

func TestLinesPassAgainstAServerThatIsRight(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	for name, lines := range passing {
		t.Run(name, func(t *testing.T) {
			world, err := on.run(t, lines...)
			require.NoError(t, err)
			assert.Empty(t, world.Uncontrolled(), "every refusal has its control")
		})
	}
}

// failing are scenarios that fail against a server without one of its rules.
var failing = []struct {
	name, without string
	lines         []string
	expected      string
}{
	{
		name: "refresh tokens of every app", without: "refresh.token-of-this-client",
		lines: []string{
			"a private client", "another private client", "the app holds tokens", "another app refreshes the tokens",
			"the refresh request is refused",
		},
		expected: "the refresh request to be refused",
	},
	{
		name: "tokens of every app are told of", without: "introspect.token-of-this-client",
		lines: []string{
			"a private client", "another private client", "the app holds tokens",
			"another app introspects the access token", "the token is not reported as active",
		},
		expected: "active to be false",
	},
	{
		name: "access tokens without end", without: "userinfo.token-not-expired",
		lines: []string{
			"a private client", `the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on`,
			"the app holds tokens", "the lifetime of the access token passes",
			"the app asks for the user's information", "the userinfo request is refused",
		},
		expected: "the userinfo request to be refused",
	},
	{
		name: "refresh tokens that do not expire at once", without: "refresh.not-immediately-expired",
		lines: []string{
			"a private client", `the app has "Refresh Token Policy" set to "immediately_expire"`,
			"the app holds tokens", "no refresh token that works is given",
		},
		expected: "the refresh token to be refused",
	},
	{
		name: "every origin", without: "cors.origin-listed",
		lines: []string{
			"a private client", `a page of "https://page.example" asks whether it may use the token endpoint`,
			"the origin is not allowed",
		},
		expected: "https://page.example not to be allowed",
	},
}

func TestLinesFailAgainstAServerThatIsWrong(t *testing.T) {
	for _, c := range failing {
		t.Run(c.name, func(t *testing.T) {
			on := newFixture(t, refserver.Options{Alterations: faults.Without(c.without)})
			_, err := on.run(t, c.lines...)
			var failure *Failure
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, reports.Failed, failure.Verdict)
			assert.Contains(t, failure.Expected, c.expected)
			assert.NotNil(t, failure.Exchange, "the failure shows what was sent")
		})
	}
}
