package runner

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/fixtures/refserver/rules"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// A server that refuses every login is told so once for each kind of client, and everything else waits.
func TestAServerThatRefusesEveryLoginFailsOncePerKind(t *testing.T) {
	results := judged(t.Context(), t, Options{
		Selection: selection("@CC-ORG-01 or @CC-ORG-04 or @CC-PKCE-06 or @CC-PKCE-10"),
		Target:    connect.Options{Reference: refserver.Options{Alterations: faults.With("error-for-everything")}},
	})
	assert.Equal(t, reports.NonConformant, results.Verdict)
	assert.Equal(t, 2, results.Run.Counts[reports.Failed])
	assert.Equal(t, len(results.Scenarios)-2, results.Run.Counts[reports.Inconclusive], "nothing passes")
	require.Len(t, results.Causes, 1, "both kinds are refused alike")
	assert.Equal(t, "CC-ORG-04", results.Causes[0].Requirement)
	assert.Len(t, results.Causes[0].Waiting, len(results.Scenarios)-2, "every other scenario waits")
}

// A kind of client that is served goes on where the other is refused.
func TestTheOtherKindOfClientGoesOn(t *testing.T) {
	noPublicClients := func(d *refserver.Design) {
		login := d.Endpoint("/services/oauth2/authorize")
		login.Rules = append([]rules.Rule{{ID: "no-public-clients", Says: "The client is private.", Holds: rules.IsConfidential, Otherwise: rules.InvalidRequest("no public clients")}}, login.Rules...)
	}
	results := judged(t.Context(), t, Options{
		Selection: selection("@CC-ORG-04 or @CC-PKCE-06 or @CC-PKCE-10"),
		Target:    connect.Options{Reference: refserver.Options{Alterations: []refserver.Alteration{noPublicClients}}},
	})
	private, public := map[reports.Verdict]int{}, map[reports.Verdict]int{}
	for _, s := range results.Scenarios {
		secret, named := s.Settings[settings.WebServerSecret].(settings.Value)
		switch {
		case !named: // many apps
		case secret.IsOn():
			private[s.Verdict]++
		default:
			public[s.Verdict]++
		}
	}
	assert.Equal(t, 1, public[reports.Failed])
	assert.Positive(t, public[reports.Inconclusive])
	assert.Zero(t, public[reports.Passed])
	assert.Len(t, private, 1, "all of them passed: %v", private)
	assert.Positive(t, private[reports.Passed])
}
