package plan

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
)

// keeping is a provisioner of a server that overrides a setting of its apps, and of its orgs.
type keeping struct {
	provisioning.Provisioner
	keeps settings.Values
}

func (k *keeping) CreateApps(ctx context.Context, org string, specs []provisioning.AppSpec) ([]provisioning.App, error) {
	for i := range specs {
		specs[i].Settings = specs[i].Settings.With(k.keeps.Pick(false))
	}
	return k.Provisioner.CreateApps(ctx, org, specs)
}

func (k *keeping) ChangeOrg(ctx context.Context, org string, change settings.Values) (provisioning.Org, error) {
	return k.Provisioner.ChangeOrg(ctx, org, change.With(k.keeps.Pick(true)))
}

func TestWhatIsOverriddenMattersToSomeScenarios(t *testing.T) {
	on := opened(t)
	p, list := planned(t,
		[]string{"a private client", "the app asks for authorization", "the authorization request is accepted"},
		[]string{"a private client", "the app asks for authorization without a code challenge", "the authorization request is accepted"},
		[]string{"a private client", `the app has "Callback URL" set to "https://one.example/cb"`, "the app asks for authorization", "the authorization request is accepted"},
		[]string{"a public client", "the app asks for authorization", "the authorization request is accepted"},
	)
	p.Prepare(t.Context(), &keeping{on.Provisioner, settings.Values{
		settings.RequirePKCE: settings.On, settings.CallbackURLs: settings.List("https://other.example/cb"),
	}}, 1)
	require.NoError(t, p.FirstError())
	assert.Empty(t, p.Overridden(list[0]), "a challenge and another Callback URL will do")
	assert.Equal(t, "the target overrides settings: app.require_pkce must be off, and is on", p.Overridden(list[1]))
	assert.Equal(t, `the target overrides settings: app.callback_urls must be ["https://one.example/cb"], and is ["https://other.example/cb"]`, p.Overridden(list[2]))
	assert.Empty(t, p.Overridden(list[3]))
}

func TestAnOrgThatKeepsTheFlowOffIsOverridden(t *testing.T) {
	on := opened(t)
	p, list := planned(t, []string{"a private client", "the app asks for authorization", "the authorization request is accepted"})
	p.Prepare(t.Context(), &keeping{on.Provisioner, settings.Values{settings.AllowFlows: settings.Off}}, 1)
	if err := p.FirstError(); err != nil { // the protocol's client holds a server to what it was asked for
		require.ErrorContains(t, err, "was not applied")
		p.Parties[list[0]].Orgs[flow.TheOrg].err = nil
	}
	assert.Contains(t, p.Overridden(list[0]), "org.allow_code_credentials_flows must be on, and is off")
}

func TestLacksAreNamedOnce(t *testing.T) {
	p, list := planned(t, []string{"a private client", "the app asks for authorization without a code challenge", "the authorization request is accepted"})
	n := list[0].Need
	unknown := Known{Settings: settings.Values{}, Says: func(string) bool { return false }}
	required := Required(n, p.offered, n.Apps[flow.TheApp].Settings, false)
	assert.Contains(t, Sentence(LacksOfApp(n, required, n.Apps[flow.TheApp].Settings, unknown)), "app.require_pkce must be off, and the target file does not say it")
	fenced := n.Apps[flow.TheApp].Settings.With(settings.Values{
		settings.IPRelaxation: settings.Text(settings.Enforce), settings.TrustedIPRanges: settings.List("192.0.2.1/32"), settings.AppScopes: settings.List("api"),
		settings.RefreshTokenPolicy: settings.Text(settings.ImmediatelyExpire), settings.RefreshTokenValidity: settings.Number(60),
	})
	said := Sentence(LacksOfApp(n, required, n.Apps[flow.TheApp].Settings, Known{Settings: fenced, Says: func(string) bool { return true }}))
	for _, key := range []string{settings.IPRelaxation, settings.AppScopes, settings.RefreshTokenPolicy, settings.RefreshTokenValidity} {
		assert.Contains(t, said, key)
	}
	assert.Equal(t, "a must be b, and is on", Sentence([]Lack{{"a", "be b", settings.On, false}, {"a", "be b", settings.On, false}}))
}

func TestWhatChangesTheTarget(t *testing.T) {
	_, list := planned(t,
		[]string{"a private client", "the app asks for authorization"},
		[]string{"a private client", "5 minutes pass"},
		[]string{"a private client", `the administrator turns "Require Secret For Web Server Flow" off for the app`},
		[]string{"a private client", "the administrator freezes the user"},
	)
	for i, sc := range list {
		assert.Equal(t, i > 0, ChangesTarget(sc.Need), sc.Steps)
	}
}

// refusing is a provisioner of a single org that refuses apps with the flow enabled until it allows the flow, and one user.
type refusing struct {
	provisioning.Provisioner
	org     settings.Values
	changes int
}

func (r *refusing) Org(context.Context, string) (provisioning.Org, error) {
	return provisioning.Org{ID: provisioning.SingleOrg, Site: "https://a.example", Settings: r.org}, nil
}

func (r *refusing) ChangeOrg(ctx context.Context, id string, change settings.Values) (provisioning.Org, error) {
	r.changes++
	r.org = r.org.With(change)
	return r.Org(ctx, id)
}

func (r *refusing) CreateApps(_ context.Context, _ string, specs []provisioning.AppSpec) ([]provisioning.App, error) {
	out, refused := make([]provisioning.App, len(specs)), map[int]error{}
	for i, spec := range specs {
		if spec.Settings.On(settings.EnableFlow) && !r.org.On(settings.AllowFlows) || len(spec.Settings.Effective(settings.CallbackURLs).Items()) == 0 {
			refused[i] = errors.New("not this one")
			continue
		}
		out[i] = provisioning.App{ID: spec.Name, Name: spec.Name, Settings: spec.Settings}
	}
	if len(refused) > 0 {
		return out, &provisioning.RefusedError{Refused: refused}
	}
	return out, nil
}

func (r *refusing) CreateUsers(_ context.Context, _ string, specs []provisioning.UserSpec) ([]provisioning.User, error) {
	out := make([]provisioning.User, len(specs))
	for i, spec := range specs {
		out[i] = provisioning.User{ID: spec.Username}
	}
	last := len(specs) - 1
	out[last] = provisioning.User{}
	return out, &provisioning.RefusedError{Refused: map[int]error{last: errors.New("no licence")}}
}

func TestWhatAnOrgRefusesCostsItsOwnScenarios(t *testing.T) {
	planner := NewPlanner(settings.Keys(), provisioning.OneOrg, "test", func() string { return "Correct-Horse-1" })
	_, list := planned(t,
		[]string{"a private client", "the app asks for authorization", "the authorization request is accepted"},
		[]string{"a private client", `the app has "Callback URL" set to "none"`, "the app asks for authorization", "the authorization request is refused"},
		[]string{"a public client", "the app asks for authorization", "the authorization request is accepted"},
	)
	for _, sc := range list {
		planner.Add(sc)
	}
	admin := &refusing{org: settings.Values{settings.AllowFlows: settings.Off}}
	planner.Plan.Prepare(t.Context(), admin, 1)
	require.NoError(t, planner.Plan.FirstError())
	assert.Equal(t, 1, admin.changes, "the flow is allowed once apps were refused")
	assert.True(t, planner.Plan.Begins.Settings.On(settings.AllowFlows))
	for i, says := range []string{"", "not this one", "no licence"} {
		parties := planner.Plan.Parties[list[i]]
		_, err := parties.Environment(list[i].Need, nil, admin)
		assert.Equal(t, says != "", parties.Failed(), list[i].Steps)
		if says != "" {
			assert.ErrorContains(t, err, says)
		}
	}
}
