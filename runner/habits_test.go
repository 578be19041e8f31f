package runner

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/metadata"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// inHabit are requirements with scenarios that a habit of an org reaches: PKCE of the app and of the org, changes of an app
// and of the org, Callback URLs with a custom scheme, an app without scopes or with the flow off, and usual logins.
const inHabit = "@CC-PKCE-01 or @CC-PKCE-02 or @CC-PKCE-06 or @CC-PKCE-10 or @CC-PKCE-30 or @CC-PKCE-34 or @CC-ORG-01 or @CC-ORG-04 or @CC-FLOW-01 or @CC-FLOW-04 or " +
	"@CC-FLOW-05 or @CC-OAUTH-04 or @CC-CALL-01 or @CC-CALL-12 or @CC-CALL-16 or @CC-POST-01 or @CC-SEC-01 or @CC-CRED-02"

// everyHabit is the name of the variable with which `make habits` plays the whole suite.
const everyHabit = "CODECRED_WHOLE"

// small starts an org with habits, and returns a target file for it.
func small(t *testing.T, habits ...*metadata.Habit) string {
	t.Helper()
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{
		Metadata: true, Habits: habits, Server: refserver.Options{Cost: tenant.TestPasswordCost},
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	file := filepath.Join(t.TempDir(), "target.yaml")
	require.NoError(t, os.WriteFile(file, fmt.Appendf(nil, `codecred: 1
name: Small
provisioning:
  salesforce:
    instance_url: %[1]s
    access_token: ${CODECRED_TEST_TOKEN}
    site: %[1]s/sites/%[2]s
    profile: %[3]s
    account: %[4]s
    propagation_timeout: 3s
limits: {failed_logins_per_user: 100, parallel: 16, requests_per_second: 10000}
`, server.URL, provisioning.SingleOrg, metadata.Profile, metadata.Account), 0o600))
	return file
}

// TestNoHabitOfAnOrgIsAFailure plays a part of the suite on orgs that do what real orgs do. Nothing fails for it; what cannot
// be decided says why, in the words of the org where it has some.
func TestNoHabitOfAnOrgIsAFailure(t *testing.T) {
	tags := inHabit
	if os.Getenv(everyHabit) != "" {
		tags = ""
	}
	habits := map[*metadata.Habit]struct {
		exit    int
		verdict reports.Verdict // of the scenarios that the habit concerns
		reason  string          // of theirs
	}{
		metadata.KeepsPKCE:      {reports.ExitConformant, reports.NotApplicable, "the target overrides settings: app.require_pkce must be off, and is on"},
		metadata.KeepsOrgPKCE:   {reports.ExitConformant, reports.NotApplicable, "the target overrides settings: org.require_pkce must be on, and is off"},
		metadata.KeepsFlowsOff:  {reports.ExitIncomplete, reports.NotApplicable, "org.allow_code_credentials_flows must be on, and is off"},
		metadata.KeepsFlowOff:   {reports.ExitIncomplete, reports.NotApplicable, "app.enable_code_credentials_flow must be on, and is off"},
		metadata.LateChanges:    {reports.ExitConformant, "", ""},
		metadata.SwitchFirst:    {reports.ExitConformant, "", ""},
		metadata.PickyApps:      {reports.ExitIncomplete, reports.NotRun, "the org refuses the app: "},
		metadata.FewLicences:    {reports.ExitIncomplete, reports.NotRun, `the org has no more licences "Customer Community"`},
		metadata.RefusedProfile: {reports.ExitTarget, reports.NotRun, "portal account owner must have a role"},
		metadata.QuotedValues:   {reports.ExitConformant, "", ""},
		metadata.Finalizing:     {reports.ExitConformant, "", ""},
		metadata.NoSOAP:         {reports.ExitTarget, reports.NotRun, "INVALID_SESSION_ID"},
		metadata.HiddenSecrets:  {reports.ExitTarget, reports.NotRun, "ViewClientSecret"},
		metadata.Pages:          {reports.ExitTarget, reports.NotRun, "what answers is a page"},
	}
	assert.Len(t, habits, len(metadata.Habits()), "each habit is tried")
	for habit, want := range habits {
		t.Run(habit.Name, func(t *testing.T) {
			results, err := Run(t.Context(), Options{Selection: selection(tags), Target: connect.Options{Name: small(t, habit)}})
			if failed, ok := errors.AsType[*reports.Error](err); ok { // the org was not reached
				assert.Equal(t, want.exit, failed.Exit)
				assert.ErrorContains(t, err, want.reason)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, want.exit, results.ExitCode, results.Reason)
			assert.Empty(t, results.Run.NotRemoved)
			concerned, passed := 0, 0
			for _, s := range results.Scenarios {
				switch {
				case want.reason != "" && s.Verdict == want.verdict && strings.Contains(s.Reason, want.reason):
					concerned++
				case s.Verdict == reports.Passed:
					passed++
				default:
					assert.Equal(t, reports.NotApplicable, s.Verdict, "%s %s: %s", s.ID, s.Name, s.Reason)
				}
			}
			assert.Equal(t, want.reason != "", concerned > 0, "scenarios that the habit concerns: %d", concerned)
			if want.exit != reports.ExitIncomplete {
				assert.Equal(t, want.exit == reports.ExitConformant, passed > 0, "scenarios that passed: %d", passed)
			}
		})
	}
}

// TestAnOrgWithoutAHabitConforms is the control.
func TestAnOrgWithoutAHabitConforms(t *testing.T) {
	results := judged(t.Context(), t, Options{
		Selection: suite.Selection{Tags: inHabit, Profile: features.Salesforce}, Target: connect.Options{Name: small(t)},
	})
	assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
}
