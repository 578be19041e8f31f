package steps

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
	"github.com/codecred/codecred/steps/wire/redact"
)

// set is a world on a stage with an app and a user; nothing can be sent from it.
func set() *World {
	stage := &Stage{
		Orgs: map[Role]provisioning.Org{TheOrg: {ID: "o", Site: "https://site.example/x"}},
		Apps: map[Role]App{
			TheApp: {Org: TheOrg, App: provisioning.App{
				ClientID: "the-client", ClientSecret: "the secret&+",
				Settings: settings.Values{settings.CallbackURLs: settings.List(testCallback)},
			}},
			AnotherApp: {Org: TheOrg, App: provisioning.App{ClientID: "another-client", ClientSecret: "another-secret"}},
		},
		Users: map[Role]User{TheUser: {Org: TheOrg, User: provisioning.User{Username: "u@example.com"}, Password: "p w:%&ü"}},
		Paths: map[string]string{"authorization request": "/authorize", "token request": "/token", "refresh request": "/token"},
	}
	return NewWorld(stage, nil, redact.New(nil))
}

// laid builds a request with variations and returns it with its body and query decoded.
func laid(t *testing.T, w *World, r *request, tail string) (built wire.Request, body, query url.Values) {
	t.Helper()
	varied, err := vary(r, tail)
	require.NoError(t, err)
	built, err = w.build(varied)
	require.NoError(t, err)
	body, err = url.ParseQuery(string(built.Body))
	require.NoError(t, err)
	query, err = url.ParseQuery(built.Query)
	require.NoError(t, err)
	return built, body, query
}

func header(r wire.Request, name string) []string {
	var out []string
	for _, f := range r.Header {
		if f.Name == name {
			out = append(out, f.Value)
		}
	}
	return out
}

func TestBuildAuthorization(t *testing.T) {
	w := set()
	usual := newAuthorization(cast{TheApp, TheUser}, false)
	basic, err := basicForm{}.header("u@example.com", "p w:%&ü")
	require.NoError(t, err)

	t.Run("by itself everything is in the body", func(t *testing.T) {
		built, body, query := laid(t, w, usual, "")
		assert.Equal(t, "https://site.example/x/authorize", built.URL)
		assert.Equal(t, "POST", built.Method)
		assert.Equal(t, url.Values{
			"response_type": {"code_credentials"}, "client_id": {"the-client"}, "redirect_uri": {testCallback},
			"username": {"u@example.com"}, "password": {"p w:%&ü"},
		}, body)
		assert.Empty(t, query)
		assert.Equal(t, []string{"Named-User"}, header(built, "Auth-Request-Type"))
		assert.Empty(t, header(built, "Authorization"))
	})
	t.Run("a GET has no body and a Basic header", func(t *testing.T) {
		built, _, query := laid(t, w, usual, " with GET")
		assert.Nil(t, built.Body)
		assert.Equal(t, "the-client", query.Get("client_id"))
		assert.False(t, query.Has("password"))
		assert.Equal(t, []string{basic}, header(built, "Authorization"))
		assert.Empty(t, header(built, "Content-Type"))
	})
	t.Run("credentials in the query of a POST leave the rest in the body", func(t *testing.T) {
		_, body, query := laid(t, w, usual, " with credentials in the query")
		assert.Equal(t, "p w:%&ü", query.Get("password"))
		assert.False(t, body.Has("password"))
		assert.Equal(t, "the-client", body.Get("client_id"))
	})
	t.Run("credentials in both places", func(t *testing.T) {
		built, body, _ := laid(t, w, usual, " with credentials in the body as well as the Basic header")
		assert.True(t, body.Has("password"))
		assert.Equal(t, []string{basic}, header(built, "Authorization"))
	})
	t.Run("a parameter twice", func(t *testing.T) {
		_, body, _ := laid(t, w, usual, ` with the parameter "client_id" twice`)
		assert.Equal(t, []string{"the-client", "the-client"}, body["client_id"])
	})
	t.Run("values that are not encoded", func(t *testing.T) {
		built, err := w.build(must(t, usual, " with values that are not percent-encoded"))
		require.NoError(t, err)
		assert.Contains(t, string(built.Body), "redirect_uri="+testCallback)
	})
	t.Run("a challenge goes with its verifier", func(t *testing.T) {
		probe := must(t, usual, " with a code challenge")
		built, err := w.build(probe)
		require.NoError(t, err)
		body, err := url.ParseQuery(string(built.Body))
		require.NoError(t, err)
		assert.Equal(t, w.verifier(probe).challenge(), body.Get("code_challenge"))
	})
}

func must(t *testing.T, r *request, tail string) *request {
	t.Helper()
	varied, err := vary(r, tail)
	require.NoError(t, err)
	return varied
}

func TestBuildTokenRequest(t *testing.T) {
	w := set()
	w.remember("code", "the-code==")
	from := newAuthorization(cast{TheApp, TheUser}, true)

	t.Run("a private client sends its secret in the body", func(t *testing.T) {
		built, body, _ := laid(t, w, newTokenRequest(from, true), "")
		assert.Equal(t, "https://site.example/x/token", built.URL)
		assert.Equal(t, url.Values{
			"grant_type": {"authorization_code"}, "code": {"the-code=="}, "redirect_uri": {testCallback},
			"code_verifier": {w.verifier(from).text}, "client_id": {"the-client"}, "client_secret": {"the secret&+"},
		}, body)
	})
	t.Run("a public client sends none", func(t *testing.T) {
		_, body, _ := laid(t, w, newTokenRequest(from, false), "")
		assert.False(t, body.Has("client_secret"))
	})
	t.Run("in a Basic header id and secret are form-encoded first", func(t *testing.T) {
		built, body, _ := laid(t, w, newTokenRequest(from, true), " with the consumer secret in the Basic header")
		want, err := basicForm{}.header("the-client", "the+secret%26%2B")
		require.NoError(t, err)
		assert.Equal(t, []string{want}, header(built, "Authorization"))
		assert.False(t, body.Has("client_id") || body.Has("client_secret"))
	})
	t.Run("the secret of another app", func(t *testing.T) {
		_, body, _ := laid(t, w, newTokenRequest(from, true), " with the consumer secret of another app")
		assert.Equal(t, "another-secret", body.Get("client_secret"))
		assert.Equal(t, "the-client", body.Get("client_id"))
	})
	t.Run("what the target has not given cannot be sent", func(t *testing.T) {
		_, err := set().build(newTokenRequest(from, true))
		assert.ErrorContains(t, err, "given no code")
	})
}

func TestACloneIsItsOwn(t *testing.T) {
	r := newAuthorization(cast{TheApp, TheUser}, false)
	clone := r.clone()
	clone.params[0].value, clone.headers[0] = "other", reports.Field{Name: "A", Value: "b"}
	assert.Equal(t, "code_credentials", r.value("response_type"))
	assert.Equal(t, "Auth-Request-Type", r.headers[0].Name)
}
