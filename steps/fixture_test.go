package steps

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/httpapi"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

// fixture is a reference server on which lines of scenarios run.
type fixture struct {
	server    *refserver.Running
	admin     provisioning.Provisioner
	wire      *wire.Client
	scenarios int // so far
}

func newFixture(t *testing.T, o refserver.Options) *fixture {
	t.Helper()
	o.Cost = tenant.TestPasswordCost
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{Server: o})
	require.NoError(t, err)
	t.Cleanup(func() { _ = server.Close() })
	base, err := url.Parse(server.ProvisioningURL)
	require.NoError(t, err)
	client := wire.NewClient(wire.Options{})
	t.Cleanup(client.Close)
	source := &httpapi.Source{URL: base, Token: server.Token}
	return &fixture{server: server, admin: source.Open(client.HTTP(), provisioning.Allowed{}, redact.New(nil)), wire: client}
}

// run plans the lines, prepares what they need and runs them up to the first that
// does not pass. It returns the world as they left it.
func (f *fixture) run(t *testing.T, lines ...string) (*World, error) {
	t.Helper()
	return f.runWith(t, need.New(), lines...)
}

// runWith runs lines of a scenario whose needs are begun.
func (f *fixture) runWith(t *testing.T, needs *need.Need, lines ...string) (*World, error) {
	t.Helper()
	found := make([]Line, len(lines))
	for i, text := range lines {
		var err error
		found[i], err = Find(text)
		require.NoError(t, err)
		require.NoError(t, found[i].Plan(needs))
	}
	f.scenarios++
	secrets := redact.New(nil)
	world := NewWorld(f.prepare(t, needs), f.wire.Session(fmt.Sprintf("scenario-%d", f.scenarios), secrets), secrets)
	for _, line := range found {
		if err := line.Run(t.Context(), world); err != nil {
			return world, err
		}
	}
	return world, nil
}

// prepare makes what the lines need.
func (f *fixture) prepare(t *testing.T, needs *need.Need) *Environment {
	t.Helper()
	paths := target.DefaultEndpoints()
	env := &Environment{
		Orgs: map[flow.Role]provisioning.Org{}, Apps: map[flow.Role]App{}, Users: map[flow.Role]User{}, Admin: f.admin,
		Endpoints: flow.Endpoints{
			flow.Authorization: paths.Authorize, flow.Token: paths.Token, flow.Refresh: paths.Token,
			flow.Userinfo: paths.UserInfo, flow.Revocation: paths.Revoke, flow.Introspection: paths.Introspect,
			flow.Registration:      "/services/auth/headless/init/registration",
			flow.PasswordlessLogin: "/services/auth/headless/init/passwordless/login",
			flow.ForgotPassword:    "/services/auth/headless/forgot_password",
			flow.PasswordReset:     "/services/auth/headless/forgot_password",
			flow.Echo:              paths.Echo, flow.Discovery: "/.well-known/openid-configuration",
		},
		ClientAddress: "127.0.0.1",
		Touches:       needs.Touches,
		Trials:        needs.Trials,
	}
	for role, org := range needs.Orgs {
		made, err := f.admin.CreateOrg(t.Context())
		require.NoError(t, err)
		env.Orgs[role], err = f.admin.ChangeOrg(t.Context(), made.ID, org.Settings)
		require.NoError(t, err)
	}
	for role, app := range needs.Apps {
		made, err := f.admin.CreateApps(t.Context(), env.Orgs[app.Org].ID, []provisioning.AppSpec{{Name: role.String(), Settings: app.Settings}})
		require.NoError(t, err)
		env.Apps[role] = App{App: made[0], Org: app.Org}
	}
	for i, role := range slices.SortedFunc(maps.Keys(needs.Users), flow.Role.Compare) {
		env.Users[role] = f.user(t, env, needs, role, i)
	}
	return env
}

func (f *fixture) user(t *testing.T, env *Environment, needs *need.Need, role flow.Role, number int) User {
	t.Helper()
	user := needs.Users[role]
	spec := provisioning.UserSpec{
		Username: fmt.Sprintf("user-%d@codecred.example", number), Password: fmt.Sprintf("password of %d", number), State: user.State,
	}
	for name, app := range env.Apps {
		if app.Org == user.Org && user.Admits(name) {
			spec.ApprovedApps = append(spec.ApprovedApps, app.ID)
		}
	}
	made, err := f.admin.CreateUsers(t.Context(), env.Orgs[user.Org].ID, []provisioning.UserSpec{spec})
	require.NoError(t, err)
	return User{User: made[0], Password: spec.Password, Org: user.Org}
}
