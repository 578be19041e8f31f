package runner

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// another is a value of an org's setting that is not its default.
func another(s settings.Setting) settings.Value {
	switch s.Type {
	case settings.OnOff:
		return settings.Switch(!s.Default.IsOn())
	case settings.Count:
		return settings.Number(s.Min)
	default:
		return settings.List("https://page.codecred.example", "https://app.codecred.example")
	}
}

// A setting on which a scenario does not depend may have any value: with another
// one, alone or with all the others, the scenario has the same verdict.
func TestWhatIsLeftOpenHasNoBearing(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite two dozen times")
	}
	open := []string{""}
	for _, s := range settings.All() {
		if s.Level.OnOrg() && len(s.Concerns) > 0 && slices.Contains(refserver.Offered(), s.Key) {
			open = append(open, s.Key)
		}
	}
	for _, profile := range []features.Profile{features.Salesforce, features.Strict} {
		o := Options{Selection: suite.Selection{Profile: profile}, Target: connect.Options{Profile: profile, InProcess: true}}
		usual := judged(t.Context(), t, o)
		for _, only := range open { // the first is all of them
			t.Run(string(profile)+" "+only, func(t *testing.T) {
				for i, s := range withOpenSettings(t, o, only) {
					assert.Equal(t, usual.Scenarios[i].ID, s.ID)
					assert.Equal(t, usual.Scenarios[i].Verdict, s.Verdict, "%s: %s", s.ID, s.Reason)
				}
			})
		}
	}
}

// withOpenSettings runs a selection in orgs in which one setting, or each where
// none is named, has another value wherever a scenario does not depend on it.
func withOpenSettings(t *testing.T, o Options, only string) []reports.Scenario {
	t.Helper()
	loaded, selected, err := suite.LoadSelected(o.Features, o.Selection, o.Shard)
	require.NoError(t, err)
	changed := 0
	for _, sc := range selected {
		for _, s := range settings.All() {
			if !s.Level.OnOrg() || sc.Need.DependsOn(s) || only != "" && only != s.Key || !slices.Contains(refserver.Offered(), s.Key) {
				continue
			}
			changed++
			for _, org := range sc.Need.Orgs {
				usual := org.Settings
				defer func() { org.Settings = usual }() // others use the same suite
				org.Settings = usual.With(settings.Values{s.Key: another(s)})
			}
		}
	}
	require.Positive(t, changed, "no scenario leaves it open")
	on, err := connect.Open(t.Context(), o.Target)
	require.NoError(t, err)
	defer func() { require.NoError(t, on.Close()) }()
	return Play(t.Context(), Job{Options: o, Suite: loaded, Selected: selected, Target: on}).Scenarios
}

// shops are settings of apps as their owners chose them, for themselves and not for a test.
var shops = map[string]settings.Values{
	"private, as external client apps are made today": {
		settings.CallbackURLs: settings.List("https://shop.example/cb"), settings.AppScopes: settings.List("api", "refresh_token", "openid"),
		settings.RequirePKCE: settings.On, settings.RotateRefreshTokens: settings.On, settings.IPRelaxation: settings.Text(settings.Enforce),
		settings.RefreshTokenPolicy: settings.Text(settings.ExpireAfter), settings.RefreshTokenValidity: settings.Number(365 * 24 * 3600),
	},
	"open to every user, with many callbacks and scopes": {
		settings.CallbackURLs:   settings.List("https://shop.example/cb", "https://shop.example/cb2", "shop://login"),
		settings.AppScopes:      settings.List("id", "openid", "web", "refresh_token", "profile", "api"),
		settings.PermittedUsers: settings.Text(settings.SelfAuthorize), settings.EnableGuestFlow: settings.On,
		settings.RefreshTokenPolicy: settings.Text(settings.ExpireIfUnused), settings.RefreshTokenValidity: settings.Number(30 * 24 * 3600),
	},
	"with credentials in the body alone": {settings.PostBodyOnly: settings.On},
}

// A setting of an app on which a scenario does not depend may have any value that is good enough.
func TestAnyAppThatIsGoodEnoughServes(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite once for each app")
	}
	for _, profile := range []features.Profile{features.Salesforce, features.Strict} {
		for name, shop := range shops {
			t.Run(string(profile)+" "+name, func(t *testing.T) {
				o := Options{Selection: suite.Selection{Profile: profile}, Target: connect.Options{Profile: profile, InProcess: true}}
				loaded, selected, err := suite.LoadSelected(filepath.Join("..", "features"), o.Selection, o.Shard) // read anew, since it is changed
				require.NoError(t, err)
				changed := 0
				for _, sc := range selected {
					for _, app := range sc.Need.Apps {
						for key, value := range shop {
							if s, _ := settings.Lookup(key); !sc.Need.DependsOn(s) {
								app.Settings = app.Settings.With(settings.Values{key: value})
								changed++
							}
						}
					}
				}
				require.Greater(t, changed, len(selected)/2, "most scenarios leave something open")
				on, err := connect.Open(t.Context(), o.Target)
				require.NoError(t, err)
				defer func() { require.NoError(t, on.Close()) }()
				for _, s := range Play(t.Context(), Job{Options: o, Suite: loaded, Selected: selected, Target: on}).Scenarios {
					assert.Contains(t, []reports.Verdict{reports.Passed, reports.NotApplicable}, s.Verdict, "%s: %s", s.ID, s.Reason)
				}
			})
		}
	}
}
