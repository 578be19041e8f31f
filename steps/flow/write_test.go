package flow

import (
	"bytes"
	"mime/multipart"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/steps/wire"
)

// known are the values of an app, a user and what a target has given them.
var known = Known{
	ClientID: "the-client", ClientSecret: "the secret&+", Callback: testCallback, Username: "u@example.com", Password: "p w:%&ü",
	Code: "the-code==", AccessToken: "the-access-token", RefreshToken: "the-refresh-token", Identifier: "the-identifier",
	OneTimePassword: "123456", NewPassword: "another password", UVID: "the-guest",
}

var endpoints = Endpoints{
	Authorization: "/authorize", Token: "/token", Refresh: "/token", Userinfo: "/userinfo", Introspection: "/introspect?version=1",
	Revocation: "/revoke", Discovery: "/metadata", Echo: "/echo", PasswordlessLogin: "/login", PasswordReset: "/reset", ForgotPassword: "/reset",
}

// sent is a request as it goes over the wire, with its body and query decoded.
type sent struct {
	wire.Request

	body, query url.Values
}

func write(t *testing.T, r Request) sent {
	t.Helper()
	out, err := Write(r, "https://site.example/x", endpoints, known)
	require.NoError(t, err)
	body, err := url.ParseQuery(string(out.Body))
	require.NoError(t, err)
	query, err := url.ParseQuery(out.Query)
	require.NoError(t, err)
	return sent{out, body, query}
}

func (s sent) header(name string) []string {
	var out []string
	for _, f := range s.Header {
		if f.Name == name {
			out = append(out, f.Value)
		}
	}
	return out
}

func TestWriteAnAuthorizationRequest(t *testing.T) {
	basic, err := BasicForm{}.Encode("u@example.com", "p w:%&ü")
	require.NoError(t, err)

	t.Run("by itself everything is in the body", func(t *testing.T) {
		got := write(t, NewAuthorization(Usual(), false))
		assert.Equal(t, "https://site.example/x/authorize", got.URL)
		assert.Equal(t, "POST", got.Method)
		assert.Equal(t, "authorization request", got.Label)
		assert.Equal(t, url.Values{
			"response_type": {"code_credentials"}, "client_id": {"the-client"}, "redirect_uri": {testCallback},
			"username": {"u@example.com"}, "password": {"p w:%&ü"},
		}, got.body)
		assert.Empty(t, got.query)
		assert.Equal(t, []string{"Named-User"}, got.header("Auth-Request-Type"))
		assert.Equal(t, []string{"application/json"}, got.header("Accept"))
		assert.Equal(t, []string{"application/x-www-form-urlencoded"}, got.header("Content-Type"))
		assert.Empty(t, got.header("Authorization"))
	})
	t.Run("a POST may have all of its parameters in the query", func(t *testing.T) {
		r := NewAuthorization(Usual(), false)
		r.InQuery = true
		got := write(t, r)
		assert.Equal(t, "the-client", got.query.Get("client_id"))
		assert.False(t, got.body.Has("client_id"))
	})
	t.Run("a GET has no body, and everything is in the query", func(t *testing.T) {
		r := NewAuthorization(Usual(), false)
		r.Method, r.Login.Placement = "GET", Placement{Basic: true}
		got := write(t, r)
		assert.Nil(t, got.Body)
		assert.Equal(t, "the-client", got.query.Get("client_id"))
		assert.False(t, got.query.Has("password"))
		assert.Equal(t, []string{basic}, got.header("Authorization"))
		assert.Empty(t, got.header("Content-Type"))
	})
	t.Run("credentials in the query leave the rest in the body", func(t *testing.T) {
		r := NewAuthorization(Usual(), false)
		r.Login.Placement = Placement{Query: true}
		got := write(t, r)
		assert.Equal(t, "p w:%&ü", got.query.Get("password"))
		assert.False(t, got.body.Has("password"))
		assert.Equal(t, "the-client", got.body.Get("client_id"))
	})
	t.Run("values that are not encoded", func(t *testing.T) {
		r := NewAuthorization(Usual(), false)
		r.Literal, r.Login.Placement = true, Placement{}
		assert.Contains(t, string(write(t, r).Body), "redirect_uri="+testCallback)
	})
	t.Run("a body of its own, and a header in place of the usual one", func(t *testing.T) {
		r := NewAuthorization(Usual(), false)
		r.Body = "{"
		r.SetHeader("Accept", "text/html")
		got := write(t, r)
		assert.Equal(t, "{", string(got.Body))
		assert.Equal(t, []string{"text/html"}, got.header("Accept"))
	})
	t.Run("a challenge goes with its verifier", func(t *testing.T) {
		r := NewAuthorization(Usual(), true)
		got := write(t, r)
		assert.Equal(t, r.ProofKey().Challenge(), got.body.Get("code_challenge"))
		assert.Equal(t, "S256", got.body.Get("code_challenge_method"))
		assert.Equal(t, r.ProofKey().Verifier, write(t, NewToken(r, false)).body.Get("code_verifier"))
		other, ok := ProofKeyOf(r.Clone())
		assert.True(t, ok)
		assert.NotEqual(t, r.ProofKey(), other, "a copy is another login")
	})
	t.Run("a verifier as it is asked for", func(t *testing.T) {
		r := NewAuthorization(Usual(), true)
		r.PKCE = PKCE{Length: 50, Holds: "~", Plain: true}
		assert.Len(t, r.ProofKey().Verifier, 51)
		assert.Equal(t, r.ProofKey().Verifier, r.ProofKey().Challenge())
	})
}

func TestWriteRequestsForTokens(t *testing.T) {
	login := NewAuthorization(Usual(), false)
	exchange := NewToken(login, true)

	t.Run("a private client sends its secret in the body", func(t *testing.T) {
		assert.Equal(t, url.Values{
			"grant_type": {"authorization_code"}, "code": {"the-code=="}, "redirect_uri": {testCallback},
			"client_id": {"the-client"}, "client_secret": {"the secret&+"},
		}, write(t, exchange).body)
		assert.Empty(t, write(t, exchange).header("Authorization"))
		assert.Empty(t, write(t, exchange).header("Auth-Request-Type"), "it is no guest's")
	})
	t.Run("a public client sends none", func(t *testing.T) {
		assert.False(t, write(t, NewToken(login, false)).body.Has("client_secret"))
	})
	t.Run("in a Basic header id and secret are form-encoded first", func(t *testing.T) {
		r := NewRefresh(exchange, true)
		r.Client.Placement = Placement{Basic: true}
		got := write(t, r)
		want, err := BasicForm{}.Encode("the-client", "the+secret%26%2B")
		require.NoError(t, err)
		assert.Equal(t, []string{want}, got.header("Authorization"))
		assert.Equal(t, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {"the-refresh-token"}}, got.body)
	})
	t.Run("a secret in the query", func(t *testing.T) {
		r := NewRefresh(exchange, false)
		r.Client.Query = true
		assert.Equal(t, "the secret&+", write(t, r).query.Get("client_secret"))
	})
	t.Run("the user's credentials in place of the code", func(t *testing.T) {
		r := NewToken(login, false)
		r.Login = &Login{Placement: Placement{Body: true}, Username: Of(Username), Password: Of(Password)}
		clone, ok := r.Clone().(*TokenRequest)
		require.True(t, ok)
		clone.Login.Password = "other"
		assert.Equal(t, "p w:%&ü", write(t, r).body.Get("password"), "a copy is its own")
	})
	t.Run("requests that use tokens", func(t *testing.T) {
		assert.Equal(t, []string{"Bearer the-access-token"}, write(t, NewUserinfo(exchange)).header("Authorization"))
		lower := NewUserinfo(exchange)
		lower.Basic.Scheme = "bearer"
		assert.Equal(t, []string{"bearer the-access-token"}, write(t, lower).header("Authorization"))
		revocation := write(t, NewRevocation(exchange, RefreshToken))
		assert.Equal(t, url.Values{"token": {"the-refresh-token"}, "client_id": {"the-client"}, "client_secret": {"the secret&+"}}, revocation.body)
		introspection := write(t, NewIntrospection(exchange, AccessToken))
		assert.Equal(t, "the-access-token", introspection.body.Get("token"))
		assert.Equal(t, "1", introspection.query.Get("version"), "what the endpoint's URL holds stays")
	})
}

func TestWriteRequestsWithoutAnAccount(t *testing.T) {
	guest := NewGuestAuthorization(false)
	got := write(t, guest)
	assert.Equal(t, []string{"UVID the-guest"}, got.header("Uvid-Hint"))
	assert.False(t, got.body.Has("password"))
	assert.Equal(t, "api", got.body.Get("scope"))
	assert.Equal(t, []string{"the-guest"}, write(t, NewToken(guest, false)).header("Uvid-Hint"))

	begun := NewPasswordlessLogin(TheApp)
	assert.JSONEq(t, `{"username":"u@example.com","verificationmethod":"email"}`, string(mustWrite(t, begun).Body))
	end := write(t, NewCompletion(begun, false))
	assert.Equal(t, []string{"passwordless-login"}, end.header("Auth-Request-Type"))
	assert.Equal(t, []string{"email"}, end.header("Auth-Verification-Type"))
	identifier, password, _ := DecodeBasic(end.header("Authorization")[0][len("Basic "):])
	assert.Equal(t, "the-identifier", identifier)
	assert.Equal(t, "123456", password)
	of := NewCompletion(NewRegistration(TheApp), false)
	assert.Equal(t, []string{"user-registration"}, write(t, of).header("Auth-Request-Type"))
	assert.Equal(t, Registration, of.From.Kind(), "it ends what that began")

	forgotten := NewForgotPassword(AnotherApp)
	forgotten.Parties.User = AnotherUser
	reset := NewPasswordReset(forgotten)
	assert.Equal(t, Parties{AnotherApp, AnotherUser}, reset.Parties)
	assert.Same(t, forgotten, reset.From)
	assert.JSONEq(t, `{"username":"u@example.com","newpassword":"another password","otp":"123456"}`, string(mustWrite(t, reset).Body))
}

func mustWrite(t *testing.T, r Request) wire.Request {
	t.Helper()
	out, err := Write(r, "https://site.example", endpoints, known)
	require.NoError(t, err)
	return out
}

func TestWriteRequestsToTheSite(t *testing.T) {
	assert.Equal(t, "https://site.example/x/metadata", write(t, NewDiscovery()).URL)
	assert.Equal(t, "https://keys.example/1", write(t, NewKeySet("https://keys.example/1")).URL)
	preflight := write(t, NewPreflight(Token, "https://page.example"))
	assert.Equal(t, "https://site.example/x/token", preflight.URL)
	assert.Equal(t, []string{"https://page.example"}, preflight.header("Origin"))
	follow := NewFollow(NewAuthorization(Usual(), false), Reading{Query: url.Values{"code": {"a b"}}})
	assert.Equal(t, "a b", write(t, follow).query.Get("code"))
	assert.Empty(t, write(t, NewEcho()).query)
}

func TestWriteSaysWhatIsMissing(t *testing.T) {
	exchange := NewToken(NewAuthorization(Usual(), false), true)
	for says, c := range map[string]struct {
		r    Request
		from Known
	}{
		"no endpoint for a registration request": {NewRegistration(TheApp), known},
		"there is no code that could be sent":    {exchange, Known{}},
		"no authorization request stands behind": {withParam(NewEcho(), Of(CodeVerifier)), known},
		"there is no another app's client_id":    {withParam(NewEcho(), "{another app's client_id}"), known},
	} {
		_, err := Write(c.r, "https://site.example", endpoints, c.from)
		assert.ErrorContains(t, err, says)
	}
	spoilt := NewAuthorization(Usual(), false)
	spoilt.Login.Placement, spoilt.Basic.Alphabet = Placement{Basic: true}, "rot13"
	_, err := Write(spoilt, "https://site.example", endpoints, known)
	assert.ErrorContains(t, err, "rot13")
	spoilt.Login.SetPassword("{nothing}")
	_, err = Write(spoilt, "https://site.example", endpoints, known)
	assert.ErrorContains(t, err, "there is no nothing", "the first problem is the one that is told")
}

func withParam(r *EchoRequest, value Template) *EchoRequest {
	r.Params.Add("x", value)
	return r
}

// The consumer secrets of Salesforce are in upper case. A secret "in upper case" would be the same
// one: the server would accept it and be blamed for it.
func TestAnEditThatChangesNothingCannotBeSent(t *testing.T) {
	r := NewRefresh(NewToken(NewAuthorization(Usual(), false), true), true)
	r.Client.Secret = Slot(Value{Name: ClientSecret}, "in upper case")
	_, err := Write(r, "https://site.example", endpoints, Known{ClientID: "c", ClientSecret: "ABC", RefreshToken: "r"})
	var cannot *UnaskableError
	require.ErrorAs(t, err, &cannot)
	assert.Equal(t, "client_secret in upper case would be no other than client_secret is", cannot.Error())
	assert.Equal(t, "THE SECRET&+", write(t, r).body.Get("client_secret"))
}

// Every kind of request can be copied, and the copy varied alone.
func TestACloneIsItsOwn(t *testing.T) {
	login := NewAuthorization(Usual(), false)
	exchange := NewToken(login, true)
	begun := NewForgotPassword(TheApp)
	for _, r := range []Request{
		login, exchange, NewRefresh(exchange, true), NewUserinfo(exchange), NewIntrospection(exchange, AccessToken),
		NewRevocation(exchange, AccessToken), NewEcho(), NewDiscovery(), NewKeySet("https://x.example"), NewPreflight(Token, "https://p.example"),
		NewRegistration(TheApp), NewPasswordlessLogin(TheApp), begun, NewPasswordReset(begun),
	} {
		t.Run(string(r.Kind()), func(t *testing.T) {
			clone := r.Clone()
			assert.Equal(t, r, clone)
			clone.Common().Params.Set("x", "y")
			clone.Common().SetHeader("X", "y")
			if c := clone.ClientAuth(); c != nil {
				c.ID = "other"
				assert.NotEqual(t, c.ID, r.ClientAuth().ID)
			}
			if l := clone.UserLogin(); l != nil {
				l.SetUsername("other")
				assert.NotEqual(t, l.Username, r.UserLogin().Username)
			}
			assert.False(t, r.Common().Params.Has("x"))
			assert.False(t, r.Common().HasHeader("X"))
			assert.Equal(t, r.Kind(), clone.Kind())
		})
	}
}

func TestVaryOriginLeavesTheLoginAlone(t *testing.T) {
	login := NewAuthorization(Usual(), true)
	exchange := NewToken(login, false)
	exchange.VaryOrigin(func(a *AuthorizationRequest) { a.PKCE.Length = 128 })
	key, ok := ProofKeyOf(exchange)
	require.True(t, ok)
	assert.Len(t, key.Verifier, 128)
	assert.Len(t, login.ProofKey().Verifier, usualVerifier)

	alone := &TokenRequest{}
	alone.VaryOrigin(func(*AuthorizationRequest) { t.Error("there is nothing to vary") })
	assert.Nil(t, alone.From)
}

// A server that reads multipart forms must be able to read what is sent as one.
func TestABodyWithABoundaryIsAMultipartForm(t *testing.T) {
	r := NewAuthorization(Usual(), false)
	r.ContentType = "multipart/form-data; boundary=part1"
	out, err := Write(r, "https://site.example/x", endpoints, known)
	require.NoError(t, err)
	form, err := multipart.NewReader(bytes.NewReader(out.Body), "part1").ReadForm(1 << 20)
	require.NoError(t, err)
	assert.Equal(t, []string{"the-client"}, form.Value["client_id"])
	assert.Equal(t, []string{"p w:%&ü"}, form.Value["password"])
}
