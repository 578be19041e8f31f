package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
	need := NewNeed()
	require.NoError(t, plan(need, "a private client"))
	require.NoError(t, plan(need, `the administrator sets "Trusted IP Ranges" to codecred's own address for the app`))
	assert.True(t, need.Apps[TheApp].Own)
	assert.Error(t, plan(need, `the administrator sets "Trusted IP Ranges" to "{the moon's address}" for the app`))
}
