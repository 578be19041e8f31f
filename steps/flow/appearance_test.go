package flow

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func appearance(status int, body string, headers ...string) Appearance {
	resp := reply(status, body, headers...)
	return AppearanceOf(resp, Read(Authorization, resp, testCallback), testCallback)
}

func TestWhatAnOutsiderCanTellApart(t *testing.T) {
	const asJSON = "application/json"
	first := appearance(400, `{"error":"invalid_grant","error_description":"no such user","id":"1"}`, "Content-Type", asJSON)
	for want, later := range map[string]Appearance{
		"":                                 appearance(400, `{"error":"invalid_grant","error_description":"no such user","id":"2"}`, "Content-Type", asJSON+"; charset=utf-8"),
		`the status was "400", then "401"`: appearance(401, `{"error":"invalid_grant","error_description":"no such user","id":"1"}`, "Content-Type", asJSON),
		`the outcome was "refused", then "neither accepted nor refused"`:  appearance(400, `{"code":"`+testCode+`"}`, "Content-Type", asJSON),
		`the error was "invalid_grant", then "invalid_client"`:            appearance(400, `{"error":"invalid_client"}`, "Content-Type", asJSON),
		`the error_description was "no such user", then "wrong password"`: appearance(400, `{"error":"invalid_grant","error_description":"wrong password"}`, "Content-Type", asJSON),
		`the media type was "application/json", then "text/plain"`:        appearance(400, `{"error":"invalid_grant","error_description":"no such user","id":"1"}`, "Content-Type", "text/plain"),
		`the presence of a Location was "false", then "true"`:             appearance(400, `{"error":"invalid_grant","error_description":"no such user","id":"1"}`, "Content-Type", asJSON, "Location", "/"),
		`the WWW-Authenticate was "", then "Basic"`:                       appearance(400, `{"error":"invalid_grant","error_description":"no such user","id":"1"}`, "Content-Type", asJSON, "WWW-Authenticate", "Basic"),
	} {
		assert.Equal(t, want, first.Difference(later))
	}
	more := appearance(400, `{"error":"invalid_grant","error_description":"no such user","id":"1","hint":"the user is gone"}`, "Content-Type", asJSON)
	assert.Contains(t, first.Difference(more), "list of members")
}

func TestOnlySentencesAreComparedByWhatTheySay(t *testing.T) {
	for name, tt := range map[string]struct {
		first, later string
		alike        bool
	}{
		"another sentence":              {`{"hint":"no such user"}`, `{"hint":"wrong password given"}`, false},
		"a value that is made anew":     {`{"trace":"abc"}`, `{"trace":"def"}`, true},
		"a sentence with a number":      {`{"hint":"request 1 failed"}`, `{"hint":"request 2 failed"}`, true},
		"members in another order":      {`{"a":"x","b":"y","c":"z"}`, `{"c":"z","b":"y","a":"x"}`, true},
		"another member":                {`{"a":"x"}`, `{"b":"x"}`, false},
		"a sentence in place of a word": {`{"hint":"no"}`, `{"hint":"no such user"}`, false},
	} {
		first, later := appearance(400, tt.first), appearance(400, tt.later)
		assert.Equal(t, tt.alike, first.Difference(later) == "", name)
	}
}

func TestAnErrorAtTheCallbackLooksOtherThanOneElsewhere(t *testing.T) {
	atHome := appearance(302, "", "Location", testCallback+"?error=access_denied")
	elsewhere := appearance(302, "", "Location", "https://other.example/?error=access_denied")
	assert.NotEmpty(t, atHome.Difference(elsewhere))
	assert.Contains(t, appearance(302, "", "Location", testCallback).Difference(appearance(302, "", "Location", "/login")), "outcome")
}

func TestSecretsAreFoundInAnyEncoding(t *testing.T) {
	const secret = "pass word&1"
	basic, err := BasicForm{}.Encode("someone", secret)
	assert.NoError(t, err)
	resp := reply(400, "action=?password=pass+word%261", "X-Echo", basic, "A-Echo", secret, "Z-Echo", secret, "B-Echo", secret, "X-Other", "nothing")
	assert.Equal(t, []string{"body", "header A-Echo", "header B-Echo", "header X-Echo", "header Z-Echo"}, PlacesOf(resp, secret))
	assert.Empty(t, PlacesOf(resp, ""))
}
