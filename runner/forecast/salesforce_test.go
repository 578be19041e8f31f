package forecast

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
)

// On Salesforce each change is a deployment. All apps are in one deployment, and the last one
// reverts the settings and removes everything.
func TestSalesforceChangesItsOrgAsSeldom(t *testing.T) {
	log := bytes.Buffer{}
	file := smallOrg(t, &log)
	for tags, changes := range map[string]int{"@CC-ORG-01": 2, "": 5} {
		found, err := Check(t.Context(), Options{Selection: selection(tags), Target: connect.Options{Name: file}})
		require.NoError(t, err)
		assert.Equal(t, changes, found.OrgChanges, tags)
	}
	log.Reset()
	results, err := runner.Run(t.Context(), runner.Options{Selection: selection("@CC-ORG-01"), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
	assert.Equal(t, 3, strings.Count(log.String(), "/metadata/deployRequest status="), "apps, the switch on, all of it removed")
}
