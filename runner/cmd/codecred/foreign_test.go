package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/metadata"
	face "github.com/codecred/codecred/fixtures/refserver/provisioning"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
)

// front stands before a reference server and answers what it likes.
type front struct {
	next   http.Handler
	token  string                                 // of the administrator
	name   string                                 // of the implementation; empty for its own
	answer func(*front, *http.Request) (int, any) // in place of the server's, as JSON or, for a string, as it is; 0 for none
	header http.Header                            // of every answer of the sites

	salesforce bool // the target is a Salesforce org

	mu        sync.Mutex
	passwords []string // of users who were to be made
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	f.listen(r, body)
	for name, values := range f.header {
		if !strings.HasPrefix(r.URL.Path, face.Path) {
			w.Header()[name] = values
		}
	}
	status, said := 0, any(nil)
	if f.answer != nil {
		status, said = f.answer(f, r)
	}
	if status == 0 {
		f.pass(w, r)
		return
	}
	text, ok := said.(string)
	if !ok {
		encoded, _ := json.Marshal(said)
		text = string(encoded)
	}
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}

// pass lets the server answer, and gives its implementation another name.
func (f *front) pass(w http.ResponseWriter, r *http.Request) {
	if f.name == "" || !strings.HasSuffix(r.URL.Path, "/capabilities") {
		f.next.ServeHTTP(w, r)
		return
	}
	recorded := httptest.NewRecorder()
	f.next.ServeHTTP(recorded, r)
	document := map[string]any{}
	_ = json.Unmarshal(recorded.Body.Bytes(), &document)
	document["implementation"] = map[string]string{"name": f.name, "version": f.name}
	_ = json.NewEncoder(w).Encode(document)
}

func (f *front) listen(r *http.Request, body []byte) {
	made := struct {
		Users       []provisioning.UserSpec
		NewPassword string // of a Salesforce org
	}{}
	_ = json.Unmarshal(body, &made)
	f.mu.Lock()
	defer f.mu.Unlock()
	if made.NewPassword != "" && strings.HasSuffix(r.URL.Path, "/password") {
		f.passwords = append(f.passwords, made.NewPassword)
	}
	for _, user := range made.Users {
		f.passwords = append(f.passwords, user.Password)
	}
}

// secrets are the token and the first password, once a user was to be made.
func (f *front) secrets() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string{f.token}, f.passwords[:min(1, len(f.passwords))]...)
}

// every has the token and the first password in every form.
func (f *front) every() string {
	var said strings.Builder
	for _, secret := range f.secrets() {
		for _, form := range formsOf(secret) {
			said.WriteString("> " + form + " <\n")
		}
	}
	return said.String()
}

// formsOf writes a secret in every form that no output may hold.
func formsOf(secret string) []string {
	reversed := []byte(secret)
	slices.Reverse(reversed)
	var wide, entities strings.Builder
	for i := range len(secret) {
		wide.WriteString(`\u00` + hex.EncodeToString([]byte{secret[i]}))
		fmt.Fprintf(&entities, "&#%d;", secret[i])
	}
	once := base64.StdEncoding.EncodeToString([]byte(secret))
	return append(written(secret),
		entities.String(), wide.String(), html.EscapeString(entities.String()),
		once, base64.StdEncoding.EncodeToString([]byte(once)), base64.StdEncoding.EncodeToString([]byte("admin:"+secret)), url.QueryEscape(once), hex.EncodeToString([]byte(once)),
		strings.ToUpper(secret), strings.ToLower(secret), string(reversed), secret[:len(secret)*2/3], secret[len(secret)/3:],
		secret[:6]+"\n"+secret[6:], secret[:6]+"\u200b"+secret[6:], secret[:6]+"\u00ad"+secret[6:], strconv.QuoteToASCII(secret),
	)
}

// startFront starts a reference server behind a front, and returns the target file.
func startFront(t *testing.T, f *front) string {
	t.Helper()
	listener := httptest.NewServer(f)
	t.Cleanup(listener.Close)
	server, err := refserver.Start(context.WithoutCancel(t.Context()), refserver.ServeOptions{
		Server: refserver.Options{PublicURL: listener.URL, Cost: tenant.TestPasswordCost}, SingleOrg: f.salesforce, Metadata: f.salesforce,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	back, err := url.Parse(server.URL)
	require.NoError(t, err)
	f.next, f.token = httputil.NewSingleHostReverseProxy(back), server.Token
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	path := filepath.Join(t.TempDir(), "target.yaml")
	text := fmt.Sprintf("codecred: 1\nprovisioning:\n  http: {url: %q, token: \"${CODECRED_TEST_TOKEN}\"}\n", listener.URL+face.Path)
	if f.salesforce {
		text = fmt.Sprintf("codecred: 1\nprovisioning:\n  salesforce: {instance_url: %q, access_token: \"${CODECRED_TEST_TOKEN}\", site: %q, profile: %q, account: %q, propagation_timeout: 1s}\n",
			listener.URL, listener.URL+"/sites/"+provisioning.SingleOrg, metadata.Profile, metadata.Account)
	}
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// to selects the requests of the provisioning protocol with a method and an end of their path.
func to(method, end string, status int, said func(*front) any) func(*front, *http.Request) (int, any) {
	return func(f *front, r *http.Request) (int, any) {
		if r.Method != method || !strings.HasPrefix(r.URL.Path, face.Path) || !strings.HasSuffix(r.URL.Path, end) {
			return 0, nil
		}
		return status, said(f)
	}
}

// refusal is an error of the protocol that has a text in each of its members.
func refusal(text string) any {
	return map[string]any{"error": text, "detail": text, "settings": []string{text}}
}

func everySecret(f *front) any { return refusal(f.every()) }

const some = "@CC-ORG-02 or @CC-PKCE-06"

// TestNoOutputHoldsASecretThatTheTargetEchoes holds that what an administration or a site knows and shows
// reaches no stream and no file, in no form.
func TestNoOutputHoldsASecretThatTheTargetEchoes(t *testing.T) {
	for name, row := range map[string]struct {
		answer func(*front, *http.Request) (int, any)
		header bool // the sites show the token in a field of every answer
		says   string
	}{
		"the implementation's name":                {says: "conformant"},
		"an error of POST /orgs":                   {answer: to("POST", "/orgs", 422, everySecret), says: "answered 422"},
		"an error of POST /users":                  {answer: to("POST", "/users", 422, everySecret), says: "answered 422"},
		"a page in place of users":                 {answer: to("POST", "/users", 500, func(f *front) any { return "<pre>" + f.every() }), says: "answered 500"},
		"an answer of another status":              {answer: to("POST", "/users", 200, func(f *front) any { return f.every() }), says: "answered 200"},
		"an error of the capabilities":             {answer: to("GET", "/capabilities", 401, everySecret), says: "does not say what it offers"},
		"capabilities that break the protocol":     {answer: to("GET", "/capabilities", 200, badCapabilities), says: "client_address is"},
		"an error of a change":                     {answer: to("PATCH", "", 422, everySecret), says: "422"},
		"an error of the removal":                  {answer: to("DELETE", "", 500, everySecret), says: "answered 500"},
		"a page of the sites, in place of answers": {answer: pageOfSite, says: "no authorization server answers"},
		"a field of every answer of the sites":     {header: true, says: "conformant"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, command := range []string{"run", "check"} { // each makes users of its own
				f := &front{answer: row.answer}
				file := startFront(t, f)
				if row.answer == nil {
					f.name = f.every()
				}
				if row.header {
					f.header = http.Header{"X-Debug": {f.token, base64.StdEncoding.EncodeToString([]byte("admin:" + f.token)), hex.EncodeToString([]byte(f.token))}}
				}
				dir := filepath.Join(t.TempDir(), command)
				args := []string{command, "--target", file, "--tags", some}
				if command == "run" {
					args = append(args, "--out", dir)
				}
				var out, errOut bytes.Buffer
				run(t.Context(), args, &out, &errOut)
				require.NoError(t, os.MkdirAll(dir, 0o700))
				texts := outputs(t, dir, &out, &errOut)
				if command == "run" {
					assert.Contains(t, out.String()+errOut.String(), row.says)
				}
				for _, secret := range f.secrets() {
					for where, text := range texts {
						assertHidden(t, secret, where, text)
					}
				}
			}
		})
	}
}

// TestNoOutputHoldsASecretThatASalesforceOrgEchoes holds the same of the APIs of a Salesforce org.
func TestNoOutputHoldsASecretThatASalesforceOrgEchoes(t *testing.T) {
	api := func(method, within string, status int, said func(*front) any) func(*front, *http.Request) (int, any) {
		return func(f *front, r *http.Request) (int, any) {
			if r.Method != method || !strings.HasPrefix(r.URL.Path, "/services/") || !strings.Contains(r.URL.Path, within) {
				return 0, nil
			}
			return status, said(f)
		}
	}
	refused := func(f *front) any { return []any{map[string]string{"errorCode": f.every(), "message": f.every()}} }
	failed := func(f *front) any {
		problem := map[string]any{"componentType": f.every(), "fullName": f.every(), "problem": f.every(), "problemType": "Error"}
		return map[string]any{"id": "0Af", "deployResult": map[string]any{
			"id": "0Af", "done": true, "success": false, "status": "Failed", "errorMessage": f.every(), "details": map[string]any{"componentFailures": []any{problem}},
		}}
	}
	for name, row := range map[string]struct {
		answer func(*front, *http.Request) (int, any)
		says   string
	}{
		"an error of the first call": {api("GET", "/services/data", 401, refused), "the access token is wrong or has expired"},
		"a page in place of an API":  {api("GET", "/services/data", 200, func(f *front) any { return "<html>" + f.every() }), "a page and not the API"},
		"a deployment is refused":    {api("POST", "/deployRequest", 400, refused), "answered 400"},
		"a deployment fails":         {api("GET", "/deployRequest", 200, failed), "deployment_failed"},
		"a fault of SOAP":            {api("POST", "/Soap/", 500, func(f *front) any { return "<html>" + f.every() }), "bad_answer"},
		"users are refused":          {api("POST", "/composite", 400, refused), "answered 400"},
		"a password is refused":      {api("POST", "/password", 400, refused), "answered 400"},
	} {
		t.Run(name, func(t *testing.T) {
			f := &front{answer: row.answer, salesforce: true}
			file := startFront(t, f)
			dir := filepath.Join(t.TempDir(), "out")
			var out, errOut bytes.Buffer
			run(t.Context(), []string{"run", "--target", file, "--tags", "@CC-PKCE-06", "--out", dir}, &out, &errOut)
			require.NoError(t, os.MkdirAll(dir, 0o700))
			assert.Contains(t, out.String()+errOut.String(), row.says)
			for _, secret := range f.secrets() {
				for where, text := range outputs(t, dir, &out, &errOut) {
					assertHidden(t, secret, where, text)
				}
			}
		})
	}
}

// badCapabilities names a secret where the protocol wants an address.
func badCapabilities(f *front) any {
	return map[string]any{
		"protocol": 1, "implementation": map[string]string{"name": f.every(), "version": ""}, "orgs": "many", "settings": []string{}, "flows": []string{},
		"clock": false, "outbox": false, "client_address": f.every(),
	}
}

// pageOfSite answers for the sites with a page that shows what the front knows.
func pageOfSite(f *front, r *http.Request) (int, any) {
	if strings.HasPrefix(r.URL.Path, face.Path) {
		return 0, nil
	}
	return http.StatusInternalServerError, "<html><pre>" + f.every()
}

// assertHidden fails if a text holds a secret in one of the forms, or as a format of reports or package
// escape writes it.
func assertHidden(t *testing.T, secret, where, text string) {
	t.Helper()
	for _, form := range formsOf(secret) {
		quoted, err := json.Marshal(form)
		require.NoError(t, err)
		for _, shown := range []string{form, string(quoted[1 : len(quoted)-1]), html.EscapeString(form), strings.Trim(strconv.QuoteToASCII(form), `"`)} {
			if i := strings.Index(text, shown); i >= 0 {
				t.Errorf("%s holds %q, after %q", where, shown, text[max(0, i-80):i])
				return
			}
		}
	}
}

// pipelineCommand is what GitHub Actions, Azure Pipelines and TeamCity take for a command, and control is what a
// terminal obeys.
var (
	pipelineCommand = regexp.MustCompile(`(?m)^[ \t]*::[A-Za-z]|##[A-Za-z]*\[`)
	control         = regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u202e\u200b]")
)

const steering = "\n::error::owned\r\n  ::stop-commands::owned\n##[error]owned ##vso[task.complete]\x1b[2J\x1b]0;owned\x07\rhidden\u009b31m\u202e\u200b"

// TestNoTargetSteersTheTerminalOrThePipeline holds that nothing which a target writes reaches a stream so
// that a terminal or a pipeline obeys it.
func TestNoTargetSteersTheTerminalOrThePipeline(t *testing.T) {
	steers := func(*front) any { return refusal(steering) }
	for name, row := range map[string]struct {
		answer func(*front, *http.Request) (int, any)
		header bool
		says   string // by run
	}{
		"the implementation's name":  {says: "conformant"},
		"an error of POST /orgs":     {answer: to("POST", "/orgs", 422, steers), says: "answered 422"},
		"a page in place of an org":  {answer: to("POST", "/orgs", 500, func(*front) any { return steering }), says: "answered 500"},
		"an error of capabilities":   {answer: to("GET", "/capabilities", 401, steers), says: "does not say what it offers"},
		"an error of the removal":    {answer: to("DELETE", "", 500, steers), says: "answered 500"},
		"an error of a change":       {answer: to("PATCH", "", 422, steers), says: "422"},
		"a page of the sites":        {answer: steeringSite, says: "no authorization server answers"},
		"errors of the token":        {answer: steeringToken, says: "inconclusive"},
		"a field that is no command": {header: true, says: "conformant"},
	} {
		t.Run(name, func(t *testing.T) {
			f := &front{name: steering, answer: row.answer}
			if row.header {
				f.header = http.Header{"X-Debug": {"::error::owned ##vso[task.complete]"}}
			}
			file := startFront(t, f)
			for _, args := range [][]string{
				{"run", "--out", filepath.Join(t.TempDir(), "out")},
				{"check"}, {"check", "--json"},
			} {
				var out, errOut bytes.Buffer
				run(t.Context(), append(args, "--target", file, "--tags", some), &out, &errOut)
				if args[0] == "run" {
					assert.Contains(t, out.String()+errOut.String(), row.says)
				}
				for stream, text := range map[string]string{"stdout": out.String(), "stderr": errOut.String()} {
					assert.Empty(t, pipelineCommand.FindString(text), "%s of %s: %s", stream, args, text)
					assert.Empty(t, control.FindString(text), "%s of %s: %q", stream, args, text)
				}
				if slices.Contains(args, "--json") && out.Len() > 0 {
					assert.True(t, json.Valid(out.Bytes()), out.String())
				}
			}
		})
	}
}

// TestNoRequestSteersThePipelineOfTheReferenceServer holds the same of the log of serve.
func TestNoRequestSteersThePipelineOfTheReferenceServer(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	var errOut bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--log"}, write, &errOut)
		_ = write.Close()
	}()
	lines := bufio.NewScanner(read)
	var base string
	for base == "" && lines.Scan() {
		base, _ = strings.CutPrefix(lines.Text(), "provisioning=")
		if base == lines.Text() {
			base = ""
		}
	}
	at, err := url.Parse(base)
	require.NoError(t, err)
	resp, err := http.Get(at.Scheme + "://" + at.Host + "/" + url.PathEscape("##vso[x]##[y]") + "/" + url.PathEscape("\n::error::x\x1b[2J"))
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	stop()
	_, err = io.Copy(io.Discard, read)
	require.NoError(t, err)
	assert.Zero(t, <-ended)
	assert.Contains(t, errOut.String(), "status=404")
	assert.Empty(t, pipelineCommand.FindString(errOut.String()), errOut.String())
	assert.Empty(t, control.FindString(errOut.String()), errOut.String())
}

// TestNoFeatureSteersThePipeline holds the same of lists, and of features of somebody else.
func TestNoFeatureSteersThePipeline(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a ##[error].feature"), []byte("@CC-ORG-02\nFeature: ::error::x\n\n  Scenario: ##vso[task.complete]\u009b31m\n    Given a private client\n    When no such ##[error]line\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.feature"), []byte("@CC-ORG-02\nFeature: y\n\n  Scenario: ::error::##vso[task.complete]\u009b31m\n    Given a private client\n"), 0o600))
	for _, args := range [][]string{{"list"}, {"list", "--json"}, {"run", "--dry-run"}, {"run", "--name", "::error::##[x]", "--out", filepath.Join(dir, "out")}, {"\n::error::x"}} {
		if len(args) > 1 || args[0] == "list" {
			args = append(args, "--features", dir)
		}
		var out, errOut bytes.Buffer
		run(t.Context(), args, &out, &errOut)
		text := out.String() + errOut.String()
		assert.NotEmpty(t, text)
		assert.Empty(t, pipelineCommand.FindString(text), text)
		assert.Empty(t, control.FindString(text), text)
	}
}

func steeringSite(_ *front, r *http.Request) (int, any) {
	if strings.HasPrefix(r.URL.Path, face.Path) {
		return 0, nil
	}
	return http.StatusInternalServerError, steering
}

func steeringToken(_ *front, r *http.Request) (int, any) {
	if !strings.HasSuffix(r.URL.Path, "/token") {
		return 0, nil
	}
	return http.StatusBadRequest, map[string]string{"error": steering, "error_description": steering}
}
