package static

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner/suite"
)

func TestASuggestionNamesWhatIsMissingOnceAndNoMore(t *testing.T) {
	s := inventoryOf(orgOf("main", flowOn))
	list := []*suite.Scenario{
		scenarioOf(t, "a", "a private client"),
		scenarioOf(t, "b", "a private client", `the app has "`+pkce+`" on`),
		scenarioOf(t, "c", "a private client", `the app has "`+pkce+`" on`, "the user is frozen"),
		scenarioOf(t, "d", "a private client", `the org has "Allow Authorization Code and Credentials Flows" off`),
		scenarioOf(t, "e", "a private client", "the administrator freezes the user"),
	}
	s.AssignAll(list, 1)
	got := s.Suggest(list)
	orgs, apps, users := got.Size()
	assert.Equal(t, []int{1, 2, 2, 3}, []int{orgs, apps, users, got.Scenarios})
	assert.Equal(t, `# Passwords are plain, unless a comment says otherwise: `+plainRule+`.
provisioning:
  static:
    orgs:
      # Add these to the org that exists.
      - name: "main"
        site: "http://127.0.0.1:1/main"
        apps:
          - name: app-3        # for 2 scenarios
            client_id: ${MAIN_APP_3_CLIENT_ID}
            client_secret: ${MAIN_APP_3_CLIENT_SECRET}
            settings: {app.callback_urls: ["https://app.codecred.example/callback"], app.enable_code_credentials_flow: on, app.enable_oauth: on, app.require_pkce: on, app.scopes: ["api","refresh_token"], policy.permitted_users: admin_approved_users_are_pre_authorized}
            left_out: default
        users:
          - username: main-user-2@codecred.example        # for 1 scenarios
            password: ${MAIN_USER_2_PASSWORD}
            approved_apps: all
            state: frozen
      - name: "org-2"
        site: ${ORG_2_SITE}
        settings: {}
        left_out: default
        apps:
          - name: app-1        # for 1 scenarios
            client_id: ${ORG_2_APP_1_CLIENT_ID}
            client_secret: ${ORG_2_APP_1_CLIENT_SECRET}
            settings: {app.callback_urls: ["https://app.codecred.example/callback"], app.enable_code_credentials_flow: on, app.enable_oauth: on, app.scopes: ["api","refresh_token"], policy.permitted_users: admin_approved_users_are_pre_authorized}
            left_out: default
        users:
          - username: org-2-user-1@codecred.example        # for 1 scenarios
            password: ${ORG_2_USER_1_PASSWORD}
            approved_apps: all
`, terminal.TargetFilePart(got))
}

func TestNothingIsSuggestedWhereAllIsThere(t *testing.T) {
	s := inventoryOf(orgOf("main", flowOn))
	list := []*suite.Scenario{scenarioOf(t, "a", "a private client"), scenarioOf(t, "b", "a public client")}
	s.AssignAll(list, 1)
	got := s.Suggest(list)
	assert.Empty(t, got.Orgs)
	assert.Zero(t, got.Scenarios)
}

// The words that a suggestion puts into a target file are read as they were meant.
func TestASuggestionIsATargetFile(t *testing.T) {
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	s := inventoryOf()
	got := s.Suggest(loaded.Scenarios)
	value := 0
	file, err := target.Parse([]byte("codecred: 1\nconsent: "+provisioning.Consent+"\n"+terminal.TargetFilePart(got)), "t.yaml", target.Options{
		LookupEnv: func(string) (string, bool) { value++; return "https://acme.example/" + string(rune('a'+value)), true },
	})
	require.NoError(t, err)
	source, ok := file.Source.(*static.Source)
	require.True(t, ok)
	require.Len(t, source.Orgs, len(got.Orgs))
	for i, org := range source.Orgs {
		assert.Len(t, org.Apps, len(s.orgs[i].apps))
		for j, app := range org.Apps {
			assert.Equal(t, s.orgs[i].apps[j].Settings.Canonical(), app.Settings.Canonical())
		}
		for j, user := range org.Users {
			assert.Equal(t, s.orgs[i].users[j].State, user.State)
			assert.Equal(t, s.orgs[i].users[j].AllApps, user.AllApps)
		}
	}
}
