package forecast

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
)

// changeCounter counts the provisioning calls that change something, by method and
// the object that they are about. It may refuse calls before they reach the server.
type changeCounter struct {
	proxy   *httputil.ReverseProxy
	refuses string // such a call, with its method and object, is answered 500
	mu      sync.Mutex
	calls   map[string]int
}

func (l *changeCounter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, ok := strings.CutPrefix(r.URL.Path, "/provisioning/v1"); ok {
		call := r.Method + " " + strings.Split(path+"/", "/")[1] + strings.Repeat("/…", strings.Count(path, "/")-1)
		if call == l.refuses {
			http.Error(w, `{"error":"internal"}`, http.StatusInternalServerError)
			return
		}
		if r.Method != http.MethodGet {
			l.mu.Lock()
			l.calls[call]++
			l.mu.Unlock()
		}
	}
	l.proxy.ServeHTTP(w, r)
}

// counted serves the reference server behind a counter, and returns its target file.
func counted(t *testing.T, single bool) (file string, counter *changeCounter) {
	t.Helper()
	counter = &changeCounter{calls: map[string]int{}}
	front := httptest.NewServer(counter)
	t.Cleanup(front.Close)
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{
		Server: refserver.Options{PublicURL: front.URL, Cost: tenant.TestPasswordCost}, SingleOrg: single,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	back, err := url.Parse(server.URL)
	require.NoError(t, err)
	counter.proxy = httputil.NewSingleHostReverseProxy(back)
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	return targetFile(t, httpTarget(front.URL+"/provisioning/v1")), counter
}

// httpTarget is the text of a target file for a provisioning URL.
func httpTarget(url string) string {
	return fmt.Sprintf("codecred: 1\nprovisioning: {http: {url: %q, token: \"${CODECRED_TEST_TOKEN}\"}}\nlimits: {request_timeout: 5s, failed_logins_per_user: 100}\n", url)
}

// targetFile writes a target file into a folder of its own.
func targetFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "target.yaml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return file
}

// changing selects scenarios that change the org: all there are, or some of them where tests are to be
// short.
func changing() string {
	if testing.Short() {
		return "@CC-ORG-01 or @CC-ORG-02 or @CC-REG-09 or @CC-PKCE-06"
	}
	return ""
}

// run runs a part of the suite against a target.
func run(t *testing.T, file, tags string) {
	t.Helper()
	_, err := runner.Run(t.Context(), runner.Options{Selection: selection(tags), Target: connect.Options{Name: file}})
	require.NoError(t, err)
}

func TestCheckRemovesWhatItMade(t *testing.T) {
	file, book := counted(t, false)
	got, err := Check(t.Context(), Options{Selection: selection(""), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Positive(t, book.calls["POST orgs"])
	assert.Equal(t, book.calls["POST orgs"], book.calls["DELETE orgs/…"])
	assert.Equal(t, got.Selected, got.Runs)
	assert.True(t, got.Looked)
	assert.Empty(t, got.MissingFlow)
	assert.Len(t, got.Endpoints, 10)
	for _, e := range got.Endpoints {
		assert.NotZero(t, e.Status, e.Path)
		assert.False(t, e.Missing(), e.Path)
	}
}

func TestCheckTouchesNoSingleOrg(t *testing.T) {
	file, book := counted(t, true)
	got, err := Check(t.Context(), Options{Selection: selection(changing()), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Empty(t, book.calls)
	assert.False(t, got.Looked, "nobody could log in")
	assert.Empty(t, got.MissingFlow)
	assert.Len(t, got.Endpoints, 10)
	promised := got.OrgChanges

	run(t, file, changing())
	assert.Equal(t, promised, book.calls["PATCH orgs/…"], "a run changes the org as often as the check said")
	assert.Positive(t, book.calls["PATCH orgs/…"])
}

func TestCheckSaysHowOftenOrgsChange(t *testing.T) {
	file, book := counted(t, false)
	got, err := Check(t.Context(), Options{Selection: selection(changing()), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	clear(book.calls)
	run(t, file, changing())
	assert.Equal(t, got.Orgs, book.calls["POST orgs"])
	assert.Equal(t, got.OrgChanges, book.calls["PATCH orgs/…"])
}

// nowhere is an address at which nobody listens.
func nowhere(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	return server.URL
}

// What keeps a check from its end is said with its place.
func TestACheckThatCannotBeMade(t *testing.T) {
	for name, c := range map[string]struct {
		single  bool
		refuses string
		says    string
	}{
		"an org that cannot be made":            {false, "POST orgs", "the target could not be prepared"},
		"an org that cannot be read":            {true, "GET orgs/…", "the org cannot be read"},
		"an org that cannot be removed":         {false, "DELETE orgs/…", "is still there: DELETE http://127.0.0.1:"},
		"a target that says not what it offers": {false, "GET capabilities", "does not say what it offers"},
	} {
		t.Run(name, func(t *testing.T) {
			file, book := counted(t, c.single)
			book.refuses = c.refuses
			_, err := Check(t.Context(), Options{Selection: selection("@CC-PKCE-06"), Target: connect.Options{Name: file}})
			var typed *reports.Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, reports.ExitTarget, typed.Exit)
			assert.ErrorContains(t, err, c.says)
		})
	}
	t.Run("a selection of nothing", func(t *testing.T) {
		file, book := counted(t, false)
		o := Options{Selection: selection("@CC-PKCE-99"), Target: connect.Options{Name: file}}
		for _, forecast := range []func() error{
			func() error { _, err := Check(t.Context(), o); return err },
			func() error { _, err := WriteMetadata(t.Context(), o, t.TempDir()); return err },
		} {
			var typed *reports.Error
			require.ErrorAs(t, forecast(), &typed)
			assert.Equal(t, reports.ExitUsage, typed.Exit)
			assert.ErrorContains(t, typed, "matches none of the")
		}
		assert.Empty(t, book.calls, "nothing was sent")
	})
	t.Run("a site where nobody listens", func(t *testing.T) {
		site := nowhere(t)
		server, err := refserver.Start(t.Context(), refserver.ServeOptions{Server: refserver.Options{PublicURL: site, Cost: tenant.TestPasswordCost}})
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, server.Close()) })
		t.Setenv("CODECRED_TEST_TOKEN", server.Token)
		_, err = Check(t.Context(), Options{Selection: selection("@CC-PKCE-06"), Target: connect.Options{Name: targetFile(t, strings.Replace(httpTarget(server.ProvisioningURL), "5s", "1s", 1))}})
		assert.ErrorContains(t, err, "no endpoint of the site "+site)
	})
}

// Where nothing would run, nothing is made to look at the server.
func TestACheckOfWhatTheTargetDoesNotOffer(t *testing.T) {
	file, book := counted(t, false)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	got, err := Check(t.Context(), Options{Selection: selection("@CC-GUEST-08"), Target: connect.Options{Name: targetFile(t, string(text)+"not_supported: [guest]\n")}})
	require.NoError(t, err)
	assert.Positive(t, got.Selected)
	assert.Zero(t, got.Runs)
	require.Len(t, got.Excluded, 1)
	assert.Contains(t, got.Excluded[0].Reason, "guest")
	assert.Equal(t, got.Selected, got.Excluded[0].Scenarios)
	assert.Empty(t, book.calls)
	assert.Empty(t, got.Endpoints)
}

// Without a scenario whose party can log in, any org shows whether the endpoints are there.
func TestACheckWithoutAWitness(t *testing.T) {
	file, book := counted(t, false)
	got, err := Check(t.Context(), Options{Selection: selection("@CC-CRED-11"), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Positive(t, got.Runs)
	assert.False(t, got.Looked, "no login was tried")
	assert.Len(t, got.Endpoints, 10)
	assert.Equal(t, map[string]int{"POST orgs": 1, "PATCH orgs/…": 1, "POST orgs/…/…": 2, "DELETE orgs/…": 1}, book.calls)
}

// A target that nobody changes is looked at with what it lists, and is told what else to prepare.
func TestACheckOfAStaticTarget(t *testing.T) {
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{Server: refserver.Options{Cost: tenant.TestPasswordCost}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	site := server.URL + "/sites/unknown"
	file := targetFile(t, fmt.Sprintf("codecred: 1\nprovisioning: {static: {orgs: [{name: main, site: %q, settings: {org.allow_code_credentials_flows: on}}]}}\n", site))
	got, err := Check(t.Context(), Options{Selection: selection("@CC-PKCE-06"), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	assert.Zero(t, got.Runs, "no app is listed")
	assert.False(t, got.Looked)
	assert.Len(t, got.Endpoints, 10)
	require.NotNil(t, got.Suggestion)
	assert.Positive(t, got.Suggestion.Scenarios)
}

func TestMetadataOfAnOrgThatCannotBeRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "metadata")
	file := targetFile(t, "codecred: 1\nprovisioning: {salesforce: {instance_url: "+nowhere(t)+", access_token: \"${CODECRED_TEST_TOKEN}\", site: "+nowhere(t)+"}}\nlimits: {request_timeout: 1s}\n")
	t.Setenv("CODECRED_TEST_TOKEN", "a token")
	_, err := WriteMetadata(t.Context(), Options{Selection: selection("@CC-ORG-01"), Target: connect.Options{Name: file}}, dir)
	var typed *reports.Error
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, reports.ExitTarget, typed.Exit)
	assert.NoDirExists(t, dir)
}
