package main

import (
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
	face "github.com/codecred/codecred/fixtures/refserver/provisioning"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
)

// gossip stands before a reference server and says what it likes.
type gossip struct {
	next   http.Handler
	token  string                                  // of the administrator
	name   string                                  // of the implementation; empty for its own
	answer func(*gossip, *http.Request) (int, any) // in place of the server's, as JSON or, for a string, as it is; 0 for none
	header http.Header                             // of every answer of the sites

	mu        sync.Mutex
	passwords []string // of users who were to be made
}

func (g *gossip) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	g.listen(r, body)
	for name, values := range g.header {
		if !strings.HasPrefix(r.URL.Path, face.Path) {
			w.Header()[name] = values
		}
	}
	status, said := 0, any(nil)
	if g.answer != nil {
		status, said = g.answer(g, r)
	}
	if status == 0 {
		g.pass(w, r)
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
func (g *gossip) pass(w http.ResponseWriter, r *http.Request) {
	if g.name == "" || !strings.HasSuffix(r.URL.Path, "/capabilities") {
		g.next.ServeHTTP(w, r)
		return
	}
	recorded := httptest.NewRecorder()
	g.next.ServeHTTP(recorded, r)
	document := map[string]any{}
	_ = json.Unmarshal(recorded.Body.Bytes(), &document)
	document["implementation"] = map[string]string{"name": g.name, "version": g.name}
	_ = json.NewEncoder(w).Encode(document)
}

func (g *gossip) listen(r *http.Request, body []byte) {
	if !strings.HasSuffix(r.URL.Path, "/users") {
		return
	}
	made := struct{ Users []provisioning.UserSpec }{}
	_ = json.Unmarshal(body, &made)
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, user := range made.Users {
		g.passwords = append(g.passwords, user.Password)
	}
}

// secrets are the token and the first password, once a user was to be made.
func (g *gossip) secrets() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string{g.token}, g.passwords[:min(1, len(g.passwords))]...)
}

// every has the token and the first password in every form.
func (g *gossip) every() string {
	var said strings.Builder
	for _, secret := range g.secrets() {
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

// gossiping starts a reference server behind a gossip, and returns the target file.
func gossiping(t *testing.T, g *gossip) string {
	t.Helper()
	front := httptest.NewServer(g)
	t.Cleanup(front.Close)
	server, err := refserver.Start(context.WithoutCancel(t.Context()), refserver.ServeOptions{
		Server: refserver.Options{PublicURL: front.URL, Cost: tenant.TestPasswordCost},
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	back, err := url.Parse(server.URL)
	require.NoError(t, err)
	g.next, g.token = httputil.NewSingleHostReverseProxy(back), server.Token
	t.Setenv("CODECRED_TEST_TOKEN", server.Token)
	path := filepath.Join(t.TempDir(), "target.yaml")
	text := "codecred: 1\nprovisioning:\n  http: {url: \"" + front.URL + face.Path + "\", token: \"${CODECRED_TEST_TOKEN}\"}\n"
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// to selects the requests of the provisioning protocol with a method and an end of their path.
func to(method, end string, status int, said func(*gossip) any) func(*gossip, *http.Request) (int, any) {
	return func(g *gossip, r *http.Request) (int, any) {
		if r.Method != method || !strings.HasPrefix(r.URL.Path, face.Path) || !strings.HasSuffix(r.URL.Path, end) {
			return 0, nil
		}
		return status, said(g)
	}
}

// refusal is an error of the protocol that has a text in each of its members.
func refusal(text string) any {
	return map[string]any{"error": text, "detail": text, "settings": []string{text}}
}

func everySecret(g *gossip) any { return refusal(g.every()) }

const some = "@CC-ORG-02 or @CC-PKCE-06"

// TestNoOutputHoldsASecretThatTheTargetEchoes holds that what an administration or a site knows and shows
// reaches no stream and no file, in no form.
func TestNoOutputHoldsASecretThatTheTargetEchoes(t *testing.T) {
	for name, row := range map[string]struct {
		answer func(*gossip, *http.Request) (int, any)
		header bool // the sites show the token in a field of every answer
		says   string
	}{
		"the implementation's name":                {says: "conformant"},
		"an error of POST /orgs":                   {answer: to("POST", "/orgs", 422, everySecret), says: "answered 422"},
		"an error of POST /users":                  {answer: to("POST", "/users", 422, everySecret), says: "answered 422"},
		"a page in place of users":                 {answer: to("POST", "/users", 500, func(g *gossip) any { return "<pre>" + g.every() }), says: "answered 500"},
		"an answer of another status":              {answer: to("POST", "/users", 200, func(g *gossip) any { return g.every() }), says: "answered 200"},
		"an error of the capabilities":             {answer: to("GET", "/capabilities", 401, everySecret), says: "does not say what it offers"},
		"capabilities that break the protocol":     {answer: to("GET", "/capabilities", 200, badCapabilities), says: "client_address is"},
		"an error of a change":                     {answer: to("PATCH", "", 422, everySecret), says: "422"},
		"an error of the removal":                  {answer: to("DELETE", "", 500, everySecret), says: "answered 500"},
		"a page of the sites, in place of answers": {answer: pageOfSite, says: "no authorization server answers"},
		"a field of every answer of the sites":     {header: true, says: "conformant"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, command := range []string{"run", "check"} { // each makes users of its own
				g := &gossip{answer: row.answer}
				file := gossiping(t, g)
				if row.answer == nil {
					g.name = g.every()
				}
				if row.header {
					g.header = http.Header{"X-Debug": {g.token, base64.StdEncoding.EncodeToString([]byte("admin:" + g.token)), hex.EncodeToString([]byte(g.token))}}
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
				for _, secret := range g.secrets() {
					for where, text := range texts {
						assertHidden(t, secret, where, text)
					}
				}
			}
		})
	}
}

// badCapabilities names a secret where the protocol wants an address.
func badCapabilities(g *gossip) any {
	return map[string]any{
		"protocol": 1, "implementation": map[string]string{"name": g.every(), "version": ""}, "orgs": "many", "settings": []string{}, "flows": []string{},
		"clock": false, "outbox": false, "client_address": g.every(),
	}
}

// pageOfSite answers for the sites with a page that shows what the front knows.
func pageOfSite(g *gossip, r *http.Request) (int, any) {
	if strings.HasPrefix(r.URL.Path, face.Path) {
		return 0, nil
	}
	return http.StatusInternalServerError, "<html><pre>" + g.every()
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
	steers := func(*gossip) any { return refusal(steering) }
	for name, row := range map[string]struct {
		answer func(*gossip, *http.Request) (int, any)
		header bool
		says   string // by run
	}{
		"the implementation's name":  {says: "conformant"},
		"an error of POST /orgs":     {answer: to("POST", "/orgs", 422, steers), says: "answered 422"},
		"a page in place of an org":  {answer: to("POST", "/orgs", 500, func(*gossip) any { return steering }), says: "answered 500"},
		"an error of capabilities":   {answer: to("GET", "/capabilities", 401, steers), says: "does not say what it offers"},
		"an error of the removal":    {answer: to("DELETE", "", 500, steers), says: "answered 500"},
		"an error of a change":       {answer: to("PATCH", "", 422, steers), says: "422"},
		"a page of the sites":        {answer: steeringSite, says: "no authorization server answers"},
		"errors of the token":        {answer: steeringToken, says: "inconclusive"},
		"a field that is no command": {header: true, says: "conformant"},
	} {
		t.Run(name, func(t *testing.T) {
			g := &gossip{name: steering, answer: row.answer}
			if row.header {
				g.header = http.Header{"X-Debug": {"::error::owned ##vso[task.complete]"}}
			}
			file := gossiping(t, g)
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

func steeringSite(_ *gossip, r *http.Request) (int, any) {
	if strings.HasPrefix(r.URL.Path, face.Path) {
		return 0, nil
	}
	return http.StatusInternalServerError, steering
}

func steeringToken(_ *gossip, r *http.Request) (int, any) {
	if !strings.HasSuffix(r.URL.Path, "/token") {
		return 0, nil
	}
	return http.StatusBadRequest, map[string]string{"error": steering, "error_description": steering}
}
