package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

func planLine(t *testing.T, need *need.Need, text string) {
	t.Helper()
	line, err := steps.Find(text)
	require.NoError(t, err)
	require.NoError(t, line.Plan(need))
}

// planned plans scenarios with the given lines for a target that offers everything.
func planned(t *testing.T, lines ...[]string) (*Plan, []*suite.Scenario) {
	t.Helper()
	p := NewPlanner(settings.Keys(), provisioning.ManyOrgs, "test", func() string { return "Correct-Horse-1" })
	var list []*suite.Scenario
	for i, text := range lines {
		sc := &suite.Scenario{ID: string(rune('a' + i)), Steps: text, Need: need.New()}
		for _, line := range text {
			planLine(t, sc.Need, line)
		}
		p.Add(sc)
		list = append(list, sc)
	}
	return p.Plan, list
}

func TestPlanSharesWhatIsTheSame(t *testing.T) {
	p, list := planned(t,
		[]string{"a private client", "the app asks for authorization"},
		[]string{"a private client", "the app asks for authorization with GET"},
		[]string{"a public client", "the app asks for authorization"},
	)
	orgs, apps, users := p.Size()
	assert.Equal(t, []int{1, 2, 3}, []int{orgs, apps, users}, "orgs, apps, users")
	assert.Same(t, p.Parties[list[0]].Apps[flow.TheApp], p.Parties[list[1]].Apps[flow.TheApp])
	assert.NotSame(t, p.Parties[list[0]].Users[flow.TheUser], p.Parties[list[1]].Users[flow.TheUser])
}

func TestPlanGivesAScenarioThatChangesThingsItsOwn(t *testing.T) {
	label := "Require Secret For Web Server Flow"
	p, list := planned(t,
		[]string{"a private client", "the app asks for authorization"},
		[]string{"a private client", `the administrator turns "` + label + `" off for the app`},
		[]string{"a private client", `the administrator turns "` + label + `" off for the app`},
		[]string{"a private client", `the administrator turns "Allow Authorization Code and Credentials Flows" off for the org`},
		[]string{"a private client", "5 minutes pass"},
	)
	orgs, apps, _ := p.Size()
	assert.Equal(t, 3, orgs, "the shared org, that of the change and that of the clock")
	assert.Equal(t, 5, apps)
	assert.NotSame(t, p.Parties[list[1]].Apps[flow.TheApp], p.Parties[list[2]].Apps[flow.TheApp])
}

func TestPlanTellsPartiesApart(t *testing.T) {
	p, list := planned(t, []string{
		"a private client", "another private client", "a private client of another org", "another user",
	})
	parties := p.Parties[list[0]]
	assert.NotSame(t, parties.Apps[flow.TheApp], parties.Apps[flow.AnotherApp])
	assert.NotSame(t, parties.Orgs[flow.TheOrg], parties.Orgs[flow.AnotherOrg])
	assert.Len(t, parties.Users[flow.TheUser].approved, 2, "approved for the apps of its own org")
	assert.Len(t, parties.Users[flow.UserOfAnotherOrg].approved, 1)
	assert.NotEqual(t, parties.Users[flow.TheUser].Spec.Username, parties.Users[flow.AnotherUser].Spec.Username)
}

func TestPlanMakesTwins(t *testing.T) {
	p, list := planned(t, []string{
		"a private client",
		`the org has "Allow Authorization Code and Credentials Flows" off`,
		"the app asks for authorization",
		"the authorization request is refused",
		`the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on`,
		"the authorization request is refused",
		`the same request is accepted when the app has "Enable OAuth" off`,
	})
	parties := p.Parties[list[0]]
	orgs, apps, users := p.Size()
	assert.Equal(t, []int{2, 3, 2}, []int{orgs, apps, users})
	assert.False(t, parties.Orgs[flow.TheOrg].Settings.On(settings.AllowFlows))
	for role, app := range parties.Apps {
		if role != flow.TheApp && list[0].Need.Apps[role].Org != flow.TheOrg {
			assert.True(t, parties.Orgs[list[0].Need.Apps[role].Org].Settings.On(settings.AllowFlows))
			assert.Equal(t, parties.Apps[flow.TheApp].Spec.Settings, app.Spec.Settings, "the org's twin differs in the org alone")
		}
	}
}

func TestPlanLeavesOutWhatTheTargetDoesNotOffer(t *testing.T) {
	p := NewPlanner([]string{settings.EnableOAuth, settings.CallbackURLs}, provisioning.ManyOrgs, "test", func() string { return "Correct-Horse-1" })
	sc := &suite.Scenario{ID: "a", Need: need.New()}
	planLine(t, sc.Need, "a private client")
	p.Add(sc)
	assert.Equal(t, []string{settings.CallbackURLs, settings.EnableOAuth}, p.Plan.Parties[sc].Apps[flow.TheApp].Spec.Settings.Keys())
	assert.Empty(t, p.Plan.Orgs[0].Settings)
}

func TestPlanKeepsAnUnapprovedUserOut(t *testing.T) {
	p, list := planned(t, []string{"a private client", "the user is not approved for the app"})
	assert.Empty(t, p.Parties[list[0]].Users[flow.TheUser].approved)
}
