package static

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
)

// loginsOf lists logins as "user at app".
func loginsOf(s *Inventory, all bool) []string {
	var out []string
	for _, p := range s.Logins(all) {
		out = append(out, p.Users[flow.TheUser].Made.Username+" at "+p.Apps[flow.TheApp].Made.Name)
	}
	return out
}

func TestEachAppAndEachUserLogsInOnce(t *testing.T) {
	frozen, outsider := userOf("frozen"), userOf("outsider")
	frozen.State, outsider.AllApps = provisioning.Frozen, false
	org := orgOf("main", flowOn)
	org.Users = append(org.Users, userOf("bert"), userOf("carl"), frozen, outsider)
	assert.Equal(t, []string{"main-anna at private", "bert at public", "carl at private"}, loginsOf(inventoryOf(org), true))
	org.Apps = append(org.Apps, appOf("off", private.With(settings.Values{settings.EnableFlow: settings.Off})),
		appOf("fenced", private.With(settings.Values{settings.IPRelaxation: settings.Text(settings.Enforce), settings.TrustedIPRanges: settings.List("10.0.0.0/8")})),
		appOf("open", private.With(settings.Values{settings.PermittedUsers: settings.Text(settings.SelfAuthorize)})))
	assert.Equal(t, []string{"main-anna at private", "bert at public", "carl at open", "outsider at open"}, loginsOf(inventoryOf(org), true))
	assert.Empty(t, loginsOf(inventoryOf(orgOf("closed", nil)), true), "the flow is not allowed there")
}

func TestOnlyWhoServesAScenarioLogsIn(t *testing.T) {
	s := inventoryOf(orgOf("main", flowOn))
	assert.Empty(t, loginsOf(s, false))
	s.AssignAll([]*suite.Scenario{scenarioOf(t, "a", "a private client")}, 1)
	assert.Equal(t, []string{"main-anna at private"}, loginsOf(s, false))
}

func TestWhatIsSuggestedDoesNotLogIn(t *testing.T) {
	s := inventoryOf(orgOf("main", flowOn))
	list := []*suite.Scenario{scenarioOf(t, "a", "a private client", "another private client", "another user")}
	s.Suggest(list)
	assert.Equal(t, []string{"main-anna at private", "main-anna at public"}, loginsOf(s, true))
}

// What a target file does not say is not assumed: what depends on it is not run, and requests have a
// code challenge, which is right whether PKCE is required or not.
func TestWhatIsLeftOutIsUnknown(t *testing.T) {
	app := appOf("shop", settings.Values{
		settings.EnableOAuth: settings.On, settings.EnableFlow: settings.On, settings.CallbackURLs: settings.List("https://shop.example/cb", "shop://cb"),
		settings.AppScopes: settings.List("openid", "api", "refresh_token"), settings.WebServerSecret: settings.On, settings.RefreshSecret: settings.On,
	})
	app.AtDefault = false
	org := static.Org{Name: "main", Site: "http://127.0.0.1:1", Settings: flowOn, Apps: []static.App{app}, Users: []static.User{userOf("anna")}}
	for name, tt := range map[string]struct {
		line string
		lack string // "" where the scenario runs
	}{
		"a usual request":            {"the app asks for authorization", ""},
		"a scope that every app has": {`the app asks for authorization with the scope "api"`, ""},
		"another scope":              {`the app asks for authorization with the scope "web"`, `app.scopes must be ["api","refresh_token"]`},
		"no challenge":               {"the app asks for authorization without a code challenge", "org.require_pkce must be off, and the target file does not say it"},
		"a Basic header":             {"the app asks for authorization with credentials in the Basic header", "app.require_credentials_in_post_body must be off, and the target file does not say it"},
		"another callback URL":       {`the app asks for authorization with the callback URL "https://other.example/cb"`, `app.callback_urls must be`},
		"a revocation":               {"the app revokes the access token", "app.named_user_jwt must be off, and the target file does not say it"},
		"a setting":                  {`the app has "Enable Refresh Token Rotation" on`, "policy.rotate_refresh_tokens must be on, and the target file does not say it"},
	} {
		s := inventoryOf(org)
		sc := scenarioOf(t, "a", "a private client", tt.line)
		s.AssignAll([]*suite.Scenario{sc}, 1)
		if tt.lack != "" {
			assert.Contains(t, s.Shortfall(sc), tt.lack, name)
			continue
		}
		assert.Empty(t, s.Shortfall(sc), name)
		assert.True(t, s.Parties(sc, 1).Apps[flow.TheApp].Made.Settings.On(settings.RequirePKCE), name)
		assert.True(t, s.Parties(sc, 1).Orgs[flow.TheOrg].Made.Settings.On(settings.OrgRequirePKCE), name)
	}
}
