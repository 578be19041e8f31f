package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
)

// A refusal proves nothing until its control is accepted, and a control says in the
// transcript what it is.
func TestARefusalWaitsForItsControl(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	lines := []string{"a private client", "the app asks for authorization with a wrong password", "the authorization request is refused"}
	world, err := on.run(t, lines...)
	require.NoError(t, err)
	assert.True(t, world.IsUncontrolled())

	world, err = on.run(t, append(lines, "the same request with the user's own password is accepted")...)
	require.NoError(t, err)
	assert.False(t, world.IsUncontrolled())
	last := world.Session.Transcript()[len(world.Exchanges)-1]
	assert.Equal(t, "authorization request (control)", last.Label)

	_, err = on.run(t, append(lines, "the same request with GET is accepted")...)
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Inconclusive, failure.Verdict)
	assert.Contains(t, failure.Expected, "the control of the refusal")
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
