package need

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/flow"
)

func TestARowPlansItsTrialsAndTheirControls(t *testing.T) {
	data, err := os.ReadFile("../../features/combinations/decisions.yaml")
	require.NoError(t, err)
	table, err := combination.Parse("decisions.yaml", data)
	require.NoError(t, err)
	n := New()
	require.ErrorContains(t, n.TryRow("the org does not allow the flow"), "no decision table")
	n.Table = table.For("salesforce")
	require.Error(t, n.TryRow("a row that is not there"))
	require.NoError(t, n.TryRow("the org does not allow the flow"))

	assert.NotEmpty(t, n.Trials)
	assert.GreaterOrEqual(t, n.Requests, len(n.Trials)+len(Controls(n.Trials)))
	assert.Len(t, n.Orgs, 2, "one in which the flow is allowed, for the controls, and one in which it is not")
	for role, app := range n.Apps {
		org, ok := n.Orgs[app.Org]
		require.True(t, ok)
		assert.Equal(t, app.Org == flow.TheOrg, org.Settings.On(settings.AllowFlows))
		assert.Equal(t, flow.WithSettings, role.Variant.How)
	}
	for _, trial := range n.Trials {
		parties := PartiesOf(trial.Cell)
		assert.Contains(t, n.Apps, parties.App)
		assert.Contains(t, n.Users, parties.User)
	}
	assert.True(t, n.Touches[settings.Codes])
	assert.True(t, n.Named[settings.AllowFlows])
}

func TestControlsAreListedOnce(t *testing.T) {
	a, b := combination.Path{Last: combination.Token}, combination.Path{Last: combination.Refresh}
	trials := []combination.Trial{{Control: &a}, {}, {Control: &b}, {Control: &a}}
	assert.Equal(t, []combination.Path{a, b}, Controls(trials))
}

func TestPartiesAreAddedOnce(t *testing.T) {
	n := New()
	require.NoError(t, n.AddApp(flow.TheApp, flow.TheOrg, "private"))
	for range 2 {
		require.NoError(t, n.WantApp(flow.AnotherApp))
		require.NoError(t, n.WantApp(flow.AppOfAnotherOrg))
		require.NoError(t, n.WantUser(flow.AnotherUser))
		require.NoError(t, n.WantUser(flow.UserOfAnotherOrg))
		require.NoError(t, n.WantUser(flow.TheNewUser))
	}
	assert.Len(t, n.Apps, 3)
	assert.Len(t, n.Users, 3, "the new user is registered, not made")
	other := New()
	require.NoError(t, other.WantUser(flow.UserOfAnotherOrg))
	assert.Contains(t, other.Apps, flow.AppOfAnotherOrg)
	assert.ErrorContains(t, n.AddApp(flow.TheApp, flow.TheOrg, "public"), "is there already")
	assert.ErrorContains(t, n.AddApp(flow.AnotherApp, flow.TheOrg, "shy"), "private or public")
}

func TestWhoIsApproved(t *testing.T) {
	assert.True(t, (&User{}).Admits(flow.TheApp))
	assert.False(t, (&User{Unapproved: true}).Admits(flow.TheApp))
	assert.False(t, (&User{Only: flow.AnotherApp}).Admits(flow.TheApp))
	assert.True(t, (&User{Only: flow.AnotherApp}).Admits(flow.AnotherApp))
}
