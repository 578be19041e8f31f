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
