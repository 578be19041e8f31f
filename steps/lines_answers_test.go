package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
)

const redirect = "https://app.example/callback"

// at is a redirect to a URL.
func at(url string) response {
	return response{status: 302, header: map[string]string{"Location": url}}
}

// inJSON is an answer with a JSON object.
func inJSON(status int, body string) response {
	return response{status: status, header: map[string]string{"Content-Type": asJSON}, body: body}
}

var answerCases = []lineCase{
	{
		"a status", "the answer's status is 400 or 401", loggingIn,
		[]response{{status: 400}, {status: 401}}, []response{{status: 200}, {status: 403}},
	},
	{
		"no such status", "the answer's status is not 200", loggingIn,
		[]response{{status: 302}, {status: 204}}, []response{{status: 200}},
	},
	{
		"an error", `the error is "invalid_grant" or "invalid_request"`, exchanging,
		[]response{inJSON(400, `{"error":"invalid_grant"}`), inJSON(400, `{"error":"invalid_request"}`)},
		[]response{inJSON(400, `{"error":"invalid_client"}`), inJSON(400, `{}`)},
	},
	{
		"a parameter of the redirect", `the redirect carries "state" set to "xyz"`, loggingIn,
		[]response{at(redirect + "?code=1&state=xyz")}, []response{at(redirect + "?code=1"), at(redirect + "?code=1&state=xy"), {status: 200}},
	},
	{
		"the site in the redirect", `the redirect carries "iss" set to the site's URL`, loggingIn,
		[]response{at(redirect + "?code=1&iss=" + site)}, []response{at(redirect + "?code=1&iss=https://other.example")},
	},
	{
		"the app in an answer", `the answer has "client_id" set to the app's client id`, exchanging,
		[]response{inJSON(200, `{"client_id":"the-client"}`)}, []response{inJSON(200, `{"client_id":"another"}`), inJSON(200, `{}`)},
	},
	{
		"a member", `the answer has "n" set to "7"`, exchanging,
		[]response{inJSON(200, `{"n":7}`), inJSON(200, `{"n":"7"}`)}, []response{inJSON(200, `{"n":{"a":7}}`)},
	},
	{
		"no member", `the answer has no "refresh_token"`, exchanging,
		[]response{inJSON(200, `{}`)}, []response{inJSON(200, `{"refresh_token":null}`)},
	},
	{
		"nothing of a token", "nothing else is told of the token", exchanging,
		[]response{inJSON(200, `{"active":false}`), inJSON(200, `{"active":false,"extra":1}`)}, []response{inJSON(200, `{"active":false,"client_id":"a"}`)},
	},
	{
		"no parameter of the redirect", `the redirect carries no "state"`, loggingIn,
		[]response{at(redirect + "?code=1")}, []response{at(redirect + "?code=1&state=")},
	},
	{
		"no token in the redirect", "the redirect carries no token", loggingIn,
		[]response{at(redirect + "?code=abcdefgh1234")}, []response{at(redirect + "#access_token=abcdefgh1234"), at(redirect + "?id_token=abcdefgh1234")},
	},
	{
		"a header", `the answer has the header "Cache-Control" with "no-store"`, exchanging,
		[]response{{status: 200, header: map[string]string{"Cache-Control": "private, No-Store"}}},
		[]response{{status: 200}, {status: 200, header: map[string]string{"Cache-Control": "private"}}},
	},
	{
		"no header", `the answer has no header "X-Trace"`, exchanging,
		[]response{{status: 200}}, []response{{status: 200, header: map[string]string{"X-Trace": "1"}}},
	},
	{
		"JSON", "the answer is JSON", exchanging,
		[]response{inJSON(200, `{}`)},
		[]response{inJSON(200, `[]`), {status: 200, header: map[string]string{"Content-Type": "application/jsonp"}, body: `{}`}, {status: 200, body: `{}`}},
	},
	{
		"no redirect to what was asked for", "the answer does not redirect to the callback URL asked for", asking("https://attacker.example/a"),
		[]response{{status: 400}, at("/login"), at(redirect + "?error=x")},
		[]response{at("https://attacker.example/a?error=x"), at("https://ATTACKER.example/b/../a?code=1")},
	},
	{
		"an error that may not be stored", "the error may not be stored", exchanging,
		[]response{{status: 400, header: map[string]string{"Cache-Control": "no-store"}}}, []response{{status: 400}},
	},
	{
		"the characters of an error", "the error's text has only characters that RFC 6749 allows", exchanging,
		[]response{inJSON(400, `{"error":"invalid_grant","error_description":"no such code"}`)},
		[]response{inJSON(400, `{"error":"invalid_grant","error_description":"no \"such\" code"}`), inJSON(400, `{"error":"é"}`)},
	},
	{
		"no code and no token", "no code and no token is given", loggingIn,
		[]response{{status: 400}, at("/login")}, []response{at(redirect + "?code=1"), inJSON(400, `{"code":"abcdefgh1234"}`)},
	},
	{
		"a refresh token", "a refresh token is given", exchanging,
		[]response{inJSON(200, `{"access_token":"x","refresh_token":"y"}`)}, []response{inJSON(200, `{"access_token":"x"}`)},
	},
	{
		"no refresh token", "no refresh token is given", exchanging,
		[]response{inJSON(200, `{"access_token":"x"}`)}, []response{inJSON(200, `{"access_token":"x","refresh_token":"y"}`)},
	},
	{
		"a bearer token", "the token type is Bearer", exchanging,
		[]response{inJSON(200, `{"token_type":"bearer"}`)}, []response{inJSON(200, `{"token_type":"mac"}`), inJSON(200, `{}`)},
	},
	{
		"scopes", `the scope granted is "api id"`, exchanging,
		[]response{inJSON(200, `{"access_token":"x","scope":"id api"}`)}, []response{inJSON(200, `{"access_token":"x","scope":"api"}`)},
	},
	{
		"an active token", "the token is reported as active", introspecting,
		[]response{inJSON(200, `{"active":true}`)}, []response{inJSON(200, `{"active":false}`), inJSON(200, `{"active":"true"}`), {status: 401}},
	},
	{
		"an accepted request", "the token request is accepted", exchanging,
		[]response{inJSON(200, `{"access_token":"x"}`)}, []response{{status: 400}, inJSON(200, `{}`)},
	},
	{
		"a refused request", "the token request is refused", exchanging,
		[]response{{status: 400}}, []response{inJSON(200, `{"access_token":"x"}`), inJSON(400, `{"access_token":"abcdefgh1234"}`), {status: 500}},
	},
	{
		"accepted, or refused in a way", `the token request is accepted, or refused with the error "invalid_scope"`, exchanging,
		[]response{inJSON(200, `{"access_token":"x"}`), inJSON(400, `{"error":"invalid_scope"}`)},
		[]response{inJSON(400, `{"error":"invalid_grant"}`), {status: 500}},
	},
}

var introspecting = flow.NewIntrospection(exchanging, flow.AccessToken)

// asking is an authorization request that names a callback URL.
func asking(url flow.Template) *flow.AuthorizationRequest {
	r := flow.NewAuthorization(flow.Usual(), false)
	r.Params.Set("redirect_uri", url)
	return r
}

func TestLinesAboutAnswers(t *testing.T) { playCases(t, answerCases) }

// What a check is about, or relies on, must be there before the target can be blamed.
func TestAnAnswerWithoutTheSubjectOfACheckDecidesNothing(t *testing.T) {
	for line, c := range map[string]struct {
		request flow.Request
		answer  response
	}{
		`the redirect carries no "state"`:                           {loggingIn, response{status: 400}},
		`the answer has no "refresh_token"`:                         {exchanging, response{status: 400}},
		"no refresh token is given":                                 {exchanging, response{status: 400}},
		"the error may not be stored":                               {exchanging, inJSON(200, `{"access_token":"x"}`)},
		"the error's text has only characters that RFC 6749 allows": {exchanging, response{status: 500}},
		"the answer does not repeat the user's credentials":         {exchanging, response{status: 500}},
		"the code is not the same as before":                        {loggingIn, at(redirect + "?code=1")},
		"the lifetime of the access token passes":                   {exchanging, inJSON(200, `{"access_token":"x"}`)},
		"the app follows the redirect to the echo endpoint":         {loggingIn, response{status: 400}},
	} {
		_, err := look(t, line, c.request, c.answer)
		var failure *Failure
		require.ErrorAs(t, err, &failure, line)
		assert.Equal(t, reports.Inconclusive, failure.Verdict, line)
	}
}

// A line about another request than the last is a mistake of the feature.
func TestALineAboutAnotherRequestIsAnError(t *testing.T) {
	for line, says := range map[string]string{
		"the token request is accepted":                           "the last request was an authorization request, not a token request",
		"both answers are the same":                               "only one request was sent yet",
		"the request before was refused":                          "only one request was sent yet",
		"the same request was refused before the change":          "is not a repetition",
		"the access token is not a JWT":                           "there is no access token yet",
		"the answer does not show the one-time password":          "there is no one-time password",
		"no refresh token that works is given":                    "there are no tokens yet",
		"it is noted how many of them are accepted":               "no combination was tried yet",
		"each of them is refused at the token request":            "no combination was tried yet",
		"another app exchanges the code":                          "the app was given nothing",
		"the app sets a new password":                             "no password reset was asked for",
		"the app asks for authorization by the one-time password": "nothing waits for a one-time password",
	} {
		_, err := look(t, line, loggingIn, response{status: 400})
		var failure *Failure
		require.ErrorAs(t, err, &failure, line)
		assert.Equal(t, reports.Errored, failure.Verdict, line)
		assert.ErrorContains(t, failure, says)
	}
}

func TestNotesOfAnswers(t *testing.T) {
	for line, want := range map[string]string{
		"it is noted what the answer was":                "the authorization request was accepted: 302 to the callback URL with a code",
		`it is noted whether the redirect carries "iss"`: `the redirect carries "iss": false`,
		`it is noted whether the code ends in "=="`:      `the code ends in "==": true, percent-encoded: true`,
		"an answer 405 lists the allowed methods":        "the answer is 302 to the callback URL with a code, not 405",
	} {
		world, err := look(t, line, loggingIn, at(redirect+"?code=abc%3D%3D"))
		require.NoError(t, err)
		assert.Equal(t, []string{want}, world.Observed)
	}
}
