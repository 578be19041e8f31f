package plan

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/httpapi"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
)

// opened opens the reference server inside this process.
func opened(t *testing.T) *connect.Target {
	t.Helper()
	on, err := connect.Open(t.Context(), connect.Options{Profile: features.Salesforce})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, on.Close()) })
	return on
}

// provisionerOf returns the provisioner of a server that was started.
func provisionerOf(t *testing.T, server *refserver.Running) provisioning.Provisioner {
	t.Helper()
	base, err := url.Parse(server.ProvisioningURL)
	require.NoError(t, err)
	admin := (&httpapi.Source{URL: base, Token: server.Token}).Open(http.DefaultClient, provisioning.Allowed{}, redact.New(nil))
	t.Cleanup(func() { assert.NoError(t, admin.Close()) })
	return admin
}

func TestWhatIsPreparedIsThereUntilItIsRemoved(t *testing.T) {
	on := opened(t)
	p, list := planned(t, []string{"a private client", "another user"}, []string{"a private client"})
	p.Prepare(t.Context(), on.Provisioner, 2)
	require.NoError(t, p.FirstError())
	parties := p.Parties[list[0]]
	require.False(t, parties.Failed())
	env, err := parties.Environment(list[0].Need, on.Paths, on.Provisioner)
	require.NoError(t, err)
	org := parties.Orgs[flow.TheOrg].Made
	app, err := on.Provisioner.App(t.Context(), org.ID, env.Apps[flow.TheApp].ID)
	require.NoError(t, err)
	assert.Equal(t, env.Apps[flow.TheApp].ClientID, app.ClientID)
	assert.NotEmpty(t, env.Users[flow.TheUser].Password)
	assert.NotEqual(t, env.Users[flow.TheUser].Username, env.Users[flow.AnotherUser].Username)

	require.NoError(t, p.Remove(t.Context(), on.Provisioner, 2))
	_, err = on.Provisioner.Org(t.Context(), org.ID)
	assert.True(t, provisioning.IsNotFound(err), "%v", err)
	assert.ErrorContains(t, p.Remove(t.Context(), on.Provisioner, 2), "the org "+org.ID+" is still there")
}

// An org that could not be prepared keeps its error, for its scenarios.
func TestAnOrgThatCannotBeMadeSaysWhy(t *testing.T) {
	on := opened(t)
	require.NoError(t, on.Close())
	p, list := planned(t, []string{"a private client"})
	p.Prepare(t.Context(), on.Provisioner, 1)
	assert.ErrorContains(t, p.FirstError(), "an org could not be made")
	parties := p.Parties[list[0]]
	assert.True(t, parties.Failed())
	_, err := parties.Environment(list[0].Need, on.Paths, on.Provisioner)
	assert.ErrorIs(t, err, p.FirstError())
}

// A single org gets its apps and users at once, and is as before when they are removed.
func TestASingleOrgIsLeftAsItWas(t *testing.T) {
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{SingleOrg: true})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	admin := provisionerOf(t, server)
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	selected, err := loaded.Select(suite.Selection{Requirements: []string{"CC-ORG-01"}, Profile: features.Salesforce})
	require.NoError(t, err)
	planner := NewPlanner(refserver.Offered(), provisioning.OneOrg, "single", func() string { return "Correct-Horse-1" })
	for _, sc := range selected {
		planner.Add(sc)
	}
	p := planner.Plan
	p.Prepare(t.Context(), admin, 2)
	require.NoError(t, p.FirstError())
	orgs, apps, users := p.Size()
	assert.Zero(t, orgs, "no org is made")
	assert.Positive(t, apps)
	assert.Positive(t, users)
	assert.Len(t, p.All(), 1)
	schedule := p.Schedule(selected)
	assert.Len(t, schedule, 2, "on, and off again")
	metadata := p.Metadata(p.Single.Made, selected)
	assert.Len(t, metadata.Changes, 1, "the change back is part of the removal")

	now, err := admin.ChangeOrg(t.Context(), provisioning.SingleOrg, p.Single.Made.Settings.Difference(schedule[0]))
	require.NoError(t, err)
	require.NoError(t, p.EmptySingle(t.Context(), admin, now, 2))
	after, err := admin.Org(t.Context(), provisioning.SingleOrg)
	require.NoError(t, err)
	assert.Equal(t, p.Single.Made.Settings.On(settings.AllowFlows), after.Settings.On(settings.AllowFlows))
	_, err = admin.App(t.Context(), provisioning.SingleOrg, p.Single.Apps[0].Made.ID)
	assert.True(t, provisioning.IsNotFound(err), "%v", err)
	assert.NoError(t, p.EmptySingle(t.Context(), admin, after, 2), "what is gone is not missed")
}

func TestWhatATargetDoesNotHaveExcludesScenarios(t *testing.T) {
	on := opened(t)
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	excluded := func() map[string]int {
		out := map[string]int{}
		for _, sc := range loaded.Scenarios {
			if why := Excluded(sc, on); why != "" {
				out[why]++
			}
		}
		return out
	}
	assert.Empty(t, excluded())
	on.Capabilities.Clock, on.Capabilities.Outbox, on.Capabilities.Orgs = false, false, provisioning.OneOrg
	on.Capabilities.Flows = []string{provisioning.NamedUser}
	on.Limits.FailedLoginsPerUser = 0
	on.NotSupported = []target.NotSupported{{Name: settings.RequirePKCE, Reason: "it is always on"}}
	got := excluded()
	assert.Contains(t, got, "the target has no clock that can be moved")
	assert.Contains(t, got, "the target has a single org")
	assert.Contains(t, got, "the target does not offer the flow "+provisioning.UserRegistration)
	assert.Contains(t, got, "it needs 1 failed logins of one user, and the target's limit is 0")
	pkce, _ := settings.Lookup(settings.RequirePKCE)
	assert.Contains(t, got, `the target file says that "`+pkce.Label+`" is not supported: it is always on`)
}
