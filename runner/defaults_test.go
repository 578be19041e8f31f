package runner

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// otherDefaults is a front before a reference server whose orgs allow the flow and whose apps require PKCE by default.
type otherDefaults struct {
	next http.Handler
	says bool // in its capabilities
}

func (o *otherDefaults) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/provisioning/v1")
	switch parts := strings.Split(strings.Trim(path, "/"), "/"); {
	case path == "/capabilities" && o.says:
		answer := o.ask(r, r.Method, r.URL.Path, nil)
		answer["defaults"] = map[string]any{
			settings.AllowFlows: "on", settings.RequirePKCE: "on", settings.EnableOAuth: "off", "app.of_tomorrow": 12,
		}
		write(w, http.StatusOK, answer)
	case r.Method == http.MethodPost && path == "/orgs":
		org := o.ask(r, r.Method, r.URL.Path, read(r))
		id, _ := org["id"].(string)
		write(w, http.StatusCreated, o.ask(r, http.MethodPatch, r.URL.Path+"/"+id, map[string]any{"settings": map[string]any{settings.AllowFlows: "on"}}))
	case r.Method == http.MethodPost && len(parts) == 3 && parts[2] == "apps":
		body := read(r)
		for _, app := range body["apps"].([]any) {
			set, _ := app.(map[string]any)["settings"].(map[string]any)
			if set == nil {
				set = map[string]any{}
				app.(map[string]any)["settings"] = set
			}
			if set[settings.RequirePKCE] == nil {
				set[settings.RequirePKCE] = "on"
			}
		}
		write(w, http.StatusCreated, o.ask(r, r.Method, r.URL.Path, body))
	default:
		o.next.ServeHTTP(w, r)
	}
}

func read(r *http.Request) map[string]any {
	out := map[string]any{}
	_ = json.NewDecoder(r.Body).Decode(&out) // the server refuses what is no JSON
	return out
}

func write(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// ask sends the server behind another request in place of one.
func (o *otherDefaults) ask(like *http.Request, method, path string, body map[string]any) map[string]any {
	text, _ := json.Marshal(body)
	asked := httptest.NewRequest(method, path, bytes.NewReader(text))
	asked.Header = like.Header.Clone()
	asked.Header.Del("Content-Length")
	if method != like.Method {
		asked.Header.Del("Idempotency-Key")
	}
	answered := httptest.NewRecorder()
	o.next.ServeHTTP(answered, asked)
	out := map[string]any{}
	text, _ = io.ReadAll(answered.Body)
	_ = json.Unmarshal(text, &out)
	return out
}

// TestDefaultsBelongToTheTarget plays a part of the suite on a server with other defaults. One that says them is tried with the
// settings that the scenarios mean, and what is about these defaults does not apply. One that does not say them is no verdict.
func TestDefaultsBelongToTheTarget(t *testing.T) {
	tags := selection("@CC-ORG-01 or @CC-ORG-02 or @CC-PKCE-01 or @CC-PKCE-02 or @CC-PKCE-06 or @CC-FLOW-01 or @CC-CRED-02")
	played := func(says bool) *reports.Results {
		file := behind(t, refserver.ServeOptions{}, "", func(next http.Handler) http.Handler { return &otherDefaults{next, says} })
		results, err := Run(t.Context(), Options{Selection: tags, Target: connect.Options{Name: file}})
		require.NoError(t, err)
		return results
	}
	results := played(true)
	assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
	about := 0
	for _, s := range results.Scenarios {
		if s.Verdict == reports.NotApplicable {
			assert.Contains(t, s.Reason, "and the target says that its own is on")
			about++
		}
	}
	assert.Positive(t, about)
	assert.Greater(t, results.Run.Counts[reports.Passed], 5*about)

	results = played(false)
	assert.Equal(t, reports.ExitTarget, results.ExitCode)
	assert.Zero(t, results.Run.Counts[reports.Passed]+results.Run.Counts[reports.Failed])
	assert.Contains(t, results.Reason, "in the defaults of its capabilities")
}
