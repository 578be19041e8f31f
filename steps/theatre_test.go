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
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/steps/wire"
	"github.com/codecred/codecred/steps/wire/redact"
)

// theatre plays the lines of scenarios against a reference server of its own.
type theatre struct {
	admin provisioning.Provisioner
	wire  *wire.Client
	seats int // scenarios so far
}

func newTheatre(t *testing.T, o refserver.Options) *theatre {
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
	return &theatre{admin: source.Open(client.HTTP(), false), wire: client}
}

// play plans the lines, sets their stage and runs them up to the first that
// does not pass. It returns the world as they left it.
func (th *theatre) play(t *testing.T, lines ...string) (*World, error) {
	t.Helper()
	need := NewNeed()
	found := make([]Line, len(lines))
	for i, text := range lines {
		var err error
		found[i], err = Find(text)
		require.NoError(t, err)
		require.NoError(t, found[i].Plan(need))
	}
	th.seats++
	secrets := redact.New(nil)
	world := NewWorld(th.stage(t, need), th.wire.Session(fmt.Sprintf("scenario-%d", th.seats), secrets), secrets)
	for _, line := range found {
		if err := line.Run(t.Context(), world); err != nil {
			return world, err
		}
	}
	return world, nil
}

// stage prepares what the lines need.
func (th *theatre) stage(t *testing.T, need *Need) *Stage {
	t.Helper()
	paths := target.DefaultEndpoints()
	stage := &Stage{
		Orgs: map[Role]provisioning.Org{}, Apps: map[Role]App{}, Users: map[Role]User{}, Admin: th.admin,
		Paths: map[string]string{
			string(authorization): paths.Authorize, string(tokenRequest): paths.Token, string(refresh): paths.Token,
			string(userinfo): paths.UserInfo, string(revocation): paths.Revoke, string(introspection): paths.Introspect,
			string(registration):      "/services/auth/headless/init/registration",
			string(passwordlessLogin): "/services/auth/headless/init/passwordless/login",
			string(forgotPassword):    "/services/auth/headless/forgot_password",
			string(passwordReset):     "/services/auth/headless/forgot_password",
			string(echo):              paths.Echo, string(discovery): "/.well-known/openid-configuration",
		},
		ClientAddress: "127.0.0.1",
		Touches:       need.Touches,
	}
	for role, org := range need.Orgs {
		made, err := th.admin.CreateOrg(t.Context())
		require.NoError(t, err)
		stage.Orgs[role], err = th.admin.ChangeOrg(t.Context(), made.ID, org.Settings)
		require.NoError(t, err)
	}
	for role, app := range need.Apps {
		made, err := th.admin.CreateApps(t.Context(), stage.Orgs[app.Org].ID, []provisioning.AppSpec{{Name: string(role), Settings: app.Settings}})
		require.NoError(t, err)
		stage.Apps[role] = App{App: made[0], Org: app.Org}
	}
	for i, role := range slices.Sorted(maps.Keys(need.Users)) {
		stage.Users[role] = th.user(t, stage, need, role, i)
	}
	return stage
}

func (th *theatre) user(t *testing.T, stage *Stage, need *Need, role Role, number int) User {
	t.Helper()
	user := need.Users[role]
	spec := provisioning.UserSpec{
		Username: fmt.Sprintf("user-%d@codecred.example", number), Password: fmt.Sprintf("password of %d", number), State: user.State,
	}
	for name, app := range stage.Apps {
		if app.Org == user.Org && user.Admits(name) {
			spec.ApprovedApps = append(spec.ApprovedApps, app.ID)
		}
	}
	made, err := th.admin.CreateUsers(t.Context(), stage.Orgs[user.Org].ID, []provisioning.UserSpec{spec})
	require.NoError(t, err)
	return User{User: made[0], Password: spec.Password, Org: user.Org}
}
