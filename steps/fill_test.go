package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire/redact"
)

func filled(secret, template string) (string, error) {
	stage := &Stage{Apps: map[Role]App{TheApp: {App: provisioning.App{ClientID: "id", ClientSecret: secret}, Org: TheOrg}}}
	w := NewWorld(stage, nil, redact.New(nil))
	return w.fill(newTokenRequest(newAuthorization(cast{app: TheApp, user: TheUser}, false), true), template)
}

func TestFillMakesAnotherValue(t *testing.T) {
	got, err := filled("Mixed1", "{client_secret in upper case}")
	require.NoError(t, err)
	assert.Equal(t, "MIXED1", got)
}

// A consumer secret of Salesforce's is in upper case: the same once more would be
// accepted, and a server blamed for it.
func TestFillRefusesAnEditThatChangesNothing(t *testing.T) {
	for template, says := range map[string]string{
		"{client_secret in upper case}":        "client_secret in upper case would be no other than client_secret is",
		"{client_secret cut to 8 characters}":  "would be no other",
		"a {client_secret in upper case} in b": "would be no other",
	} {
		_, err := filled("ABC123", template)
		var failure *Failure
		require.ErrorAs(t, err, &failure, template)
		assert.Equal(t, reports.NotRun, failure.Verdict)
		assert.Contains(t, failure.Observed, says)
	}
}

func TestFillSendsNoSecretThatThereIsNot(t *testing.T) {
	_, err := filled("", "{client_secret}")
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.NotRun, failure.Verdict)
	assert.Contains(t, failure.Observed, "no client_secret")
}
