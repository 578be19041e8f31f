package runner

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps"
)

func planLine(t *testing.T, need *steps.Need, text string) {
	t.Helper()
	line, err := steps.Find(text)
	require.NoError(t, err)
	require.NoError(t, line.Plan(need))
}

// planned plans scenarios with the given lines for a target that offers everything.
func planned(t *testing.T, lines ...[]string) (*plan, []*Scenario) {
	t.Helper()
	p := newPlanner(settings.Keys(), provisioning.ManyOrgs, "test", func() string { return "secret" })
	var list []*Scenario
	for i, text := range lines {
		sc := &Scenario{ID: string(rune('a' + i)), Steps: text, Need: steps.NewNeed()}
		for _, line := range text {
			planLine(t, sc.Need, line)
		}
		p.add(sc)
		list = append(list, sc)
	}
	return p.plan, list
}

func TestPlanSharesWhatIsTheSame(t *testing.T) {
	p, list := planned(t,
		[]string{"a private client", "the app asks for authorization"},
		[]string{"a private client", "the app asks for authorization with GET"},
		[]string{"a public client", "the app asks for authorization"},
	)
	orgs, apps, users := p.size()
	assert.Equal(t, []int{1, 2, 3}, []int{orgs, apps, users}, "orgs, apps, users")
	assert.Same(t, p.casts[list[0]].apps[steps.TheApp], p.casts[list[1]].apps[steps.TheApp])
	assert.NotSame(t, p.casts[list[0]].users[steps.TheUser], p.casts[list[1]].users[steps.TheUser])
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
	orgs, apps, _ := p.size()
	assert.Equal(t, 3, orgs, "the shared org, that of the change and that of the clock")
	assert.Equal(t, 5, apps)
	assert.NotSame(t, p.casts[list[1]].apps[steps.TheApp], p.casts[list[2]].apps[steps.TheApp])
}

func TestPlanTellsPartiesApart(t *testing.T) {
	p, list := planned(t, []string{
		"a private client", "another private client", "a private client of another org", "another user",
	})
	cast := p.casts[list[0]]
	assert.NotSame(t, cast.apps[steps.TheApp], cast.apps[steps.AnotherApp])
	assert.NotSame(t, cast.orgs[steps.TheOrg], cast.orgs[steps.AnotherOrg])
	assert.Len(t, cast.users[steps.TheUser].approved, 2, "approved for the apps of its own org")
	assert.Len(t, cast.users[steps.UserOfAnotherOrg].approved, 1)
	assert.NotEqual(t, cast.users[steps.TheUser].spec.Username, cast.users[steps.AnotherUser].spec.Username)
}

func TestPlanMakesTwins(t *testing.T) {
	p, list := planned(t, []string{
		"a private client",
		`the org has "Allow Authorization Code and Credentials Flows" off`,
		"the app asks for authorization",
		`the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on`,
		`the same request is accepted when the app has "Enable OAuth" off`,
	})
	cast := p.casts[list[0]]
	orgs, apps, users := p.size()
	assert.Equal(t, []int{2, 3, 2}, []int{orgs, apps, users})
	assert.False(t, cast.orgs[steps.TheOrg].settings.On(settings.AllowFlows))
	for role, app := range cast.apps {
		if role != steps.TheApp && list[0].Need.Apps[role].Org != steps.TheOrg {
			assert.True(t, cast.orgs[list[0].Need.Apps[role].Org].settings.On(settings.AllowFlows))
			assert.Equal(t, cast.apps[steps.TheApp].spec.Settings, app.spec.Settings, "the org's twin differs in the org alone")
		}
	}
}

func TestPlanLeavesOutWhatTheTargetDoesNotOffer(t *testing.T) {
	p := newPlanner([]string{settings.EnableOAuth, settings.CallbackURLs}, provisioning.ManyOrgs, "test", func() string { return "secret" })
	sc := &Scenario{ID: "a", Need: steps.NewNeed()}
	planLine(t, sc.Need, "a private client")
	p.add(sc)
	assert.Equal(t, []string{settings.CallbackURLs, settings.EnableOAuth}, p.plan.casts[sc].apps[steps.TheApp].spec.Settings.Keys())
	assert.Empty(t, p.plan.orgs[0].settings)
}

func TestPlanKeepsAnUnapprovedUserOut(t *testing.T) {
	p, list := planned(t, []string{"a private client", "the user is not approved for the app"})
	assert.Empty(t, p.casts[list[0]].users[steps.TheUser].approved)
}
