package runner

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/codecred/codecred/fixtures/refserver/rules"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/forecast"
	"github.com/codecred/codecred/runner/suite"
)

// singleOrg is a server of a single org whose requests are logged.
func singleOrg(log *bytes.Buffer, profile features.Profile) refserver.ServeOptions {
	o := refserver.ServeOptions{SingleOrg: true}
	o.Server.Profile = rules.Profile(profile)
	o.Server.Logger = slog.New(slog.NewTextHandler(log, nil))
	return o
}

// cost is the number of requests of each kind to the provisioning face of a single org.
type cost struct{ changes, batches, removed int }

func costIn(log string) cost {
	count := func(pattern string) int { return len(regexp.MustCompile(pattern).FindAllString(log, -1)) }
	return cost{
		changes: count(`method=PATCH path=/provisioning/v1/orgs/default status=200`),
		batches: count(`method=POST path=/provisioning/v1/orgs/default/apps status=201`),
		removed: count(`method=DELETE path=/provisioning/v1/orgs/default/apps/\S+ status=204`),
	}
}

// onSingleOrg runs a selection and expects a number of changes of the org. The last change gives
// the org its settings back.
func onSingleOrg(t *testing.T, sel suite.Selection, changes int) *reports.Results {
	t.Helper()
	log := bytes.Buffer{}
	file := startReference(t, singleOrg(&log, sel.Profile))
	return asSeldom(t, Options{Selection: sel, Target: connect.Options{Name: file}}, &log, changes)
}

func asSeldom(t *testing.T, o Options, log *bytes.Buffer, changes int) *reports.Results {
	t.Helper()
	found, err := forecast.Check(t.Context(), forecast.Options{Selection: o.Selection, Target: o.Target})
	require.NoError(t, err)
	assert.Equal(t, changes, found.OrgChanges, "what is foretold")
	results := judged(t.Context(), t, o)
	assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
	assert.Empty(t, results.Run.NotRemoved)
	got := costIn(log.String())
	assert.Equal(t, changes, got.changes)
	assert.Equal(t, 1, got.batches, "all apps are made at once")
	assert.Positive(t, got.removed)
	return results
}

func TestTheOrgsSwitchCostsASingleOrgTwoChanges(t *testing.T) {
	onSingleOrg(t, selection("@CC-ORG-01"), 2)
}

func TestASingleOrgGivesTheSameVerdictsWithTheFewestChanges(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite four times")
	}
	for profile, changes := range map[features.Profile]int{features.Salesforce: 7, features.Strict: 6} {
		t.Run(string(profile), func(t *testing.T) {
			sel := suite.Selection{Profile: profile}
			many := judged(t.Context(), t, Options{Selection: sel, Target: connect.Options{Profile: profile}})
			one := onSingleOrg(t, sel, changes)
			require.Len(t, one.Scenarios, len(many.Scenarios))
			for i, s := range one.Scenarios {
				if s.Verdict != reports.NotApplicable { // a single org has no other beside it
					assert.Equal(t, many.Scenarios[i].Verdict, s.Verdict, "%s: %s", s.ID, s.Reason)
				}
			}
		})
	}
}

func TestAProgramChangesASingleOrgAsSeldom(t *testing.T) {
	for tags, changes := range map[string]int{"@CC-ORG-01": 2, "@CC-REG-09": 4} {
		log := bytes.Buffer{}
		file := programFor(t, singleOrg(&log, features.Salesforce), "sound", itself(), 20*time.Second)
		asSeldom(t, Options{Selection: selection(tags), Target: connect.Options{Name: file}}, &log, changes)
	}
}

// clockFeature has scenarios that change the org and let time pass, so that one
// runs after the other.
const clockFeature = `Feature: Time passes
  @CC-ORG-01
  Scenario Outline: The flow is off after <minutes> minutes
    Given a private client
    When <minutes> minutes pass
    And the administrator turns "Allow Authorization Code and Credentials Flows" off for the org
    And the app asks for authorization
    Then the authorization request is refused
    But the same request is accepted once the administrator has turned "Allow Authorization Code and Credentials Flows" on for the org
    Examples:
      | minutes |
      | 5       |
      | 6       |
      | 7       |
`

func TestScenariosThatLetTimePassTakeTheOrgInTurn(t *testing.T) {
	dir, log := t.TempDir(), bytes.Buffer{}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "clock.feature"), []byte(clockFeature), 0o600))
	results := judged(t.Context(), t, Options{Features: dir, Selection: selection(""), Target: connect.Options{Name: startReference(t, singleOrg(&log, features.Salesforce))}})
	for _, s := range results.Scenarios {
		assert.Equal(t, reports.Passed, s.Verdict, s.Reason)
	}
	assert.Len(t, results.Scenarios, 3)
	assert.Equal(t, 6, costIn(log.String()).changes, "each turns the flow on and off")
}
