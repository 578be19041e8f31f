package docs_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
)

// bodies has the bodies of those requests whose body the page shows only as a pattern.
var bodies = map[string]string{
	"POST /orgs/{org}/apps": `{"apps":[{"name":"an app","settings":{"app.enable_oauth":"on"}}]}`,
	"POST /orgs/{org}/users": `{"users":[{"username":"anna@acme.example","password":"long enough","state":"active",` +
		`"email":"","phone":"","approved_apps":[]}]}`,
	"PATCH /orgs/{org}":              `{"settings":{"org.require_pkce":"on"}}`,
	"PATCH /orgs/{org}/apps/{app}":   `{"settings":{"app.require_pkce":null}}`,
	"PATCH /orgs/{org}/users/{user}": `{"password":"another one","state":"frozen","email":"a@acme.example","phone":"","approved_apps":[]}`,
}

// TestTheRequestsOfTheProtocolAreAnsweredAsThePageSays sends each request of the
// page to the reference server.
func TestTheRequestsOfTheProtocolAreAnsweredAsThePageSays(t *testing.T) {
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	c := requests{base: server.ProvisioningURL, token: server.Token}
	for _, row := range rows(t, page(t, "docs/provisioning-protocol.md"), "## Requests") {
		request := strings.Trim(row[0], "`")
		method, path, _ := strings.Cut(request, " ")
		body, form := bodies[request]
		if !form {
			body = strings.Trim(row[1], "`")
		}
		status, answer := c.send(t, method, c.fill(t, path), body)
		assert.Equal(t, row[2][:3], strconv.Itoa(status), "%s: %s", request, answer)
	}
}

// requests sends requests of the protocol.
type requests struct{ base, token string }

func (c requests) send(t *testing.T, method, path, body string) (int, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, c.base+path, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+c.token)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp.StatusCode, answer
}

// fill puts ids of new objects into a path.
func (c requests) fill(t *testing.T, path string) string {
	t.Helper()
	org := struct{ ID string }{}
	_, answer := c.send(t, http.MethodPost, "/orgs", "{}")
	require.NoError(t, json.Unmarshal(answer, &org))
	path = strings.NewReplacer("{org}", org.ID, "NAME", "anna", "ADDRESS", "anna").Replace(path)
	for id, list := range map[string]string{"{app}": "apps", "{user}": "users"} {
		if !strings.Contains(path, id) {
			continue
		}
		made := map[string][]struct{ ID string }{}
		_, answer := c.send(t, http.MethodPost, "/orgs/"+org.ID+"/"+list, bodies["POST /orgs/{org}/"+list])
		require.NoError(t, json.Unmarshal(answer, &made))
		require.Len(t, made[list], 1, "%s", answer)
		path = strings.ReplaceAll(path, id, made[list][0].ID)
	}
	return path
}
