package runner

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/reports"
)

// call selects the calls of the provisioning protocol with a method and an end
// of their path.
func call(method, path string) func(*http.Request) bool {
	return func(head *http.Request) bool {
		return head.Method == method && strings.HasPrefix(head.URL.Path, "/provisioning/") && strings.HasSuffix(head.URL.Path, path)
	}
}

// change selects the calls that change an app.
func change(head *http.Request) bool {
	return head.Method == http.MethodPatch && strings.Contains(head.URL.Path, "/apps/")
}

// remove selects the calls that remove an org.
func remove(head *http.Request) bool { return head.Method == http.MethodDelete }

// lie passes a call on and changes the text of its answer.
func lie(old, replacement string) func(*hostile.Front, *hostile.Conversation) {
	return edit(func(resp *http.Response) {
		body, _ := io.ReadAll(resp.Body)
		body = bytes.ReplaceAll(body, []byte(old), []byte(replacement))
		resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	})
}

var (
	nothingRuns = all(reports.NotRun, nil)
	noChange    = want{withChange: reports.Errored}
	hangsUp     = hostile.Misbehave(func(c *hostile.Conversation) { c.ReadRequest() })
	resets      = hostile.Misbehave(func(c *hostile.Conversation) { c.ReadRequest(); c.Reset() })
	isSilent    = hostile.Misbehave(func(c *hostile.Conversation) { c.ReadRequest(); c.Hang() })
)

// provisioners misbehave when the target is prepared, changed or cleaned up.
var provisioners = []misdeed{
	{name: "provisioner/never makes an org", to: call("POST", "/orgs"), do: isSilent, hangs: true, want: nothingRuns, says: "no answer within 1s"},
	{name: "provisioner/never makes apps", to: call("POST", "/apps"), do: isSilent, hangs: true, want: nothingRuns, says: "no answer within 1s"},
	{name: "provisioner/resets when asked for an org", to: call("POST", "/orgs"), do: resets, want: nothingRuns, says: ": reset: "},
	{name: "provisioner/hangs up half-way, with its apps made", to: call("POST", "/users"), do: hangsUp, want: nothingRuns, says: "the users could not be made"},
	{name: "provisioner/500 with a page", to: call("POST", "/orgs"), do: says("500 Internal Server Error", "", "<h1>oops</h1>"), want: nothingRuns, says: "answered 500, bad_answer"},
	{name: "provisioner/401 half-way", to: call("POST", "/users"), do: says("401 Unauthorized", jsonType, `{"error":"unauthorized","detail":"expired"}`), want: nothingRuns, says: "check the provisioning token"},
	{name: "provisioner/redirects to itself", to: call("POST", "/orgs"), do: says("307 Temporary Redirect", "Location: /provisioning/v1/orgs\r\n", ""), want: nothingRuns, says: "answered 307"},
	{name: "provisioner/429 for ever", to: call("POST", "/orgs"), do: says("429 Too Many Requests", "Retry-After: 0\r\n", ""), want: nothingRuns, says: "answered 429"},
	{name: "provisioner/garbage", to: call("POST", "/orgs"), do: says("201 Created", jsonType, "\x00{{"), want: nothingRuns, says: "a JSON object was expected"},
	{name: "provisioner/ten gigabytes", to: call("POST", "/apps"), do: hostile.Misbehave(behaviour("body/ten gigabytes announced and begun")), want: nothingRuns, says: "the apps could not be made", huge: true},
	{name: "provisioner/gzip bomb", to: call("POST", "/apps"), do: hostile.Misbehave(behaviour("body/gzip bomb")), want: nothingRuns, says: "the apps could not be made", huge: true},
	{name: "provisioner/body shorter than its length", to: call("POST", "/users"), do: hostile.Misbehave(behaviour("body/body shorter than its Content-Length")), want: nothingRuns, says: "cut off"},

	{name: "provisioner/other settings than asked for", to: call("POST", "/apps"), do: lie(`"app.enable_code_credentials_flow":"on"`, `"app.enable_code_credentials_flow":"off"`), want: nothingRuns, says: "was not applied"},
	{name: "provisioner/a fresh org that is none", to: call("POST", "/orgs"), do: lie(`"org.require_pkce":"off"`, `"org.require_pkce":"on"`), want: nothingRuns, says: "on a new object"},
	{name: "provisioner/apps without a secret", to: call("POST", "/apps"), do: lie(`"client_secret":"`, `"client_secret":"","x":"`), want: nothingRuns, says: "empty client_id or client_secret"},
	{name: "provisioner/no apps at all", to: call("POST", "/apps"), do: says("201 Created", jsonType, `{"apps":[]}`), want: nothingRuns, says: "0 were returned"},
	{name: "provisioner/other users than asked for", to: call("POST", "/users"), do: lie(`"username":"`, `"username":"x`), want: nothingRuns, says: "was requested"},
	{name: "provisioner/users that are frozen", to: call("POST", "/users"), do: lie(`"state":"active"`, `"state":"frozen"`), want: nothingRuns, says: `state "active" was requested`},
	{name: "provisioner/a site beyond loopback", to: call("POST", "/orgs"), do: lie(`"site":"http://127.0.0.1`, `"site":"https://acme.example`), want: nothingRuns, says: "not a loopback address"},
	{name: "provisioner/a site that is no URL", to: call("POST", "/orgs"), do: lie(`"site":"http://`, `"site":"`), want: nothingRuns, says: "site: needs an absolute URL"},

	{name: "provisioner/never changes an app", to: change, do: isSilent, hangs: true, want: noChange, says: "no answer within 1s"},
	{name: "provisioner/hangs up on a change", to: change, do: hangsUp, want: noChange, says: "could not be changed"},
	{name: "provisioner/changes nothing", to: change, do: lie(`"app.enable_oauth":"off"`, `"app.enable_oauth":"on"`), want: noChange, says: "was not applied"},

	{name: "provisioner/removes nothing", to: remove, do: says("500 Internal Server Error", "", ""), left: "is still there"},
	{name: "provisioner/hangs up on removal", to: remove, do: hangsUp, left: "is still there"},
	{name: "provisioner/never removes", to: remove, do: isSilent, hangs: true, left: "no answer within 1s"},
}

// behaviour finds what a row of the table of behaviours does.
func behaviour(name string) func(*hostile.Conversation) {
	for _, b := range hostile.Behaviours() {
		if b.Name == name {
			return b.Do
		}
	}
	panic("no behaviour is called " + name)
}
