package forecast

import (
	"bytes"
	"encoding/xml"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/metadata"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/fixtures/salesforceapi"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
)

// selection selects by a tag expression in the default profile.
func selection(tags string) suite.Selection {
	return suite.Selection{Tags: tags, Profile: features.Salesforce}
}

// smallOrg serves the reference server as a small Salesforce org and returns the
// target file; what is asked of it is logged.
func smallOrg(t *testing.T, log *bytes.Buffer) string {
	t.Helper()
	o := refserver.ServeOptions{Metadata: true, Server: refserver.Options{Cost: tenant.TestPasswordCost}}
	if log != nil {
		o.Server.Logger = slog.New(slog.NewTextHandler(log, nil))
	}
	server, err := refserver.Start(t.Context(), o)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	path := filepath.Join(t.TempDir(), "org.yaml")
	text := "codecred: 1\nprovisioning: {salesforce: {instance_url: " + server.URL + ", access_token: \"${CODECRED_TEST_TOKEN}\", site: " +
		server.URL + "/sites/default, profile: " + metadata.Profile + ", account: " + metadata.Account + "}}\n"
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// packageIn reads the files of a folder as the Metadata API does: every component
// is held against the fields of its type.
func packageIn(t *testing.T, dir string) (*salesforceapi.Package, map[string][]byte) {
	t.Helper()
	files, byPath := []salesforceapi.File{}, map[string][]byte{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		within, _ := filepath.Rel(dir, path) // it is below dir
		files = append(files, salesforceapi.File{Path: filepath.ToSlash(within), Data: data})
		byPath[filepath.ToSlash(within)] = data
		return err
	}))
	pkg, problems := salesforceapi.ReadPackage(files)
	require.Empty(t, problems)
	return pkg, byPath
}

// A row is what the documents say of a setting: the kind of file, the field, and
// its text when the setting is on and when it is off.
type fieldRow struct{ folder, suffix, field, on, off string }

var documented = map[string]fieldRow{
	settings.EnableOAuth:         {"extlClntAppPolicies", "_plcy.ecaPlcy", "isOauthPluginEnabled", "true", "false"},
	settings.EnableFlow:          {"extlClntAppGlobalOauthSets", "_glbloauth.ecaGlblOauth", "isCodeCredFlowEnabled", "true", "false"},
	settings.PostBodyOnly:        {"extlClntAppGlobalOauthSets", "_glbloauth.ecaGlblOauth", "isCodeCredPostOnly", "true", "false"},
	settings.RequirePKCE:         {"extlClntAppGlobalOauthSets", "_glbloauth.ecaGlblOauth", "isPkceRequired", "true", "false"},
	settings.WebServerSecret:     {"extlClntAppGlobalOauthSets", "_glbloauth.ecaGlblOauth", "isConsumerSecretOptional", "false", "true"},
	settings.RefreshSecret:       {"extlClntAppGlobalOauthSets", "_glbloauth.ecaGlblOauth", "isSecretRequiredForRefreshToken", "true", "false"},
	settings.RotateRefreshTokens: {"extlClntAppGlobalOauthSets", "_glbloauth.ecaGlblOauth", "isRefreshTokenRotationEnabled", "true", "false"},
	settings.NamedUserJWT:        {"extlClntAppGlobalOauthSets", "_glbloauth.ecaGlblOauth", "isNamedUserJwtEnabled", "true", "false"},
	settings.EnableGuestFlow:     {"extlClntAppOauthPolicies", "_oauthPlcy.ecaOauthPlcy", "isGuestCodeCredFlowEnabled", "true", "false"},
}

// textOf returns the text of the one element of that name.
func textOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	file := struct {
		Fields []struct {
			XMLName xml.Name
			Text    string `xml:",chardata"`
		} `xml:",any"`
	}{}
	require.NoError(t, xml.Unmarshal(data, &file))
	found := []string{}
	for _, field := range file.Fields {
		if field.XMLName.Local == name {
			found = append(found, field.Text)
		}
	}
	require.Len(t, found, 1, "%s in %s", name, data)
	return found[0]
}

func TestMetadataIsWhatARunWouldDeploy(t *testing.T) {
	log := bytes.Buffer{}
	o := Options{Selection: selection(""), Target: connect.Options{Name: smallOrg(t, &log)}}
	dir := filepath.Join(t.TempDir(), "metadata")
	names, err := WriteMetadata(t.Context(), o, dir)
	require.NoError(t, err)
	assert.NotContains(t, log.String(), "deployRequest", "nothing is deployed")
	assert.NotContains(t, log.String(), "sobjects", "no record is written")
	assert.Equal(t, []string{"1-org", "2-apps", "3-org", "4-org", "5-org", "6-org", "7-removal"}, names, "a real org takes no app with the flow before it allows the flow")

	apps, files := packageIn(t, filepath.Join(dir, names[1]))
	specs := plannedFor(t, o).Single.Apps
	assert.Len(t, apps.Components, 6*len(specs))
	seen := map[string]bool{}
	for _, planned := range specs {
		name := salesforceapi.DeveloperName(planned.Spec.Name)
		for key, row := range documented {
			want := row.off
			if planned.Spec.Settings.On(key) {
				want = row.on
			}
			assert.Equal(t, want, textOf(t, files[row.folder+"/"+name+row.suffix], row.field), "%s of %s", key, name)
			seen[key+" "+strconv.FormatBool(planned.Spec.Settings.On(key))] = true
		}
	}
	for _, value := range []string{"true", "false"} {
		assert.True(t, seen[settings.WebServerSecret+" "+value], "both values of the inverted field are written")
	}
	removal, _ := packageIn(t, filepath.Join(dir, names[len(names)-1]))
	assert.Len(t, removal.Remove, 2*len(specs), "every app with its permission set")
	assert.Len(t, removal.Components, 1, "the org's settings as they were")
	project, err := os.ReadFile(filepath.Join(dir, "sfdx-project.json"))
	require.NoError(t, err)
	assert.Contains(t, string(project), `"sourceApiVersion": "66.0"`)
}

// plannedFor is the plan of a run against the target of some options.
func plannedFor(t *testing.T, o Options) *plan.Plan {
	t.Helper()
	_, selected, err := suite.LoadSelected(o.Features, o.Selection, suite.Shard{})
	require.NoError(t, err)
	on, err := connect.Open(t.Context(), o.Target)
	require.NoError(t, err)
	defer func() { require.NoError(t, on.Close()) }()
	planner := plan.NewPlanner(on.Offered(), on.Capabilities.Orgs, "plan", func() string { return "" })
	for _, sc := range selected {
		if plan.Excluded(sc, on) == "" {
			planner.Add(sc)
		}
	}
	return planner.Plan
}

func TestEachStateOfTheOrgIsAPackage(t *testing.T) {
	o := Options{Selection: selection("@CC-ORG-01"), Target: connect.Options{Name: smallOrg(t, nil)}}
	dir := t.TempDir()
	names, err := WriteMetadata(t.Context(), o, dir)
	require.NoError(t, err)
	require.Equal(t, []string{"1-org", "2-apps", "3-org", "4-removal"}, names)
	on, files := packageIn(t, filepath.Join(dir, "1-org"))
	require.Len(t, on.Components, 1)
	assert.Equal(t, "true", textOf(t, files["settings/OauthOidc.settings"], "oAuthCdCrdtFlowEnable"))
	assert.NotContains(t, string(files["settings/OauthOidc.settings"]), "isPkceRequired", "what stays is not deployed")
	_, files = packageIn(t, filepath.Join(dir, "4-removal"))
	assert.Equal(t, "false", textOf(t, files["settings/OauthOidc.settings"], "oAuthCdCrdtFlowEnable"))
	assert.Contains(t, string(files["destructiveChanges.xml"]), "<name>ExternalClientApplication</name>")

	_, err = WriteMetadata(t.Context(), o, dir)
	assert.ErrorContains(t, err, "not empty")
}

func TestOnlySalesforceHasMetadata(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "metadata")
	_, err := WriteMetadata(t.Context(), Options{Selection: selection("@CC-ORG-01")}, dir)
	var typed *reports.Error
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, reports.ExitUsage, typed.Exit)
	assert.ErrorContains(t, err, "whose provisioning is salesforce")
	assert.NoDirExists(t, dir)
}
