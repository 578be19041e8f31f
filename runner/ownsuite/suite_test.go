package ownsuite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cucumber/godog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/ownsuite"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// opened opens a suite on a target.
func opened(t *testing.T, o connect.Options) *ownsuite.Suite {
	t.Helper()
	s, err := ownsuite.Open(t.Context(), o)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	return s
}

// play plays scenarios, each a list of lines, with lines of the test's own. It
// returns godog's status and all that it wrote.
func play(s *ownsuite.Suite, own func(*godog.ScenarioContext), scenarios ...string) (status int, output string) {
	var text, out bytes.Buffer
	text.WriteString("Feature: Own\n")
	for i, lines := range scenarios {
		fmt.Fprintf(&text, "  Scenario: %d\n    * %s\n", i, strings.ReplaceAll(lines, "\n", "\n    * "))
	}
	status = godog.TestSuite{
		ScenarioInitializer: func(sc *godog.ScenarioContext) {
			s.Register(sc)
			if own != nil {
				own(sc)
			}
		},
		Options: &godog.Options{
			FeatureContents: []godog.Feature{{Name: "own.feature", Contents: text.Bytes()}},
			Format:          "pretty", Output: &out, NoColors: true, Strict: true, Concurrency: len(scenarios),
		},
	}.Run()
	return status, out.String()
}

const (
	login = "a private client\nthe app asks for authorization\nthe authorization request is accepted"
	wrong = "a private client\nthe app asks for authorization with a wrong password\nthe authorization request is refused"
	right = wrong + "\nthe same request with the user's own password is accepted"
)

func TestWhatScenariosComeTo(t *testing.T) {
	s := opened(t, connect.Options{})
	for name, tc := range map[string]struct {
		lines  string
		status int
		says   string
	}{
		"a login":                         {lines: login},
		"a refusal with its control":      {lines: right},
		"a refusal without its control":   {wrong, 1, "the scenario decided nothing (inconclusive): the refusal of the authorization request has no accepted control"},
		"a pending line before it":        {wrong + "\nours is pending", 1, "1 pending"},
		"a skip after the control":        {lines: right + "\nours skips"},
		"a skip above other lines":        {"ours skips\n" + wrong, 1, "4 skipped"},
		"a line that does not hold":       {login + "\nthe authorization request is refused", 1, "expected the authorization request to be refused"},
		"a line that nobody defines":      {login + "\nall is well", 1, "1 undefined"},
		"a line that asks what cannot be": {`the app has "No Such Setting" on`, 1, `no setting has the label "No Such Setting"`},
		"lines that need nothing":         {lines: "all is ours"},
		"nothing of ours is asked":        {lines: "a private client\nall is ours"},
		"an own line that fails":          {login + "\nours fails", 1, "our own reason"},
	} {
		t.Run(name, func(t *testing.T) {
			status, output := play(s, func(sc *godog.ScenarioContext) {
				sc.Step(`^all is ours$`, func() {})
				sc.Step(`^ours skips$`, func() error { return godog.ErrSkip })
				sc.Step(`^ours is pending$`, func() error { return godog.ErrPending })
				sc.Step(`^ours fails$`, func() error { return fmt.Errorf("our own reason") })
			}, tc.lines)
			assert.Equal(t, tc.status, status, output)
			assert.Contains(t, output, tc.says)
		})
	}
}

// TestASkipDoesNotHideARefusal holds that Close tells of it: godog counts a skipped scenario as passed.
func TestASkipDoesNotHideARefusal(t *testing.T) {
	s, err := ownsuite.Open(t.Context(), connect.Options{})
	require.NoError(t, err)
	skips := func(sc *godog.ScenarioContext) { sc.Step(`^ours skips$`, func() error { return godog.ErrSkip }) }
	_, _ = play(s, skips, right+"\nours skips", wrong+"\nours skips")
	err = s.Close()
	require.ErrorContains(t, err, "before the refusal of the authorization request had its accepted control")
	assert.ErrorContains(t, err, "own.feature:8")
	assert.NotContains(t, err.Error(), "own.feature:2")
}

// TestScenariosAtATime holds that each scenario has its own world, and sees nothing of the others.
func TestScenariosAtATime(t *testing.T) {
	s := opened(t, connect.Options{})
	var mu sync.Mutex
	users := map[string]bool{}
	status, output := play(s, func(sc *godog.ScenarioContext) {
		sc.Step(`^we note the user$`, func(ctx context.Context) error {
			world, ok := steps.WorldOf(ctx)
			if !ok {
				return fmt.Errorf("no world")
			}
			mu.Lock()
			defer mu.Unlock()
			users[world.Env.Users[flow.TheUser].Username] = true
			return nil
		})
	}, login+"\nwe note the user", right+"\nwe note the user", login+"\nwe note the user", login+"\nwe note the user")
	assert.Zero(t, status, output)
	assert.Len(t, users, 4)
}

func TestErrorsOfLinesHoldNoSecret(t *testing.T) {
	s := opened(t, connect.Options{})
	var password string
	status, output := play(s, func(sc *godog.ScenarioContext) {
		sc.Step(`^we note the password$`, func(ctx context.Context) {
			world, _ := steps.WorldOf(ctx)
			password = world.Env.Users[flow.TheUser].Password
		})
	}, "a private client\nwe note the password\nthe app asks for authorization with the parameter \"redirect_uri\" set to \"https://x.example/{password}\"\nthe authorization request is accepted")
	assert.Equal(t, 1, status)
	require.NotEmpty(t, password)
	assert.NotContains(t, output, password)
}

// reference starts a reference server and returns a target file that provisions it.
func reference(t *testing.T, o refserver.ServeOptions) string {
	t.Helper()
	server, err := refserver.Start(context.WithoutCancel(t.Context()), o)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	return file(t, "provisioning:\n  http: {url: \""+server.ProvisioningURL+"\", token: \"${CODECRED_TEST_TOKEN}\"}\n")
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "target.yaml")
	require.NoError(t, os.WriteFile(path, []byte("codecred: 1\n"+text), 0o600))
	return path
}

// TestASingleOrg holds that scenarios which need different settings of the single org run one after
// the other.
func TestASingleOrg(t *testing.T) {
	var log bytes.Buffer
	o := refserver.ServeOptions{SingleOrg: true}
	o.Server.Logger = slog.New(slog.NewTextHandler(&log, nil))
	s := opened(t, connect.Options{Name: reference(t, o)})
	off := "a private client\nthe org has \"Allow Authorization Code and Credentials Flows\" off\nthe app asks for authorization\nthe authorization request is refused\n" +
		"the same request is accepted when the org has \"Allow Authorization Code and Credentials Flows\" on"
	status, output := play(s, nil, login, off, login, off)
	assert.Zero(t, status, output)
	assert.Equal(t, strings.Count(log.String(), "method=POST path=/provisioning/v1/orgs/default/apps "),
		strings.Count(log.String(), "method=DELETE path=/provisioning/v1/orgs/default/apps/"), "what was made is removed")
}

// TestATargetThatNobodyChanges takes an app and a user from the target file.
func TestATargetThatNobodyChanges(t *testing.T) {
	s := opened(t, connect.Options{Name: standing(t), AllowInlineSecrets: true})
	status, output := play(s, nil, login, login, right)
	assert.Zero(t, status, output)

	status, output = play(s, nil, right, "a public client\nthe app asks for authorization")
	assert.Equal(t, 1, status)
	assert.Contains(t, output, "the target cannot serve the scenario (not_run): ")
	assert.Contains(t, output, "no app fits", "of a kind that is not there")
	assert.Contains(t, output, "(1 have reached the limit of 1)", "no more wrong passwords than a user may have, over all scenarios")
}

// standing makes an org with a private client and a user, and returns a target file
// that lists them and lets nobody change them.
func standing(t *testing.T) string {
	t.Helper()
	on, err := connect.Open(t.Context(), connect.Options{Name: reference(t, refserver.ServeOptions{})})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, on.Close()) })
	needed := need.New()
	line, err := steps.Find("a private client")
	require.NoError(t, err)
	require.NoError(t, line.Plan(needed))
	org, err := on.Provisioner.CreateOrg(t.Context())
	require.NoError(t, err)
	org, err = on.Provisioner.ChangeOrg(t.Context(), org.ID, needed.Orgs[flow.TheOrg].Settings)
	require.NoError(t, err)
	apps, err := on.Provisioner.CreateApps(t.Context(), org.ID, []provisioning.AppSpec{{Name: "private", Settings: needed.Apps[flow.TheApp].Settings}})
	require.NoError(t, err)
	user := provisioning.UserSpec{Username: "ada@codecred.example", Password: "Correct-Horse-9", State: provisioning.Active, ApprovedApps: []string{apps[0].ID}}
	_, err = on.Provisioner.CreateUsers(t.Context(), org.ID, []provisioning.UserSpec{user})
	require.NoError(t, err)
	list := []any{map[string]any{
		"name": "main", "site": org.Site, "settings": org.Settings,
		"apps": []any{map[string]any{
			"name": "private", "client_id": apps[0].ClientID, "client_secret": apps[0].ClientSecret, "settings": apps[0].Settings,
		}},
		"users": []any{map[string]any{"username": user.Username, "password": user.Password, "state": "active", "approved_apps": "all"}},
	}}
	text, err := json.Marshal(list) // which is YAML as well
	require.NoError(t, err)
	missing := slices.DeleteFunc(settings.Keys(), func(key string) bool { return slices.Contains(refserver.Offered(), key) })
	return file(t, fmt.Sprintf("limits: {failed_logins_per_user: 1}\nnot_supported: [%s]\nprovisioning: {static: {orgs: %s}}\n", strings.Join(missing, ", "), text))
}
