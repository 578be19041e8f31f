package journal

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/httpapi"
	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/fixtures/settings"
)

// administration is that of a reference server.
func administration(t *testing.T, singleOrg bool) provisioning.Provisioner {
	t.Helper()
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{
		SingleOrg: singleOrg, Server: refserver.Options{Cost: tenant.TestPasswordCost},
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	base, err := url.Parse(server.ProvisioningURL)
	require.NoError(t, err)
	return (&httpapi.Source{URL: base, Token: server.Token}).Open(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, provisioning.Allowed{}, redact.New(nil))
}

// closed is the administration of a server that has stopped.
func closed(t *testing.T) provisioning.Provisioner {
	t.Helper()
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{})
	require.NoError(t, err)
	base, err := url.Parse(server.ProvisioningURL)
	require.NoError(t, err)
	require.NoError(t, server.Close())
	return (&httpapi.Source{URL: base, Token: server.Token}).Open(http.DefaultClient, provisioning.Allowed{}, redact.New(nil))
}

func settingsOf(text string) settings.Values {
	return settings.Values{settings.AllowFlows: settings.On, settings.OrgRequirePKCE: map[string]settings.Value{"on": settings.On, "off": settings.Off}[text]}
}

var (
	oneApp  = []provisioning.AppSpec{{Name: "app"}}
	oneUser = []provisioning.UserSpec{{Username: "ada@codecred.example", Password: "a long password"}}
)

// makeAll has everything made that a run makes, in an org that was there before and in one
// of its own.
func makeAll(t *testing.T, on provisioning.Provisioner, before string) (own provisioning.Org, app provisioning.App, user provisioning.User) {
	t.Helper()
	own, err := on.CreateOrg(t.Context())
	require.NoError(t, err)
	for _, org := range []string{own.ID, before} {
		_, err = on.ChangeOrg(t.Context(), org, settingsOf("on"))
		require.NoError(t, err)
		apps, err := on.CreateApps(t.Context(), org, oneApp)
		require.NoError(t, err)
		users, err := on.CreateUsers(t.Context(), org, oneUser)
		require.NoError(t, err)
		app, user = apps[0], users[0]
	}
	return own, app, user
}

func TestWhatAKilledRunLeftIsRemoved(t *testing.T) {
	on, dir := administration(t, false), t.TempDir()
	before, err := on.CreateOrg(t.Context())
	require.NoError(t, err)
	before, err = on.ChangeOrg(t.Context(), before.ID, settingsOf("off"))
	require.NoError(t, err)
	j := begun(t, dir)
	own, app, user := makeAll(t, j.Watch(on), before.ID)
	require.NoError(t, j.Close())
	assert.Len(t, linesOf(t, dir), 1+4, "the org of its own, the settings of the other, an app and a user in that")

	require.NoError(t, resumed(t, dir).RemoveLeftovers(t.Context(), on, 3))
	_, err = on.Org(t.Context(), own.ID)
	assert.True(t, provisioning.IsNotFound(err), "%v", err)
	_, err = on.App(t.Context(), before.ID, app.ID)
	assert.True(t, provisioning.IsNotFound(err), "%v", err)
	found, err := on.FindUser(t.Context(), before.ID, user.Username)
	require.NoError(t, err)
	assert.Empty(t, found)
	now, err := on.Org(t.Context(), before.ID)
	require.NoError(t, err)
	assert.Equal(t, before.Settings, now.Settings)
	lines := linesOf(t, dir)
	assert.JSONEq(t, `{"clean":true}`, lines[len(lines)-1])

	_, err = on.ChangeOrg(t.Context(), before.ID, settingsOf("on"))
	require.NoError(t, err)
	require.NoError(t, resumed(t, dir).RemoveLeftovers(t.Context(), on, 1))
	now, err = on.Org(t.Context(), before.ID)
	require.NoError(t, err)
	assert.True(t, now.Settings.On(settings.OrgRequirePKCE), "once removed, it is left alone")
	assert.Len(t, linesOf(t, dir), len(lines), "and nothing is noted")
}

func TestAnOrgsSettingsAreNotedBeforeItsFirstChange(t *testing.T) {
	on, dir := administration(t, true), t.TempDir()
	j := begun(t, dir)
	watch := j.Watch(on)
	change := func(to string) {
		_, err := watch.ChangeOrg(t.Context(), provisioning.SingleOrg, settingsOf(to))
		require.NoError(t, err)
	}
	change("on")
	change("off")
	assert.Len(t, linesOf(t, dir), 2, "once for both")
	require.NoError(t, j.MarkClean())
	change("on")
	lines := linesOf(t, dir)
	require.Len(t, lines, 4)
	assert.Contains(t, lines[1], `{"found":{"org":"default"`)
	assert.JSONEq(t, `{"clean":true}`, lines[2])
	assert.Contains(t, lines[3], `{"found":{"org":"default"`, "it is changed again")
}

// TestTheFirstSettingsCount is about a run that was resumed and killed again: it found the org as
// the first run had left it.
func TestTheFirstSettingsCount(t *testing.T) {
	on, dir := administration(t, true), t.TempDir()
	before, err := on.ChangeOrg(t.Context(), provisioning.SingleOrg, settingsOf("off"))
	require.NoError(t, err)
	j := begun(t, dir)
	_, err = j.Watch(on).ChangeOrg(t.Context(), before.ID, settingsOf("on"))
	require.NoError(t, err)
	require.NoError(t, j.Close())
	again, _, err := Open(dir, true, present())
	require.NoError(t, err)
	_, err = again.Watch(on).ChangeOrg(t.Context(), before.ID, settings.Values{settings.AllowFlows: settings.Off})
	require.NoError(t, err)
	require.NoError(t, again.Close())

	require.NoError(t, resumed(t, dir).RemoveLeftovers(t.Context(), on, 1))
	now, err := on.Org(t.Context(), before.ID)
	require.NoError(t, err)
	assert.Equal(t, before.Settings, now.Settings)
}

func TestOrgsAreMadeByManyAtOnce(t *testing.T) {
	on, dir := administration(t, false), t.TempDir()
	watch := begun(t, dir).Watch(on)
	start := make(chan struct{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			<-start
			org, err := watch.CreateOrg(t.Context())
			if assert.NoError(t, err) {
				_, err = watch.ChangeOrg(t.Context(), org.ID, settingsOf("on"))
				assert.NoError(t, err)
			}
		})
	}
	close(start)
	group.Wait()
	assert.Len(t, linesOf(t, dir), 1+8)
}

func TestWhatCouldNotBeRemovedIsNamed(t *testing.T) {
	on, dir := administration(t, false), t.TempDir()
	before, err := on.CreateOrg(t.Context())
	require.NoError(t, err)
	j := begun(t, dir)
	own, app, user := makeAll(t, j.Watch(on), before.ID)
	require.NoError(t, j.Close())
	gone := closed(t)
	later := resumed(t, dir)
	err = later.RemoveLeftovers(t.Context(), gone, 2)
	for _, left := range []string{
		"the org " + own.ID + " of the run before is still there: ", "the app " + app.ID + " of the run before is still there: ",
		"the user " + user.ID + " of the run before is still there: ", "the org " + before.ID + " does not have the settings back that it had before the run: ",
	} {
		assert.ErrorContains(t, err, left)
	}
	assert.NotContains(t, linesOf(t, dir)[len(linesOf(t, dir))-1], "clean")
	require.NoError(t, later.RemoveLeftovers(t.Context(), on, 2), "it is tried again")
	require.NoError(t, resumed(t, dir).RemoveLeftovers(t.Context(), gone, 2), "then nothing is left")
}

func TestWhatIsGoneNeedNotBeRemoved(t *testing.T) {
	on, dir := administration(t, false), t.TempDir()
	before, err := on.CreateOrg(t.Context())
	require.NoError(t, err)
	j := begun(t, dir)
	own, app, _ := makeAll(t, j.Watch(on), before.ID)
	require.NoError(t, j.Close())
	require.NoError(t, on.DeleteOrg(t.Context(), own.ID))
	require.NoError(t, on.DeleteApp(t.Context(), before.ID, app.ID))
	assert.NoError(t, resumed(t, dir).RemoveLeftovers(t.Context(), on, 0))
}

func TestWhatTheTargetRefusedIsNotNoted(t *testing.T) {
	on, dir := administration(t, true), t.TempDir()
	j := begun(t, dir)
	watch := j.Watch(on)
	_, err := watch.CreateOrg(t.Context())
	require.Error(t, err)
	_, err = watch.CreateApps(t.Context(), "none", oneApp)
	require.Error(t, err)
	_, err = watch.CreateUsers(t.Context(), "none", oneUser)
	require.Error(t, err)
	_, err = watch.ChangeOrg(t.Context(), "none", settingsOf("on"))
	require.Error(t, err)
	assert.Len(t, linesOf(t, dir), 1)

	require.NoError(t, j.Close())
	_, err = watch.ChangeOrg(t.Context(), provisioning.SingleOrg, settingsOf("on"))
	require.ErrorContains(t, err, "the journal: ")
	now, err := on.Org(t.Context(), provisioning.SingleOrg)
	require.NoError(t, err)
	assert.False(t, now.Settings.On(settings.OrgRequirePKCE), "what cannot be noted is not changed")
}

// remover removes everything itself.
type remover struct{ provisioning.Provisioner }

func (remover) RemoveAll(context.Context) error { return nil }

func TestNotEveryProvisionerIsWatched(t *testing.T) {
	j := begun(t, t.TempDir())
	for _, on := range []provisioning.Provisioner{remover{}, (&static.Source{}).Open(nil, provisioning.Allowed{}, redact.New(nil))} {
		assert.Equal(t, on, j.Watch(on))
	}
	on := administration(t, false)
	assert.NotEqual(t, on, j.Watch(on))
	assert.Equal(t, on, (*Journal)(nil).Watch(on))
}

// changes counts the changes of orgs.
type changes struct {
	provisioning.Provisioner

	of map[string]int
}

func (c changes) ChangeOrg(ctx context.Context, id string, to settings.Values) (provisioning.Org, error) {
	c.of[id]++
	return c.Provisioner.ChangeOrg(ctx, id, to)
}

// Each org that the run before changed is changed back, unless somebody has done that already, and
// each object that it made is removed.
func TestNothingIsChangedThatIsAsItWas(t *testing.T) {
	on, dir := administration(t, false), t.TempDir()
	j := begun(t, dir)
	var orgs [3]provisioning.Org
	for i := range orgs {
		made, err := on.CreateOrg(t.Context())
		require.NoError(t, err)
		orgs[i], err = on.ChangeOrg(t.Context(), made.ID, settingsOf("off"))
		require.NoError(t, err)
		_, err = j.Watch(on).ChangeOrg(t.Context(), made.ID, settingsOf("on"))
		require.NoError(t, err)
	}
	var apps []provisioning.App
	for range orgs { // as many objects as orgs
		made, err := j.Watch(on).CreateApps(t.Context(), orgs[0].ID, oneApp)
		require.NoError(t, err)
		apps = append(apps, made...)
	}
	require.NoError(t, j.Close())
	_, err := on.ChangeOrg(t.Context(), orgs[1].ID, settingsOf("off"))
	require.NoError(t, err)
	require.NoError(t, on.DeleteOrg(t.Context(), orgs[2].ID))

	counted := changes{on, map[string]int{}}
	err = resumed(t, dir).RemoveLeftovers(t.Context(), counted, 1)
	require.ErrorContains(t, err, "the org "+orgs[2].ID+" does not have the settings back that it had before the run")
	assert.NotContains(t, err.Error(), orgs[0].ID)
	assert.Equal(t, map[string]int{orgs[0].ID: 1}, counted.of)
	for _, app := range apps {
		_, err = on.App(t.Context(), orgs[0].ID, app.ID)
		assert.True(t, provisioning.IsNotFound(err), "%v", err)
	}
}
