package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

func TestOwnAddressIsARangeOfOne(t *testing.T) {
	for seen, want := range map[string]string{
		"127.0.0.1":        "127.0.0.1/32",
		"::1":              "::1/128",
		"2001:db8::7":      "2001:db8::7/128",
		"::ffff:127.0.0.1": "127.0.0.1/32",
		"fe80::1%eth0":     "fe80::1/128",
	} {
		t.Run(seen, func(t *testing.T) {
			got, err := ownAddress(seen)
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
	for _, seen := range []string{"", "localhost", "127.0.0.1:80"} {
		_, err := ownAddress(seen)
		assert.ErrorContains(t, err, "client_address", "%q", seen)
	}
}

func TestALineWithTheOwnAddressIsPlanned(t *testing.T) {
	needs := need.New()
	require.NoError(t, plan(needs, "a private client"))
	require.NoError(t, plan(needs, `the administrator sets "Trusted IP Ranges" to codecred's own address for the app`))
	assert.True(t, needs.Apps[flow.TheApp].Own)
	assert.Error(t, plan(needs, `the administrator sets "Trusted IP Ranges" to "{the moon's address}" for the app`))
}

func filled(secret string, template flow.Template) (string, error) {
	env := &Environment{Apps: map[flow.Role]App{flow.TheApp: {App: provisioning.App{ClientID: "id", ClientSecret: secret}, Org: flow.TheOrg}}}
	w := NewWorld(env, nil, redact.New(nil))
	return w.fill(flow.NewToken(flow.NewAuthorization(flow.Usual(), false), true), template)
}

func TestFillMakesAnotherValue(t *testing.T) {
	got, err := filled("Mixed1", "{client_secret in upper case}")
	require.NoError(t, err)
	assert.Equal(t, "MIXED1", got)
}

// The consumer secrets of Salesforce are in upper case. A secret "in upper case" would be the same
// one: the server would accept it and be blamed for it.
func TestFillRefusesAnEditThatChangesNothing(t *testing.T) {
	for template, says := range map[flow.Template]string{
		"{client_secret in upper case}":        "client_secret in upper case would be no other than client_secret is",
		"{client_secret cut to 8 characters}":  "would be no other",
		"a {client_secret in upper case} in b": "would be no other",
	} {
		_, err := filled("ABC123", template)
		var cannot *flow.UnaskableError
		require.ErrorAs(t, err, &cannot, template)
		assert.Contains(t, cannot.Why, says)
	}
}

func TestFillSendsNoSecretThatThereIsNot(t *testing.T) {
	_, err := filled("", "{client_secret}")
	var cannot *flow.UnaskableError
	require.ErrorAs(t, err, &cannot)
	assert.Contains(t, cannot.Why, "no client_secret")
}
