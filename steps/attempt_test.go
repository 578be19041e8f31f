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
	"github.com/codecred/codecred/steps/flow"
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

// A row is tried up to the request that it decides, and the requests before that one are sent as the table has them.
func TestARowIsTriedUpToTheRequestThatItDecides(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	for row, at := range map[string]flow.Kind{
		"a wrong verifier":                                         flow.Token,
		"no verifier for a challenge":                              flow.Token,
		"a wrong secret where the web server flow requires one":    flow.Token,
		"no secret where the refresh token flow requires one":      flow.Refresh,
		"a wrong secret where the refresh token flow requires one": flow.Refresh,
		"everything in order":                                      "",
	} {
		t.Run(row, func(t *testing.T) {
			lines := []string{`the app asks in the combinations that "` + row + `" decides`}
			if at == "" {
				lines = append(lines, "each of them is accepted, from the authorization request to the refresh request")
			} else {
				lines = append(lines, "each of them is refused at the "+string(at),
					"those that no other row refuses are accepted once what the row names is put right")
			}
			needs := need.New()
			needs.Table = newTable(t)
			world, err := on.runWith(t, needs, lines...)
			require.NoError(t, err)
			assert.Empty(t, world.Uncontrolled())
			require.Len(t, world.tried, len(needs.Trials))
			for i, tried := range world.tried {
				assert.Equal(t, needs.Trials[i].Last, tried.Reached)
				assert.Equal(t, at == "", tried.accepted())
			}
		})
	}
}

// What keeps the request of a row from being sent decides nothing about the row; a server that
// refuses what is in order is wrong.
func TestACombinationThatIsStoppedTooEarly(t *testing.T) {
	on := newFixture(t, refserver.Options{Alterations: faults.With("refuses-everything")})
	for row, c := range map[string]struct {
		line    string
		verdict reports.Verdict
		says    string
	}{
		"a wrong verifier":    {"each of them is refused at the token request", reports.Inconclusive, "the requests before the token request to be accepted"},
		"everything in order": {"each of them is accepted, from the authorization request to the refresh request", reports.Failed, "the authorization request to be accepted"},
		"a request has no credentials": {
			"those that no other row refuses are accepted once what the row names is put right", reports.Inconclusive, "the control of the refusal to be accepted",
		},
	} {
		needs := need.New()
		needs.Table = newTable(t)
		_, err := on.runWith(t, needs, `the app asks in the combinations that "`+row+`" decides`, c.line)
		var failure *Failure
		require.ErrorAs(t, err, &failure, row)
		assert.Equal(t, c.verdict, failure.Verdict, row)
		assert.Contains(t, failure.Expected, c.says, row)
	}
}
