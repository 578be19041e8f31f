package orgstate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
)

// The test takes a few scenarios of each selection that need as many changes as the whole
// selection, and tries every state that the org can have.
func TestFewerChangesAreNotEnough(t *testing.T) {
	headless := func(sc *suite.Scenario) bool { return strings.HasPrefix(sc.ID, "features/headless/") }
	for name, row := range map[string]struct {
		profile features.Profile
		tags    string
		without func(*suite.Scenario) bool
		changes int
	}{
		"the org's switch":           {features.Salesforce, "@CC-ORG-01", nil, 2},
		"all but the headless flows": {features.Salesforce, "", headless, 6},
		"the whole suite":            {features.Salesforce, "", nil, 7},
		"the whole suite, strict":    {features.Strict, "", nil, 6},
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && row.changes > 2 {
				t.Skip("it tries millions of orders")
			}
			sel := suite.Selection{Profile: row.profile, Tags: row.tags}
			loaded, err := suite.Load("", sel)
			require.NoError(t, err)
			selected, err := loaded.Select(sel)
			require.NoError(t, err)
			planner := plan.NewPlanner(refserver.Offered(), provisioning.OneOrg, "plan", func() string { return "" })
			var sequences []wants
			ids := map[string]string{}
			for _, sc := range selected {
				if sc.Need.Orgs[flow.AnotherOrg] != nil || row.without != nil && row.without(sc) {
					continue
				}
				planner.Add(sc)
				seq := planner.Plan.Sequence(sc)
				sequences, ids[fmt.Sprint(seq)] = append(sequences, seq), sc.ID
			}
			assert.Len(t, orgstate.Schedule(settings.Values{}, sequences, nil), row.changes)
			few := forcing(settings.Values{}, sequences)
			assert.Equal(t, row.changes, fewest(settings.Values{}, few))
			for _, seq := range few {
				t.Log(ids[fmt.Sprint(seq)])
			}
		})
	}
}
