package preflight

import (
	"strings"
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
)

func TestNoFaultOfTheReferenceServerIsTakenForAbsence(t *testing.T) {
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	list, err := loaded.Select(suite.Selection{Tags: "@CC-ORG-01 or @CC-PKCE-06", Profile: features.Salesforce})
	require.NoError(t, err)
	servers := map[string]refserver.Options{}
	all, variants := faults.Faults(), faults.Variants()
	if testing.Short() {
		all, variants = all[:50], variants[:10]
	}
	for _, f := range all {
		if strings.HasSuffix(f.Name, "-for-everything") && f.Name != "error-for-everything" {
			continue // no answer is of the flow
		}
		servers[f.Name] = refserver.Options{Alterations: f.Alterations()}
	}
	for _, v := range variants {
		servers[v.Name] = refserver.Options{Alterations: v.Alterations()}
	}
	for name, server := range servers {
		on, err := connect.Open(t.Context(), connect.Options{Reference: server, Profile: features.Salesforce})
		require.NoError(t, err)
		planner := plan.NewPlanner(on.Offered(), provisioning.ManyOrgs, "flow", func() string { return "Preflight-Password" })
		for _, sc := range list {
			planner.Add(sc)
		}
		planner.Plan.Prepare(t.Context(), on.Provisioner, 4)
		seen := WitnessesIn(planner.Plan, list)
		assert.False(t, seen.None())
		sentence, err := MissingFlow(t.Context(), on, seen)
		require.NoError(t, err)
		assert.Empty(t, sentence, name)
		require.NoError(t, on.Close())
	}
}
