package preflight

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

func TestWhichKindsOfClientAreRefused(t *testing.T) {
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	list, err := loaded.Select(suite.Selection{Tags: "@CC-ORG-04", Profile: features.Salesforce})
	require.NoError(t, err)
	for fault, want := range map[string][]Kind{"": nil, "error-for-everything": {{Private: true}, {Private: false}}} {
		o := connect.Options{Profile: features.Salesforce}
		if fault != "" {
			o.Reference = refserver.Options{Alterations: faults.With(fault)}
		}
		on, err := connect.Open(t.Context(), o)
		require.NoError(t, err)
		planner := plan.NewPlanner(on.Offered(), provisioning.ManyOrgs, "kinds", Password)
		for _, sc := range list {
			planner.Add(sc)
		}
		planner.Plan.Prepare(t.Context(), on.Provisioner, 4)
		assert.Equal(t, want, RefusedKinds(t.Context(), on, planner.Plan, list), fault)
		require.NoError(t, on.Close())
	}
}

func TestAKindIsThatOfTheAppOrOfOneOfMany(t *testing.T) {
	private, public := Kind{Private: true}, Kind{}
	app := func(secret settings.Value) *need.App {
		return &need.App{Settings: settings.Values{settings.WebServerSecret: secret}}
	}
	one, many := need.New(), need.New()
	one.Apps[flow.TheApp], one.Apps[flow.AnotherApp] = app(settings.On), app(settings.Off)
	many.Apps[flow.AnotherApp], many.Apps[flow.AppOfAnotherOrg] = app(settings.On), app(settings.Off)
	assert.Equal(t, []bool{true, false, true, true, false}, []bool{private.Has(one), public.Has(one), private.Has(many), public.Has(many), public.Has(need.New())})
	assert.Equal(t, []string{"a private client", "a public client"}, []string{private.String(), public.String()})
	nobody := someone("http://127.0.0.1:1")
	assert.False(t, nobody.isRefused(t.Context(), opened(t)), "no answer refuses nothing")
}
