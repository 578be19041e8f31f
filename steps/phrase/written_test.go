package phrase

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

// names is a source in which each value is its own name, so that what is sent shows
// where it comes from.
type names struct{}

func (names) Value(_ flow.Request, v flow.Value) (string, error) { return "{" + v.String() + "}", nil }

type message struct {
	wire.Request

	body, query url.Values
}

// written lays a request out, with the names of values in the place of values.
func written(t *testing.T, r flow.Request) message {
	t.Helper()
	paths := flow.Endpoints{}
	for kind := range usualRequests() {
		paths[kind] = "/" + kind.Name()
	}
	for _, kind := range []flow.Kind{flow.Registration, flow.PasswordlessLogin, flow.ForgotPassword, flow.PasswordReset} {
		paths[kind] = "/headless"
	}
	sent, err := flow.Write(r, "https://site.example", paths, names{})
	require.NoError(t, err)
	body, _ := url.ParseQuery(string(sent.Body)) // it may be broken by design
	query, err := url.ParseQuery(sent.Query)
	require.NoError(t, err)
	return message{sent, body, query}
}

func (m message) header(name string) string {
	for _, f := range m.Header {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// basic decodes the credentials of the Authorization header.
func (m message) basic(t *testing.T) string {
	t.Helper()
	value := m.header("Authorization")
	require.Greater(t, len(value), len("Basic "))
	id, secret, ok := flow.DecodeBasic(value[len("Basic "):])
	require.True(t, ok)
	return id + ":" + secret
}

func TestPhrasesAboutTheUsersCredentials(t *testing.T) {
	const own, theirs = "{username}", "{another user's username}"
	for tail, want := range map[string]struct{ bodyUser, bodyPassword, basic, query string }{
		"":                                      {own, "{password}", "", ""},
		" with credentials in the Basic header": {"", "", "{username}:{password}", ""},
		" with the user's credentials in the query":                 {"", "", "", "{password}"},
		" with credentials in the body as well as the Basic header": {own, "{password}", "{username}:{password}", ""},
		" without credentials":                                      {},
		" with GET":                                                 {"", "", "{username}:{password}", ""},
		" with POST and everything in the query":                    {"", "", "", "{password}"},
		" with a wrong password":                                    {own, "wrong-{random}", "", ""},
		` with the password followed by "x"`:                        {own, "{password}x", "", ""},
		` with the password preceded by "x"`:                        {own, "x{password}", "", ""},
		" with an empty password":                                   {own, "", "", ""},
		" with an empty username":                                   {"", "{password}", "", ""},
		" with an unknown username":                                 {"nobody-{random}@codecred.example", "{password}", "", ""},
		" with the credentials of another user":                     {theirs, "{another user's password}", "", ""},
		" with the password of another user":                        {own, "{another user's password}", "", ""},
		" with the previous password":                               {own, "{previous password}", "", ""},
		" with another user's credentials in the Basic header beside the user's own": {
			own, "{password}", "{another user's username}:{another user's password}", "",
		},
		" with a wrong password in the body beside the right one in the Basic header": {
			own, "wrong-{random}", "{username}:{password}", "",
		},
		" with a wrong password in the Basic header beside the right one in the body": {
			own, "{password}", "{username}:wrong-{random}", "",
		},
		" with a wrong password in the body beside the credentials of another user in the Basic header": {
			own, "wrong-{random}", "{another user's username}:{another user's password}", "",
		},
		` with the parameter "password" set to "x"`: {own, "x", "", ""},
		` without the parameter "password"`:         {own, "", "", ""},
		` without the parameter "username"`:         {"", "{password}", "", ""},
		" with an unknown identifier":               {"{random}", "{password}", "", ""},
		" with the right one-time password":         {own, "{one-time password}", "", ""},
	} {
		t.Run(tail, func(t *testing.T) {
			sent := written(t, vary(t, usualRequests()[flow.Authorization], tail))
			assert.Equal(t, want.bodyUser, sent.body.Get("username"))
			assert.Equal(t, want.bodyPassword, sent.body.Get("password"))
			assert.Equal(t, want.query, sent.query.Get("password"))
			if want.basic == "" {
				assert.Empty(t, sent.header("Authorization"))
				return
			}
			assert.Equal(t, want.basic, sent.basic(t))
		})
	}
}

func TestPhrasesAboutTheConsumerSecret(t *testing.T) {
	const id = "{client_id}"
	for tail, want := range map[string]struct{ id, secret, basic, query string }{
		"": {id, "{client_secret}", "", ""},
		" with the consumer secret in the Basic header":                     {"", "", "{client_id}:{client_secret}", ""},
		" with the consumer secret in the query":                            {id, "", "", "{client_secret}"},
		" with the consumer secret in the body as well as the Basic header": {"", "{client_secret}", "{client_id}:{client_secret}", ""},
		" without the consumer secret":                                      {id, "", "", ""},
		" with a wrong consumer secret":                                     {id, "{random}", "", ""},
		" with a wrong consumer secret in the Basic header":                 {"", "", "{client_id}:{random}", ""},
		" with an empty consumer secret":                                    {id, "", "", ""},
		` with the consumer secret followed by "x"`:                         {id, "{client_secret}x", "", ""},
		" with the consumer secret of another app":                          {id, "{another app's client_secret}", "", ""},
		" with the client id of another app":                                {"{another app's client_id}", "{client_secret}", "", ""},
		" with the identity of another app":                                 {"{another app's client_id}", "{another app's client_secret}", "", ""},
		" with an unknown client id":                                        {"unknown-{random}", "{client_secret}", "", ""},
		" with the app's own client id":                                     {id, "{client_secret}", "", ""},
		` with the client id followed by "x"`:                               {id + "x", "{client_secret}", "", ""},
		` without the parameter "client_id"`:                                {"", "{client_secret}", "", ""},
		` without the parameter "client_secret"`:                            {id, "", "", ""},
		` with the parameter "client_secret" set to "x"`:                    {id, "x", "", ""},
		" with the client id of another app in the body beside the app's own in the Basic header": {
			"{another app's client_id}", "", "{client_id}:{client_secret}", "",
		},
		" with the client id in the Basic header alone": {"", "", "{client_id}:{client_secret}", ""},
	} {
		t.Run(tail, func(t *testing.T) {
			sent := written(t, vary(t, usualRequests()[flow.Refresh], tail))
			assert.Equal(t, want.id, sent.body.Get("client_id"))
			assert.Equal(t, want.secret, sent.body.Get("client_secret"))
			assert.Equal(t, want.query, sent.query.Get("client_secret"))
			if want.basic == "" {
				assert.Empty(t, sent.header("Authorization"))
				return
			}
			decoded, err := url.QueryUnescape(sent.basic(t))
			require.NoError(t, err)
			assert.Equal(t, want.basic, decoded, "id and secret are form-encoded")
		})
	}
}

func TestPhrasesAboutPKCE(t *testing.T) {
	for tail, want := range map[string][2]string{
		" with a code challenge":                                     {"{challenge}", "S256"},
		" with a code challenge and without a code challenge method": {"{challenge}", ""},
		` with the code challenge followed by "="`:                   {"{challenge}=", "S256"},
		` with the code challenge "x"`:                               {"x", ""},
		` with the code challenge method "plain"`:                    {"{challenge}", "plain"},
		" with the code challenge of a verifier of 50 characters":    {"{challenge}", "S256"},
		` with the code challenge of a verifier that contains "~"`:   {"{challenge}", "S256"},
		" with a code challenge and without a code challenge":        {"", ""},
		" with the code verifier itself as the code challenge":       {"{challenge}", "S256"},
	} {
		sent := written(t, vary(t, usualRequests()[flow.Authorization], tail))
		assert.Equal(t, want, [2]string{sent.body.Get("code_challenge"), sent.body.Get("code_challenge_method")}, tail)
	}
	for tail, want := range map[string]string{
		" with the right code verifier":                             "{verifier}",
		" with a wrong code verifier":                               "{random}{random}",
		" with a code verifier that belongs to no code challenge":   "{random}{random}",
		" with the code challenge as the code verifier":             "{challenge}",
		` with the code verifier followed by "x"`:                   "{verifier}x",
		" with the right code verifier and without a code verifier": "",
		" with a code whose challenge is plain":                     "{verifier}",
	} {
		sent := written(t, vary(t, usualRequests()[flow.Token], tail))
		assert.Equal(t, want, sent.body.Get("code_verifier"), tail)
	}
}

// A phrase about the code changes the request that gets the next one, not the one
// that got the last.
func TestPhrasesAboutTheCodesVerifier(t *testing.T) {
	for tail, holds := range map[string]func(key flow.ProofKey) bool{
		" with a code whose verifier has 50 characters": func(k flow.ProofKey) bool { return len(k.Verifier) == 50 },
		` with a code whose verifier contains "~"`:      func(k flow.ProofKey) bool { return k.Verifier[len(k.Verifier)-1] == '~' },
		" with a code whose challenge is plain":         func(k flow.ProofKey) bool { return k.Challenge() == k.Verifier },
	} {
		usual := usualRequests()[flow.Token]
		key, ok := flow.ProofKeyOf(vary(t, usual, tail))
		require.True(t, ok)
		assert.True(t, holds(key), tail)
		before, _ := flow.ProofKeyOf(usual)
		assert.False(t, holds(before), tail)
	}
}

func TestPhrasesAboutTheRequestItself(t *testing.T) {
	login := usualRequests()[flow.Authorization]
	for tail, check := range map[string]func(sent message) bool{
		" with DELETE":                                                             func(m message) bool { return m.Method == "DELETE" },
		" with the parameters in the query":                                        func(m message) bool { return m.query.Has("client_id") && m.body.Has("password") },
		" with values that are not percent-encoded":                                func(m message) bool { return m.Literal() },
		` with the Content-Type "text/plain"`:                                      func(m message) bool { return m.header("Content-Type") == "text/plain" },
		` with the header "Accept" set to "text/html"`:                             func(m message) bool { return m.header("Accept") == "text/html" },
		` with the callback URL "https://x.example/"`:                              func(m message) bool { return m.body.Get("redirect_uri") == "https://x.example/" },
		` with the callback URL followed by "/x"`:                                  func(m message) bool { return m.body.Get("redirect_uri") == "{callback}/x" },
		` with the callback URL preceded by "x"`:                                   func(m message) bool { return m.body.Get("redirect_uri") == "x{callback}" },
		` with the scope "api"`:                                                    func(m message) bool { return m.body.Get("scope") == "api" },
		` with the response type "code"`:                                           func(m message) bool { return m.body.Get("response_type") == "code" },
		` with the state "s"`:                                                      func(m message) bool { return m.body.Get("state") == "s" },
		` with the body "{"`:                                                       func(m message) bool { return string(m.Body) == "{" },
		` with the parameter "state" of 3 characters`:                              func(m message) bool { return m.body.Get("state") == "aaa" },
		` with the origin "https://page.example"`:                                  func(m message) bool { return m.header("Origin") == "https://page.example" },
		` with the parameter "client_id" twice`:                                    func(m message) bool { return len(m.body["client_id"]) == 2 },
		` with the parameter "client_id" twice and the parameter "client_id" once`: func(m message) bool { return len(m.body["client_id"]) == 1 },
		` with the parameter "password" a second time as "x" and the parameter "password" once`: func(m message) bool { return len(m.body["password"]) == 1 },
		` with the parameter "client_id" a second time as "x"`:                                  func(m message) bool { return m.body["client_id"][1] == "x" },
		` with the Auth-Request-Type "x"`:                                                       func(m message) bool { return m.header("Auth-Request-Type") == "x" },
		` without the Auth-Request-Type header`:                                                 func(m message) bool { return m.header("Auth-Request-Type") == "" },
		` with the Authorization header "x"`:                                                    func(m message) bool { return m.header("Authorization") == "x" && !m.body.Has("password") },
		` with the scheme name "bAsIc"`:                                                         func(m message) bool { return m.header("Authorization")[:6] == "bAsIc " },
		` with Basic credentials in unpadded base64url`:                                         func(m message) bool { return m.header("Authorization") != "" && !m.body.Has("password") },
		` with the UVID "x"`:                                                                    func(m message) bool { return m.header("Uvid-Hint") == "x" },
		` with the right UVID`:                                                                  func(m message) bool { return m.header("Uvid-Hint") == "UVID {uvid}" },
		` with the UVID in the body`:                                                            func(m message) bool { return m.body.Get("uvid_hint") == "UVID {uvid}" },
		` with the right UVID and without a UVID`:                                               func(m message) bool { return m.header("Uvid-Hint") == "" },
		` with the scope "api" and without a scope`:                                             func(m message) bool { return !m.body.Has("scope") },
	} {
		t.Run(tail, func(t *testing.T) {
			assert.True(t, check(written(t, vary(t, login, tail))))
		})
	}
	spoilt := vary(t, login, ` with Basic credentials whose base64 contains "!"`)
	assert.Contains(t, written(t, spoilt).header("Authorization"), "!")
	elsewhere := vary(t, login, " with the site of another org")
	assert.Equal(t, flow.AnotherOrg, elsewhere.Common().At)
	assert.Equal(t, login.Common().At, vary(t, elsewhere, " with the app's own site").Common().At)
}

// Literal reports whether the braces of a value went out as they are.
func (m message) Literal() bool { return string(m.Body) != "" && m.Body[len(m.Body)-1] == '}' }

func TestPhrasesAboutHeadlessRequests(t *testing.T) {
	register, login := flow.NewRegistration(flow.TheApp), flow.NewPasswordlessLogin(flow.TheApp)
	reset := flow.NewPasswordReset(flow.NewForgotPassword(flow.TheApp))
	for _, c := range []struct {
		request    flow.Request
		tail, want string
	}{
		{register, " with the message by sms", `"verificationmethod":"sms"`},
		{register, " with the message by sms", `"mobilephone":"{the new user's phone}"`},
		{login, " with the message by email", `"verificationmethod":"email"`},
		{login, " with an unknown username", `"username":"nobody-{random}@codecred.example"`},
		{reset, " with the username of another user", `"username":"{another user's username}"`},
		{reset, " with the user's own username", `"username":"{username}"`},
		{reset, " with a wrong one-time password", `"otp":"{one-time password with another last digit}"`},
		{reset, " with the right one-time password", `"otp":"{one-time password}"`},
		{reset, ` with the new password "a"`, `"newpassword":"a"`},
		{reset, ` with the new password "a" and a new password of its own`, `"newpassword":"{new password}"`},
		{register, ` with the password in userdata`, `"password":"{the new user's password}","username"`},
		{register, ` with the parameter "recaptcha" null`, `"recaptcha":null`},
		{login, ` with a token of reCAPTCHA as "recaptchaevent.token"`, `"recaptchaevent":{"token":"{random}"}`},
	} {
		varied := vary(t, c.request, c.tail)
		if c.want == `"otp":"{one-time password with another last digit}"` { // no source of values edits a name
			assert.Equal(t, flow.Template("{one-time password with another last digit}"), varied.Common().Params.Get("otp"))
			continue
		}
		assert.Contains(t, string(written(t, varied).Body), c.want, c.tail)
	}
	token := vary(t, register, " with the previous access token")
	assert.Equal(t, "Bearer {previous access_token}", written(t, token).header("Authorization"))
	assert.True(t, vary(t, reset, " with a new one-time password").Common().Renew)
}

func TestPhrasesPlanWhatTheyNeed(t *testing.T) {
	n := need.New()
	require.NoError(t, n.AddApp(flow.TheApp, flow.TheOrg, "private"))
	for _, tail := range []string{
		" with a wrong password", " with the client id of another app", ` with the origin "https://page.example"`,
		` without the parameter "password"`, " with the password of another user", " with the credentials of a user of another org",
	} {
		list, err := Read(tail, flow.Authorization)
		require.NoError(t, err)
		require.NoError(t, list.Plan(n))
	}
	sms, err := Read(" with the message by sms", flow.Registration)
	require.NoError(t, err)
	require.NoError(t, sms.Plan(n))
	assert.Equal(t, 3, n.FailedLogins)
	assert.Contains(t, n.Apps, flow.AnotherApp)
	assert.Contains(t, n.Users, flow.AnotherUser)
	assert.Contains(t, n.Users, flow.UserOfAnotherOrg)
	assert.True(t, n.Touches[settings.ForeignPages])
	assert.True(t, n.Users[flow.TheUser].Phone)
}

func TestNumbersOfPhrasesAreRead(t *testing.T) {
	for _, tail := range []string{
		" with the code challenge of a verifier of 1001 characters", ` with the parameter "state" of 100001 characters`,
		" with the code challenge of a verifier of 99999999999999999999 characters",
	} {
		_, err := Read(tail, flow.Authorization)
		assert.ErrorContains(t, err, "characters")
	}
}

// The mistakes in the body of a headless request.
func TestMistakesInAJSONBody(t *testing.T) {
	for tail, want := range map[string]string{
		" with an empty body":                                               "",
		" with an empty object in the body":                                 "{}",
		" with an object in the body that is cut off":                       "{",
		" with a body of 3 nested lists":                                    "[[[]]]",
		" with the parameter \"username\" null":                             `{"username":null}`,
		" with the parameter \"username\" as true":                          `{"username":true}`,
		" with the parameter \"username\" as zero":                          `{"username":0}`,
		" with the parameter \"username\" as an empty list":                 `{"username":[]}`,
		" with an empty body and its own body":                              `{"username":"{username}"}`,
		" with the parameter \"username\" null and the user's own username": `{"username":"{username}"}`,
	} {
		list, err := Read(tail, flow.ForgotPassword)
		require.NoError(t, err, tail)
		r, err := list.Vary(flow.NewForgotPassword(flow.TheApp))
		require.NoError(t, err, tail)
		assert.Equal(t, want, string(written(t, r).Body), tail)
	}
	_, err := Read(" with a body of 200000 nested lists", flow.ForgotPassword)
	assert.ErrorContains(t, err, "too long to send")
}

// A reset with another one-time password counts as a failed login.
func TestAResetWithAnotherOneTimePasswordFails(t *testing.T) {
	for tail, want := range map[string]int{" with the parameter \"otp\" null": 1, " with the parameter \"otp\" as true": 1, " with the parameter \"username\" null": 0} {
		list, err := Read(tail, flow.PasswordReset)
		require.NoError(t, err)
		n := need.New()
		require.NoError(t, list.Plan(n))
		assert.Equal(t, want, n.FailedLogins, tail)
	}
}
