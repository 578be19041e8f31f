package steps

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/need"
)

// newTable is the decision table of the features.
func newTable(t *testing.T) *combination.Table {
	t.Helper()
	data, err := os.ReadFile("../features/combinations/decisions.yaml")
	require.NoError(t, err)
	table, err := combination.Parse("decisions.yaml", data)
	require.NoError(t, err)
	return table.For("salesforce")
}

// tried are the lines about a row that refuses.
var tried = []string{
	`the app asks in the combinations that "no challenge where PKCE is required" decides`,
	"each of them is refused at the authorization request",
	"those that no other row refuses are accepted once what the row names is put right",
	"it is noted how many of them are accepted",
}

func TestCombinationsAreTriedWithTheirControls(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	needs := need.New()
	needs.Table = newTable(t)
	world, err := on.runWith(t, needs, tried...)
	require.NoError(t, err)
	assert.Empty(t, world.Uncontrolled())
	labels := map[string]int{}
	for _, x := range world.Exchanges {
		labels[x.Request.Label]++
	}
	assert.Equal(t, len(needs.Trials), labels["authorization request"])
	assert.Positive(t, labels["authorization request (control)"])
	assert.Contains(t, world.Observed[0], "0 of ")
}

func TestACombinationThatIsLetInFails(t *testing.T) {
	on := newFixture(t, refserver.Options{Alterations: faults.Without("authorize.challenge-when-app-requires")})
	needs := need.New()
	needs.Table = newTable(t)
	_, err := on.runWith(t, needs, tried...)
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Failed, failure.Verdict)
	assert.Contains(t, failure.Expected, "to be refused")
}
