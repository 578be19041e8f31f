package runner

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// selection selects by a tag expression in the default profile.
func selection(tags string) suite.Selection {
	return suite.Selection{Tags: tags, Profile: features.Salesforce}
}

// embedded is the suite that the program carries.
func embedded(t *testing.T) *suite.Suite {
	t.Helper()
	loaded, err := suite.Load("", selection(""))
	require.NoError(t, err)
	return loaded
}

// folder writes files into a folder of their own.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	return dir
}

// judged runs a selection and checks that the results do not contradict themselves.
func judged(ctx context.Context, t *testing.T, o Options) *reports.Results {
	t.Helper()
	results, err := Run(ctx, o)
	require.NoError(t, err)
	require.NoError(t, results.Check())
	return results
}

func TestTheReferenceServerConforms(t *testing.T) {
	for _, profile := range []features.Profile{features.Salesforce, features.Strict} {
		t.Run(string(profile), func(t *testing.T) {
			results := judged(t.Context(), t, Options{
				Selection: suite.Selection{Profile: profile}, Target: connect.Options{Profile: profile},
			})
			assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
			for _, s := range results.Scenarios {
				want := reports.Passed
				if slices.Contains(s.Requirements, "CC-RESP-16") { // the server promises no issuer in the redirect, and need not
					want = reports.NotApplicable
				}
				assert.Equal(t, want, s.Verdict, "%s %s: %s", s.ID, s.Name, s.Reason)
				assert.NotEmpty(t, s.Exchanges, "%s sent nothing", s.ID)
			}
			assert.Empty(t, results.Run.NotRemoved)
			assert.Positive(t, results.Run.Requests)
		})
	}
}

func TestAServerThatIsWrongIsCaught(t *testing.T) {
	tests := []struct {
		name, without, tags string
		requirement         string
		expected            string
	}{
		{"the org's switch is ignored", "authorize.flow-allowed-for-org", "@CC-ORG-01", "CC-ORG-01", "refused"},
		{"a Basic header is taken though the body is required", "authorize.post-body-not-basic", "@CC-POST-07", "CC-POST-07", "refused"},
		{"the verifier is not compared", "token.verifier-matches", "@CC-PKCE-06", "CC-PKCE-06", "refused"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			results := judged(t.Context(), t, Options{
				Selection: selection(tt.tags), Target: connect.Options{Reference: refserver.Options{Alterations: faults.Without(tt.without)}},
			})
			assert.Equal(t, reports.NonConformant, results.Verdict)
			assert.Equal(t, 1, results.ExitCode)
			failed := 0
			for _, s := range results.Scenarios {
				if s.Verdict != reports.Failed {
					continue
				}
				failed++
				assert.Contains(t, s.Requirements, tt.requirement)
				assert.Contains(t, s.Failure.Expected, tt.expected)
				assert.Contains(t, s.Failure.Observed, "accepted")
				assert.NotEmpty(t, s.Failure.Sent)
				assert.NotEmpty(t, s.Failure.Received)
				assert.NotEmpty(t, s.Failure.Statement)
				assert.NotEmpty(t, s.Failure.Source)
			}
			assert.Positive(t, failed)
		})
	}
}

func TestARunThatIsInterruptedSaysWhatItDecided(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stopper := &countdown{left: 5, then: cancel}
	results := judged(ctx, t, Options{Selection: selection(""), Target: connect.Options{Parallel: 2}, Progress: stopper})
	assert.Equal(t, reports.Incomplete, results.Verdict)
	assert.Equal(t, 4, results.ExitCode)
	assert.GreaterOrEqual(t, results.Run.Counts[reports.Passed], 5)
	assert.Positive(t, results.Run.Counts[reports.NotRun])
	assert.Zero(t, results.Run.Counts[reports.Errored])
	assert.Empty(t, results.Run.NotRemoved, "an interrupted run cleans up all the same")
}

func TestARunThatIsInterruptedFromTheStartDecidesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := startReference(t, refserver.ServeOptions{})
	stopper := &countdown{left: 0, then: cancel}
	results := judged(ctx, t, Options{Selection: selection("@CC-ORG-04"), Target: connect.Options{Name: server}, Progress: stopper})
	assert.Equal(t, reports.Incomplete, results.Verdict)
	assert.Zero(t, results.Run.Counts[reports.Passed])
}

// countdown is a progress view that calls a function after a number of scenarios.
type countdown struct {
	left int32
	then func()
}

func (c *countdown) Start(int) {
	if c.left == 0 {
		c.then()
	}
}

func (c *countdown) Done(reports.Scenario) {
	if atomic.AddInt32(&c.left, -1) == 0 {
		c.then()
	}
}

func (c *countdown) Finish() {}

// startReference serves the reference server and returns its target file.
func startReference(t *testing.T, o refserver.ServeOptions) string {
	t.Helper()
	o.Server.Cost = tenant.TestPasswordCost
	server, err := refserver.Start(t.Context(), o)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	file := targetFile(t, server.ProvisioningURL, server.Token)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	// The server locks nobody out, so that everything can be tried.
	require.NoError(t, os.WriteFile(file, append(text, "limits: {failed_logins_per_user: 100}\n"...), 0o600))
	return file
}

func targetFile(t testing.TB, provisioning, token string) string {
	t.Helper()
	t.Setenv("CODECRED_TEST_TOKEN", token)
	path := filepath.Join(t.TempDir(), "target.yaml")
	text := "codecred: 1\nname: Test\nprovisioning:\n  http: {url: " + provisioning + ", token: \"${CODECRED_TEST_TOKEN}\"}\n"
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestATargetFileNamesTheServer(t *testing.T) {
	results := judged(t.Context(), t, Options{
		Selection: selection("@CC-ORG-04"), Target: connect.Options{Name: startReference(t, refserver.ServeOptions{})},
	})
	assert.Equal(t, reports.Conformant, results.Verdict)
	assert.Equal(t, "http", results.Run.Target.Kind)
	assert.Equal(t, "Test", results.Run.Target.Name)
}

func TestATargetThatIsNotThereIsNoVerdict(t *testing.T) {
	server := startReference(t, refserver.ServeOptions{})
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	stopped := targetFile(t, gone.URL+"/provisioning/v1", "token")
	text, err := os.ReadFile(stopped)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(stopped, append(text, "limits: {request_timeout: 1s}\n"...), 0o600))
	for name, tt := range map[string]struct {
		target string
		exit   int
		says   string
	}{
		"the server is stopped":   {stopped, reports.ExitTarget, gone.URL + "/provisioning/v1/capabilities: unreachable: refused"},
		"the token is wrong":      {server, reports.ExitTarget, "unauthorized"},
		"the file does not exist": {filepath.Join(t.TempDir(), "none.yaml"), reports.ExitUsage, "none.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "the token is wrong" {
				t.Setenv("CODECRED_TEST_TOKEN", "wrong-token")
			}
			_, err := Run(t.Context(), Options{Selection: selection("@CC-ORG-04"), Target: connect.Options{Name: tt.target}})
			var typed *reports.Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, tt.exit, typed.Exit)
			assert.ErrorContains(t, err, tt.says)
		})
	}
}

// flaky is a proxy that closes the connection of every request after a number of them.
type flaky struct {
	left  atomic.Int32
	path  string // only requests whose path ends so are counted
	proxy *httputil.ReverseProxy
}

func (f *flaky) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, f.path) && f.left.Add(-1) < 0 {
		panic(http.ErrAbortHandler)
	}
	f.proxy.ServeHTTP(w, r)
}

// flakyTarget serves the reference server behind a proxy that closes the connection of requests to
// a path after a number of them.
func flakyTarget(t *testing.T, path string, after int32) string {
	t.Helper()
	f := &flaky{path: path}
	f.left.Store(after)
	front := httptest.NewServer(f)
	t.Cleanup(front.Close)
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{
		Server: refserver.Options{PublicURL: front.URL, Cost: tenant.TestPasswordCost},
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	back, err := url.Parse(server.URL)
	require.NoError(t, err)
	f.proxy = httputil.NewSingleHostReverseProxy(back)
	return targetFile(t, front.URL+"/provisioning/v1", server.Token)
}

func TestATargetThatGoesAwayHalfWayIsNeverGreen(t *testing.T) {
	results := judged(t.Context(), t, Options{
		Selection: selection("@CC-ORG-02 or @CC-ORG-04"), Target: connect.Options{Name: flakyTarget(t, "/authorize", 3)},
	})
	assert.Equal(t, reports.ErrorRun, results.Verdict, results.Reason)
	assert.Equal(t, 3, results.ExitCode)
	assert.Positive(t, results.Run.Counts[reports.Errored])
}

func TestATargetThatCannotBePreparedIsAnError(t *testing.T) {
	for _, path := range []string{"/orgs", "/apps", "/users"} {
		t.Run("it fails at "+path, func(t *testing.T) {
			results := judged(t.Context(), t, Options{
				Selection: selection("@CC-ORG-04"), Target: connect.Options{Name: flakyTarget(t, path, 0)},
			})
			assert.Equal(t, reports.ErrorRun, results.Verdict)
			assert.Contains(t, results.Reason, "could not be prepared")
			assert.Equal(t, len(results.Scenarios), results.Run.Counts[reports.NotRun])
		})
	}
}

func TestWhatTheTargetDeclaresAwayIsNeverGreenAlone(t *testing.T) {
	file := startReference(t, refserver.ServeOptions{})
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	text = append(text, "not_supported: [{app.require_pkce: \"not in this edition\"}]\n"...)
	require.NoError(t, os.WriteFile(file, text, 0o600))

	results := judged(t.Context(), t, Options{Selection: selection("@CC-PKCE-02"), Target: connect.Options{Name: file}})
	assert.Equal(t, reports.Incomplete, results.Verdict, "nothing was decided")
	for _, s := range results.Scenarios {
		if s.Verdict == reports.NotApplicable {
			assert.Contains(t, s.Reason, "not in this edition")
		}
	}
}

func TestTheSameSeedGivesTheSameVerdicts(t *testing.T) {
	verdicts := func() map[string]reports.Verdict {
		out := map[string]reports.Verdict{}
		sel := selection("@CC-PKCE-06 or @CC-ORG-02")
		sel.Seed = 42
		for _, s := range judged(t.Context(), t, Options{Selection: sel}).Scenarios {
			out[s.ID] = s.Verdict
		}
		return out
	}
	first := verdicts()
	assert.Equal(t, first, verdicts())
}
