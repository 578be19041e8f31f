package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
)

const (
	flowOff = `the administrator turns "Enable Authorization Code and Credentials Flow" off for the app`
	flowOn  = `the administrator turns "Enable Authorization Code and Credentials Flow" on for the app`
	asks    = "the app asks for authorization"
	again   = "the same request is sent again"
)

func TestARequestBeforeAndAfterAChange(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	for _, c := range []struct {
		name    string
		lines   []string
		verdict reports.Verdict // empty where the lines pass
	}{
		{"accepted, then refused each time", []string{
			asks, flowOff, again, "the authorization request is refused", "the same request is refused 5 more times",
			"the same request was accepted before the change",
		}, ""},
		{"refused, then accepted", []string{flowOff, asks, flowOn, again, "the same request was refused before the change"}, ""},
		{"accepted both times", []string{asks, again, "the same request was refused before the change"}, reports.Inconclusive},
		{"refused both times", []string{flowOff, asks, again, "the same request was refused before the change"}, reports.Inconclusive},
		{"refused both times, though the control is before", []string{flowOff, asks, again, "the authorization request is refused", "the same request was accepted before the change"}, reports.Inconclusive},
		{"accepted where it should be refused again", []string{asks, "the same request is refused 5 more times"}, reports.Failed},
		{"never sent again", []string{asks, "the same request was refused before the change"}, reports.Errored},
	} {
		t.Run(c.name, func(t *testing.T) {
			world, err := on.run(t, append([]string{"a private client"}, c.lines...)...)
			if c.verdict == "" {
				require.NoError(t, err)
				assert.Empty(t, world.Uncontrolled(), "every refusal has its control")
				return
			}
			var failure *Failure
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, c.verdict, failure.Verdict)
		})
	}
}

// A server that accepts a wrong request only sometimes is found by asking again.
func TestWhatShowsEveryThirdTimeIsSeen(t *testing.T) {
	on := newFixture(t, refserver.Options{Alterations: faults.With("every-third-passes-authorize.flow-enabled-for-app")})
	_, err := on.run(t, "a private client", flowOff, asks, "the authorization request is refused",
		"the same request is refused 5 more times")
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Failed, failure.Verdict)
}

func TestAJWTWithoutASignatureIsNone(t *testing.T) {
	on := newFixture(t, refserver.Options{Alterations: faults.With("jwt-without-a-signature")})
	_, err := on.run(t, "a private client",
		`the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on`, "the app holds tokens",
		"the access token is a signed JWT")
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Contains(t, failure.Observed, "signature is empty")
}
