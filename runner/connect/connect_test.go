package connect

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
)

func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "target.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestTheReferenceServerIsOpenUntilItIsClosed(t *testing.T) {
	on, err := Open(t.Context(), Options{Profile: features.Strict, Parallel: 3})
	require.NoError(t, err)
	assert.Equal(t, "embedded", on.Kind)
	assert.Equal(t, 3, on.Limits.Parallel)
	assert.GreaterOrEqual(t, on.Limits.RequestTimeout, time.Minute, "a machine that is busy does not make a server wrong")
	assert.False(t, on.IsStatic())
	assert.Contains(t, on.Offered(), settings.AllowFlows)
	assert.True(t, on.OffersFlow(""), "that of a named user")
	assert.True(t, on.OffersFlow(provisioning.UserRegistration))
	described := on.ForResults()
	assert.Equal(t, "the reference server", described.Name)
	assert.Empty(t, described.NotSupported)
	org, err := on.Provisioner.CreateOrg(t.Context())
	require.NoError(t, err)
	assert.NotEmpty(t, org.Site)
	require.NoError(t, on.Close())
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond) // a server that is not there is asked again until then
	defer cancel()
	_, err = on.Provisioner.Org(ctx, org.ID)
	assert.Error(t, err)
	assert.NoError(t, on.Close(), "closing again does nothing")
}

// A setting that a target file declares as not supported is not offered, even if the target offers
// it.
func TestWhatIsDeclaredAwayIsNotOffered(t *testing.T) {
	on, err := Open(t.Context(), Options{Name: written(t, `codecred: 1
name: listed
provisioning: {static: {orgs: []}}
not_supported:
  - app.require_pkce: it is always on
  - user-registration
`)})
	require.NoError(t, err)
	defer func() { assert.NoError(t, on.Close()) }()
	assert.True(t, on.IsStatic())
	assert.NotContains(t, on.Offered(), "app.require_pkce")
	assert.Contains(t, on.Offered(), settings.AllowFlows)
	entry, ok := on.Unsupported("app.require_pkce")
	assert.True(t, ok)
	assert.Equal(t, "it is always on", entry.Reason)
	_, ok = on.Unsupported(settings.AllowFlows)
	assert.False(t, ok)
	assert.False(t, on.OffersFlow(provisioning.UserRegistration))
	assert.Contains(t, on.ForResults().NotSupported, "app.require_pkce: it is always on")
}

// A wrong file is a usage error; a target that does not answer is not.
func TestATargetThatCannotBeOpened(t *testing.T) {
	for text, exit := range map[string]int{
		"codecred: 1\nboss: me\n": reports.ExitUsage,
		"codecred: 1\nname: x\nprovisioning: {http: {url: \"http://127.0.0.1:1\", token: \"${file:" + written(t, "secret-of-the-test-of-length-40-characters") + "}\"}}\nlimits: {request_timeout: 1s}\n": reports.ExitTarget,
	} {
		_, err := Open(t.Context(), Options{Name: written(t, text)})
		var failed *reports.Error
		require.ErrorAs(t, err, &failed)
		assert.Equal(t, exit, failed.Exit, err)
	}
}

// If the reference server cannot start, the target cannot be reached, and the error says why.
func TestAReferenceServerThatCannotStart(t *testing.T) {
	for says, o := range map[string]Options{
		"the reference server did not start: ":                                       {Reference: refserver.Options{PublicURL: "as.example"}},
		`connect.test", not from "github.com/codecred/codecred/runner/cmd/codecred"`: {Name: ContainerTarget}, // the image holds the command, which a test is not
	} {
		_, err := Open(t.Context(), o)
		var failed *reports.Error
		require.ErrorAs(t, err, &failed)
		assert.Equal(t, reports.ExitTarget, failed.Exit)
		assert.ErrorContains(t, err, says)
	}
}

func TestSettingsSayWhereTheyComeFrom(t *testing.T) {
	list, err := Settings(Options{Name: written(t, "codecred: 1\nname: x\nprovisioning: {static: {orgs: []}}\nlimits: {parallel: 7}\n")})
	require.NoError(t, err)
	byName := func(name string) Setting {
		return list[slices.IndexFunc(list, func(s Setting) bool { return s.Name == name })]
	}
	assert.Equal(t, Setting{Name: "limits.parallel", Value: "7", Named: true}, byName("limits.parallel"))
	assert.False(t, byName("limits.requests_per_second").Named)
	assert.Equal(t, "/services/oauth2/token", byName("endpoints.token").Value)
	assert.Equal(t, "no limit", byName("limits.requests_per_second").Value)
	limited, err := Settings(Options{Name: written(t, "codecred: 1\nname: x\nprovisioning: {static: {orgs: []}}\nlimits: {requests_per_second: 3}\n")})
	require.NoError(t, err)
	assert.Contains(t, limited, Setting{Name: "limits.requests_per_second", Value: "3", Named: true})
	embedded, err := Settings(Options{})
	require.NoError(t, err)
	assert.Len(t, embedded, len(list))
	_, err = Settings(Options{Name: "none.yaml"})
	assert.ErrorContains(t, err, "none.yaml")
}
