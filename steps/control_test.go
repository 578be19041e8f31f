package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
)

// A refusal proves nothing until its control is accepted, and a control says in the
// transcript what it is.
func TestARefusalWaitsForItsControl(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	lines := []string{"a private client", "the app asks for authorization with a wrong password", "the authorization request is refused"}
	world, err := on.run(t, lines...)
	require.NoError(t, err)
	assert.NotEmpty(t, world.Uncontrolled())

	world, err = on.run(t, append(lines, "the same request with the user's own password is accepted")...)
	require.NoError(t, err)
	assert.Empty(t, world.Uncontrolled())
	last := world.Session.Transcript()[len(world.Exchanges)-1]
	assert.Equal(t, "authorization request (control)", last.Label)

	_, err = on.run(t, append(lines, "the same request with GET is accepted")...)
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Inconclusive, failure.Verdict)
	assert.Contains(t, failure.Expected, "the control of the refusal")
}

// A control confirms the refusal of the request that it corrects, and no other.
func TestAControlConfirmsNoRefusalOfAnotherRequest(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	other := []string{"a private client", "the app asks for authorization with a wrong password", "the authorization request is refused"}
	world, err := on.run(t, append(other,
		"the app holds an authorization code", "the app exchanges the code with a wrong consumer secret",
		"the token request is refused", "the same request with the consumer secret is accepted")...)
	require.NoError(t, err)
	assert.Equal(t, []flow.Kind{flow.Authorization}, world.Uncontrolled())

	world, err = on.run(t, append(other,
		"the app asks for authorization with an unknown client id", "the authorization request is refused",
		"the same request with the app's own client id is accepted")...)
	require.NoError(t, err)
	assert.Equal(t, []flow.Kind{flow.Authorization}, world.Uncontrolled())

	world, err = on.run(t, append(other,
		"the same request is sent again with an unknown client id", "it is noted what the answer was")...)
	require.NoError(t, err)
	assert.Equal(t, []flow.Kind{flow.Authorization}, world.Uncontrolled(), "what is noted confirms nothing")
}

// One control confirms all refusals of the same request.
func TestAControlConfirmsARequestThatIsRefusedSeveralTimes(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	world, err := on.run(t, "a public client", "the app asks for authorization with a wrong password",
		"the authorization request is refused", "the same request is refused 2 more times")
	require.NoError(t, err)
	assert.Len(t, world.Uncontrolled(), 3)
	world, err = on.run(t, "a public client", "the app asks for authorization with a wrong password",
		"the authorization request is refused", "the same request is refused 2 more times",
		"the same request with the user's own password is accepted")
	require.NoError(t, err)
	assert.Empty(t, world.Uncontrolled())
}

// If a server calls every token inactive, its answer about an inactive token proves nothing.
func TestAControlOfAnInactiveTokenIsAnActiveOne(t *testing.T) {
	lines := []string{
		"a private client", "the app holds tokens", "the app introspects the access token with a made-up token",
		"the token is reported as inactive", "the same request with the access token is accepted",
	}
	world, err := newFixture(t, refserver.Options{}).run(t, lines[:4]...)
	require.NoError(t, err)
	assert.NotEmpty(t, world.Uncontrolled())

	_, err = newFixture(t, refserver.Options{Alterations: faults.With("nothing-is-active")}).run(t, lines...)
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Inconclusive, failure.Verdict)
	assert.Contains(t, failure.Expected, "active token")
}

// A code that a refusal carries under a name of the server's own lets somebody in.
func TestACodeUnderAnotherNameIsFound(t *testing.T) {
	on := newFixture(t, refserver.Options{Alterations: faults.With("code-in-refusal-under-another-name")})
	_, err := on.run(t, "a private client", "the app asks for authorization with a wrong password",
		"the authorization request is refused", "the same request with the user's own password is accepted")
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Failed, failure.Verdict)
	assert.Contains(t, failure.Observed, "accepts as a code")
}

// A server may read the app's secret in one place alone: RFC 6749, section 2.3.1, asks for the Basic
// header and leaves the body open. A control that is refused in one place is tried in the other one,
// and so is the request that it belongs to.
func TestAControlIsTriedWithTheSecretInTheOtherPlace(t *testing.T) {
	lines := []string{
		"a private client", "the app holds an authorization code with a code challenge", "the app exchanges the code with a wrong code verifier",
		"the token request is refused", "the same request with the right code verifier is accepted",
	}
	byHeaderAlone := faults.With("refuses-secret-in-the-body")
	_, err := newFixture(t, refserver.Options{Alterations: byHeaderAlone}).run(t, lines...)
	require.NoError(t, err)

	unchecked := append(faults.With("without-token.verifier-matches"), byHeaderAlone...)
	_, err = newFixture(t, refserver.Options{Alterations: unchecked}).run(t, lines...)
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Failed, failure.Verdict, "a wrong verifier is refused only because the secret is in the body")
	assert.Contains(t, failure.Expected, "in the other place too")

	_, err = newFixture(t, refserver.Options{Alterations: byHeaderAlone}).run(t,
		"a private client", "the app holds an authorization code", "15 minutes pass", "the app exchanges the code",
		"the token request is refused", "the same request with a new code is accepted")
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Inconclusive, failure.Verdict, "a code of which nobody knows why it was refused decides nothing")
}

// Users are told apart by whatever the target tells of them.
func TestUsersAreToldApartByWhatThereIs(t *testing.T) {
	without := func(names ...string) refserver.Options {
		var all []refserver.Alteration
		for _, name := range names {
			all = append(all, faults.With(name)...)
		}
		return refserver.Options{Alterations: all}
	}
	scopes := `the app has "Selected OAuth Scopes" set to "api openid refresh_token"`
	ask := []string{"another user", "the app asks for authorization", "the code gives the tokens of the user"}
	for name, o := range map[string]refserver.Options{
		"the ID token": without("token-response-without-id"),
		"userinfo":     without("token-response-without-id", "id-token-missing"),
	} {
		_, err := newFixture(t, o).run(t, append([]string{"a private client", scopes}, ask...)...)
		require.NoError(t, err, name)
	}
	_, err := newFixture(t, without("token-response-without-id", "userinfo-without-sub")).run(t, append([]string{"a private client"}, ask...)...)
	require.NoError(t, err, "introspection")

	_, err = newFixture(t, without("token-response-without-id", "userinfo-without-sub", "introspection-without-sub")).run(t, append([]string{"a private client"}, ask...)...)
	require.NoError(t, err, "the username of the introspection")

	_, err = newFixture(t, without("token-response-without-id")).run(t, "a private client", scopes, "another user", "the app asks for authorization",
		"nobody but another user is logged in")
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Failed, failure.Verdict)
	assert.Contains(t, failure.Observed, "someone else, by the sub of the ID token")

	_, err = newFixture(t, without("token-response-without-id", "userinfo-without-sub", "introspection-without-sub", "introspection-without-username")).run(t,
		append([]string{"a private client"}, ask...)...)
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Inconclusive, failure.Verdict)
	assert.Contains(t, failure.Expected, "something that tells users apart")
}
