package forecast

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// listed makes an org with an app and a user, and returns a static target file that says these settings of the app.
func listed(t *testing.T, says string) string {
	t.Helper()
	file, _ := counted(t, false)
	on, err := connect.Open(t.Context(), connect.Options{Name: file})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, on.Close()) })
	org, err := on.Provisioner.CreateOrg(t.Context())
	require.NoError(t, err)
	_, err = on.Provisioner.ChangeOrg(t.Context(), org.ID, settings.Values{settings.AllowFlows: settings.On})
	require.NoError(t, err)
	apps, err := on.Provisioner.CreateApps(t.Context(), org.ID, []provisioning.AppSpec{{Name: "shop", Settings: settings.Values{
		settings.EnableOAuth: settings.On, settings.EnableFlow: settings.On, settings.CallbackURLs: settings.List("https://shop.example/cb"),
		settings.AppScopes: settings.List("refresh_token", "api"), settings.RequirePKCE: settings.On,
	}}})
	require.NoError(t, err)
	spec := provisioning.UserSpec{Username: "ada@shop.example", Password: "A-Password-Of-Ada", State: provisioning.Active, ApprovedApps: []string{apps[0].ID}}
	_, err = on.Provisioner.CreateUsers(t.Context(), org.ID, []provisioning.UserSpec{spec})
	require.NoError(t, err)
	t.Setenv("SHOP_SECRET", apps[0].ClientSecret)
	t.Setenv("ADA_PASSWORD", spec.Password)
	path := filepath.Join(t.TempDir(), "static.yaml")
	require.NoError(t, os.WriteFile(path, fmt.Appendf(nil, `codecred: 1
provisioning:
  static:
    orgs:
      - name: main
        site: %s
        apps:
          - name: shop
            client_id: %s
            client_secret: ${SHOP_SECRET}
            settings: {app.callback_urls: [https://shop.example/cb], app.scopes: [api, refresh_token]%s}
        users: [{username: ada@shop.example, password: "${ADA_PASSWORD}", approved_apps: all}]
`, org.Site, apps[0].ClientID, says), 0o600))
	return path
}

func TestCheckNamesOnceWhatTheTargetFileDoesNotSay(t *testing.T) {
	out, err := Check(t.Context(), Options{Selection: selection(""), Target: connect.Options{Name: listed(t, ", app.require_credentials_in_post_body: on, app.require_pkce: on")}})
	require.NoError(t, err)
	assert.True(t, out.Looked)
	found := map[string]reports.FoundSetting{}
	for _, f := range out.Settings {
		assert.NotContains(t, found, f.Key)
		found[f.Key] = f
	}
	assert.Equal(t, reports.FoundSetting{Org: "main", Key: settings.AllowFlows, Acts: "on", How: "a login was accepted"}, found[settings.AllowFlows])
	assert.Equal(t, "off", found[settings.PostBodyOnly].Acts)
	assert.Equal(t, "on", found[settings.PostBodyOnly].Says)
	assert.NotContains(t, found, settings.RequirePKCE, "the file says it as the server acts")
	assert.NotContains(t, found, settings.AppScopes, "the order of scopes means nothing")
	assert.Empty(t, found[settings.WebServerSecret].Says)
}
