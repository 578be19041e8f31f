package runner

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/forecast"
)

// foreign is a server that can be provisioned and whose authorization endpoint
// is another product's.
type foreign struct {
	answer http.HandlerFunc
	asked  atomic.Int32
	proxy  *httputil.ReverseProxy
}

func (f *foreign) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/authorize") {
		f.asked.Add(1)
		f.answer(w, r)
		return
	}
	f.proxy.ServeHTTP(w, r)
}

func foreignTarget(t *testing.T, single bool, answer http.HandlerFunc) (file string, f *foreign) {
	t.Helper()
	f = &foreign{answer: answer}
	file, f.proxy = fronted(t, single, f)
	return file, f
}

// fronted starts a reference server behind a handler. It returns its target file
// and what leads through to it.
func fronted(t *testing.T, single bool, handler http.Handler) (file string, through *httputil.ReverseProxy) {
	t.Helper()
	front := httptest.NewServer(handler)
	t.Cleanup(front.Close)
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{
		Server: refserver.Options{PublicURL: front.URL, Cost: tenant.TestPasswordCost}, SingleOrg: single,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	back, err := url.Parse(server.URL)
	require.NoError(t, err)
	return targetFile(t, front.URL+"/provisioning/v1", server.Token), httputil.NewSingleHostReverseProxy(back)
}

func answering(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body) // a harness that hangs up fails its own test
	}
}

var foreignServers = map[string]struct {
	answer http.HandlerFunc
	says   string
}{
	"nothing is there":                {answering(404, "text/html", "<h1>Not Found</h1>"), "there is no endpoint for it"},
	"only GET is known":               {answering(405, "text/plain", "Method Not Allowed"), "there is no endpoint for it"},
	"the response type is unknown":    {answering(400, "application/json", `{"error":"unsupported_response_type"}`), "it does not know the response type code_credentials"},
	"a page to log in at":             {answering(200, "text/html", `<form><input name=u><input type="password"></form>`), "it shows a page to log in at"},
	"a redirect to such a page":       {sendsTo("/login?next=1"), "it redirects to another place than the app (302 with a redirect to /login"},
	"an error on the way to the page": {sendsTo("https://app.codecred.example/callback?error=unsupported_response_type"), "it does not know the response type code_credentials"},
}

func sendsTo(where string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", where)
		w.WriteHeader(http.StatusFound)
	}
}

func TestAServerThatDoesNotSpeakTheFlowIsToldApartAtOnce(t *testing.T) {
	for name, tt := range foreignServers {
		t.Run(name, func(t *testing.T) {
			file, server := foreignTarget(t, false, tt.answer)
			results := judged(t.Context(), t, Options{Selection: selection("@CC-ORG-01 or @CC-ORG-02 or @CC-PKCE-06"), Target: connect.Options{Name: file}})
			assert.Equal(t, reports.Incomplete, results.Verdict)
			assert.Equal(t, 4, results.ExitCode)
			assert.Contains(t, results.Reason, "does not speak the Authorization Code and Credentials Flow")
			assert.Contains(t, results.Reason, tt.says)
			assert.Equal(t, len(results.Scenarios), results.Run.Counts[reports.NotRun])
			assert.LessOrEqual(t, server.asked.Load(), int32(3), "a run that makes no sense ends at once")
			assert.Empty(t, results.Run.NotRemoved)

			found, err := forecast.Check(t.Context(), forecast.Options{Selection: selection("@CC-ORG-01 or @CC-PKCE-06"), Target: connect.Options{Name: file}})
			require.NoError(t, err)
			assert.Contains(t, found.MissingFlow, tt.says)
		})
	}
}

func TestASingleOrgThatDoesNotSpeakTheFlow(t *testing.T) {
	file, server := foreignTarget(t, true, answering(404, "text/html", ""))
	results := judged(t.Context(), t, Options{Selection: selection("@CC-PKCE-06"), Target: connect.Options{Name: file}})
	assert.Equal(t, reports.Incomplete, results.Verdict)
	assert.Contains(t, results.Reason, "there is no endpoint for it")
	assert.LessOrEqual(t, server.asked.Load(), int32(2))
}

// What gives no answer of the flow, such as a maintenance page, is no verdict.
func TestWhatGivesNoAnswerOfTheFlowIsNoVerdict(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"out of order":        answering(500, "text/plain", "oops"),
		"a maintenance page":  answering(503, "text/html", "<h1>oops</h1>"),
		"a block page":        answering(403, "text/html", "<h1>oops</h1>"),
		"a page":              answering(200, "text/html", "<h1>oops</h1>"),
		"JSON of another API": answering(200, "application/json", `{"status":"oops"}`),
		"401 in text":         answering(401, "text/plain", "oops"),
	} {
		t.Run(name, func(t *testing.T) {
			file, _ := foreignTarget(t, false, answer)
			results := judged(t.Context(), t, Options{Selection: selection("@CC-ORG-02 or @CC-PKCE-06"), Target: connect.Options{Name: file}})
			assert.Equal(t, 3, results.ExitCode)
			assert.Contains(t, results.Run.Error, "it gives no answer of the flow")
			assert.Contains(t, results.Run.Error, "oops")
			assert.Equal(t, len(results.Scenarios), results.Run.Counts[reports.NotRun]+results.Run.Counts[reports.Errored])
			assert.Zero(t, results.Run.Counts[reports.Failed])
			_, err := forecast.Check(t.Context(), forecast.Options{Selection: selection("@CC-ORG-02 or @CC-PKCE-06"), Target: connect.Options{Name: file}})
			assert.ErrorContains(t, err, "it gives no answer of the flow")
		})
	}
}

// A server that refuses everything, or answers once as if there were nothing, is wrong, and a run
// has to say how.
func TestAServerThatIsWrongIsNotTakenForOneThatDoesNotSpeak(t *testing.T) {
	once := atomic.Bool{}
	for name, answer := range map[string]http.HandlerFunc{
		"everything is refused":     answering(400, "application/json", `{"error":"invalid_grant"}`),
		"the callback gets no code": sendsTo("https://app.codecred.example/callback"),
		"404 once, then a refusal": func(w http.ResponseWriter, r *http.Request) {
			if once.CompareAndSwap(false, true) {
				answering(404, "text/plain", "")(w, r)
				return
			}
			answering(400, "application/json", `{"error":"invalid_grant"}`)(w, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			file, _ := foreignTarget(t, false, answer)
			results := judged(t.Context(), t, Options{Selection: selection("@CC-PKCE-06"), Target: connect.Options{Name: file}})
			assert.NotContains(t, results.Reason, "does not speak")
			assert.NotEqual(t, len(results.Scenarios), results.Run.Counts[reports.NotRun])
		})
	}
}
