package runner

import (
	"fmt"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/forecast"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
)

// landlord is a reference server on which a test prepares by hand what a static target lacks.
// Requests go through a doorkeeper, which counts failed logins.
type landlord struct {
	http  string // a target file that provisions it
	empty string // a static target file that lists nothing
	door  *doorkeeper
	admin provisioning.Provisioner
}

func newLandlord(t *testing.T, o refserver.Options) *landlord {
	t.Helper()
	door := &doorkeeper{passwords: map[string]string{}, failed: map[string]int{}}
	front := httptest.NewServer(door)
	t.Cleanup(front.Close)
	o.PublicURL, o.Cost = front.URL, tenant.TestPasswordCost
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{Server: o})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	back, err := url.Parse(server.URL)
	require.NoError(t, err)
	door.proxy = httputil.NewSingleHostReverseProxy(back)
	l := &landlord{http: targetFile(t, front.URL+"/provisioning/v1", server.Token), door: door}
	on, err := connect.Open(t.Context(), connect.Options{Name: l.http})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, on.Close()) })
	l.admin = on.Provisioner
	l.empty = l.write(t, "provisioning: {static: {orgs: []}}\n")
	return l
}

// write writes a static target file. What the reference server does not offer is
// declared, as an administrator would have to.
func (l *landlord) write(t *testing.T, provisioning string) string {
	t.Helper()
	offered := refserver.Offered()
	missing := slices.DeleteFunc(settings.Keys(), func(key string) bool { return slices.Contains(offered, key) })
	path := filepath.Join(t.TempDir(), "static.yaml")
	text := "codecred: 1\nlimits: {failed_logins_per_user: 3}\nnot_supported: [" + strings.Join(missing, ", ") + "]\n" + provisioning
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// prepare makes what `codecred check` says that a selection needs, sets the variables that the list
// names, and returns a target file with the list as it was printed.
func (l *landlord) prepare(t *testing.T, selection suite.Selection) string {
	t.Helper()
	found, err := forecast.Check(t.Context(), forecast.Options{Selection: selection, Target: connect.Options{Name: l.empty}})
	require.NoError(t, err)
	require.NotEmpty(t, found.Suggestion.Orgs)
	list := l.write(t, terminal.TargetFilePart(found.Suggestion))
	// Each variable's value is its name, so that the list says what is to be set.
	file, err := target.Load(list, target.Options{LookupEnv: func(name string) (string, bool) {
		if strings.HasSuffix(name, "_SITE") {
			return "http://127.0.0.1/" + name, true
		}
		return name, true
	}})
	require.NoError(t, err)
	holds := map[string]string{} // what a password must hold, by its variable
	for _, m := range passwordLine.FindAllStringSubmatch(terminal.TargetFilePart(found.Suggestion), -1) {
		holds[m[1]] = m[2]
	}
	for _, org := range file.Source.(*static.Source).Orgs {
		l.makeOrg(t, org, holds)
	}
	return list
}

var passwordLine = regexp.MustCompile(`password: \$\{(\w+)\} +# holds (.*)`)

func (l *landlord) makeOrg(t *testing.T, org static.Org, holds map[string]string) {
	t.Helper()
	made, err := l.admin.CreateOrg(t.Context())
	require.NoError(t, err)
	_, err = l.admin.ChangeOrg(t.Context(), made.ID, org.Settings)
	require.NoError(t, err)
	t.Setenv(path.Base(org.Site), made.Site)
	ids := map[string]string{}
	all := []string{}
	for _, app := range org.Apps {
		got, err := l.admin.CreateApps(t.Context(), made.ID, []provisioning.AppSpec{{Name: app.Name, Settings: app.Settings}})
		require.NoError(t, err)
		t.Setenv(app.ClientID, got[0].ClientID)
		t.Setenv(app.ClientSecret, got[0].ClientSecret)
		ids[app.Name] = got[0].ID
		all = append(all, got[0].ID)
	}
	for i, user := range org.Users {
		part := holds[user.Password]
		spec := provisioning.UserSpec{Username: user.Username, State: user.State, ApprovedApps: all, Password: fmt.Sprintf("%s-Correct-Horse-%d-%s", part, i, part)}
		if !user.AllApps {
			spec.ApprovedApps = nil
			for _, app := range user.ApprovedApps {
				spec.ApprovedApps = append(spec.ApprovedApps, ids[app])
			}
		}
		_, err := l.admin.CreateUsers(t.Context(), made.ID, []provisioning.UserSpec{spec})
		require.NoError(t, err)
		t.Setenv(user.Password, spec.Password)
		l.door.passwords[strings.ToLower(user.Username)] = spec.Password
	}
}

func TestAStaticTargetGivesTheSameVerdicts(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite twice")
	}
	l := newLandlord(t, refserver.Options{})
	prepared := judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: l.http}})
	require.Equal(t, reports.Conformant, prepared.Verdict, prepared.Reason)

	file := l.prepare(t, selection(""))
	asListed := judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: file, Parallel: 8}})
	assert.Equal(t, reports.Incomplete, asListed.Verdict, asListed.Reason)
	assert.Equal(t, 4, asListed.ExitCode)
	require.Len(t, asListed.Scenarios, len(prepared.Scenarios))
	loaded := embedded(t)
	ran := 0
	for i, s := range asListed.Scenarios {
		need := loaded.Scenarios[slices.IndexFunc(loaded.Scenarios, func(sc *suite.Scenario) bool { return sc.ID == s.ID })].Need
		if s.Verdict == reports.NotRun && strings.Contains(s.Reason, "failed logins of one user, and the target's limit is") {
			assert.Equal(t, reports.NotRun, prepared.Scenarios[i].Verdict, s.ID)
			continue
		}
		if plan.ChangesTarget(need) {
			assert.Equal(t, reports.NotRun, s.Verdict, s.ID)
			assert.Contains(t, s.Reason, "it changes something")
			continue
		}
		ran++
		assert.Equal(t, prepared.Scenarios[i].Verdict, s.Verdict, "%s: %s", s.ID, s.Reason)
		assert.NotEmpty(t, s.Exchanges, s.ID)
	}
	assert.Greater(t, ran, 500)
	for user, n := range l.door.failed {
		assert.LessOrEqual(t, n, 3, "%s was sent more wrong passwords than the limit", user)
	}
	assert.NotEmpty(t, l.door.failed, "some scenarios do send wrong passwords")
}

func TestAStaticTargetThatIsWrongIsCaught(t *testing.T) {
	const tags = "@CC-PKCE-06 or @CC-ORG-01"
	l := newLandlord(t, refserver.Options{Alterations: faults.Without("token.verifier-matches")})
	results := judged(t.Context(), t, Options{Selection: selection(tags), Target: connect.Options{Name: l.prepare(t, selection(tags))}})
	assert.Equal(t, reports.NonConformant, results.Verdict, results.Reason)
}

var secretLine = regexp.MustCompile(`(?m)^ *client_secret: .*\n( *settings: .*app.require_secret_for_refresh_token_flow: off, app.require_secret_for_web_server_flow: off.*)$`)

func TestAPublicClientWithoutASecretIsNeverBlamedForIt(t *testing.T) {
	sel := selection("@CC-PKCE-06 or @CC-SEC-09 or @CC-RSEC-06")
	l := newLandlord(t, refserver.Options{})
	file := l.prepare(t, sel)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Regexp(t, secretLine, string(text))
	require.NoError(t, os.WriteFile(file, secretLine.ReplaceAll(text, []byte("$1")), 0o600))
	results := judged(t.Context(), t, Options{Selection: sel, Target: connect.Options{Name: file, Parallel: 8}})
	assert.Equal(t, reports.Incomplete, results.Verdict, results.Reason)
	withoutSecret := 0
	for _, s := range results.Scenarios {
		switch {
		case s.Verdict == reports.NotRun && strings.Contains(s.Reason, "no client_secret"):
			withoutSecret++
		case s.Verdict != reports.NotRun:
			assert.Equal(t, reports.Passed, s.Verdict, "%s: %s", s.ID, s.Reason)
		}
	}
	assert.Positive(t, withoutSecret, "some scenarios send a secret that a public client need not have")
}

func TestFailedLoginsAreCountedOverAllRounds(t *testing.T) {
	l := newLandlord(t, refserver.Options{})
	sel := selection("")
	sel.Requirements = []string{wrongPasswords(t)}
	file := l.prepare(t, sel)
	once := judged(t.Context(), t, Options{Selection: sel, Target: connect.Options{Name: file}})
	require.Positive(t, once.Run.Counts[reports.Passed])
	clear(l.door.failed)
	often := judged(t.Context(), t, Options{Selection: sel, Target: connect.Options{Name: file}, Repeat: 9})
	assert.Equal(t, reports.Incomplete, often.Verdict, often.Reason)
	assert.Zero(t, often.Run.Counts[reports.Unstable], "what cannot run each time does not run at all")
	for user, n := range l.door.failed {
		assert.LessOrEqual(t, n, 3, user)
	}
}

func TestFailedLoginsAreCountedOverAllShards(t *testing.T) {
	l := newLandlord(t, refserver.Options{})
	sel := selection("")
	sel.Requirements = []string{wrongPasswords(t)}
	file := l.prepare(t, sel)
	passed := 0
	for i := range 3 {
		part := judged(t.Context(), t, Options{Selection: sel, Target: connect.Options{Name: file}, Shard: suite.Shard{Index: i + 1, Count: 3}})
		passed += part.Run.Counts[reports.Passed]
	}
	assert.Greater(t, passed, 1)
	for user, n := range l.door.failed {
		assert.LessOrEqual(t, n, 3, user)
	}
}

// wrongPasswords finds a requirement whose scenarios send wrong passwords.
func wrongPasswords(t *testing.T) string {
	t.Helper()
	for _, sc := range embedded(t).Scenarios {
		if sc.Need.FailedLogins > 0 && !plan.ChangesTarget(sc.Need) {
			return sc.Requirements[0].ID
		}
	}
	t.Fatal("no scenario sends a wrong password")
	return ""
}
