package redact_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/steps/wire/redact"
)

func TestPartsAreRedactedByWhatStandsInThem(t *testing.T) {
	const form = "application/x-www-form-urlencoded; charset=utf-8"
	for name, tc := range map[string]struct {
		part redact.Part
		want string
	}{
		"query":                           {redact.URL("https://a/b?code=a;b c&state=s"), "https://a/b?code=[code]&state=s"},
		"fragment":                        {redact.URL("/cb#access_token=a b&x=y"), "/cb#access_token=[access_token]&x=y"},
		"query and fragment":              {redact.URL("/cb?x=y#code=a;b"), "/cb?x=y#code=[code]"},
		"neither":                         {redact.URL("https://a/password"), "https://a/password"},
		"Location":                        {redact.Field("location", "/cb?code=a;b&x=y"), "/cb?code=[code]&x=y"},
		"Basic":                           {redact.Field("Authorization", "Basic  YTpi"), "Basic  [credentials]"},
		"Bearer":                          {redact.Field("authorization", "bearer abc"), "bearer [access_token]"},
		"credentials without a scheme":    {redact.Field("Proxy-Authorization", "abc"), "[credentials]"},
		"cookies":                         {redact.Field("Cookie", "a=1; b=2"), "a=[cookie]; b=[cookie]"},
		"a cookie that is set":            {redact.Field("Set-Cookie", "sid=abc; Path=/; HttpOnly"), "sid=[cookie]; Path=/; HttpOnly"},
		"a cookie without a name":         {redact.Field("Set-Cookie", "abc; Path=/"), "[cookie]; Path=/"},
		"a field called like a secret":    {redact.Field("X-Auth-Token", "a-value-of-16-chars"), "[token]"},
		"a short value in such a field":   {redact.Field("X-Error-Code", "1042"), "1042"},
		"a field called by a longer word": {redact.Field("X-Codec", "a-value-of-16-chars"), "a-value-of-16-chars"},
		"form":                            {redact.Body("password=a;b c&x=y", "text/plain", form), "password=[password]&x=y"},
		"text":                            {redact.Body("password=a;b c&x=y", "text/plain"), "password=[password];b c&x=y"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tc.want, redact.New(nil).Sent(tc.part))
			assert.Equal(t, tc.want, redact.New(nil).Received(tc.part))
		})
	}
}

// watched makes a scenario's set, on top of a run's, that has seen one exchange.
func watched(sent, received redact.Part) (run, scenario *redact.Secrets) {
	run = redact.New(nil)
	scenario = redact.New(run)
	scenario.Watch(func() ([]redact.Part, []redact.Part) { return []redact.Part{sent}, []redact.Part{received} })
	return run, scenario
}

func TestWhatAnExchangeShowedIsHiddenElsewhere(t *testing.T) {
	const long = "00D!of.one.scenario.alone"
	for name, tc := range map[string]struct {
		sent, received redact.Part
		value, inRun   string // as the run shows the value
	}{
		"a long value":            {received: redact.Body(`{"access_token":"` + long + `"}`), value: long, inRun: "[access_token]"},
		"a short value":           {sent: redact.Body("otp=a123456"), value: "a123456", inRun: "a123456"},
		"the password of Basic":   {sent: redact.Field("Authorization", "Basic YWRhOkNvcnJlY3QtSG9yc2UtQmF0dGVyeS05"), value: "Correct-Horse-Battery-9", inRun: "[password]"},
		"the same in base64url":   {sent: redact.Field("Authorization", "Basic "+base64.URLEncoding.EncodeToString([]byte("ada:~~~???~~~???~~~???"))), value: "~~~???~~~???~~~???", inRun: "[password]"},
		"a value that is escaped": {received: redact.Field("Location", "/cb?code=a%3D%3Dlong-enough-to-be-kept"), value: "a==long-enough-to-be-kept", inRun: "[code]"},
	} {
		t.Run(name, func(t *testing.T) {
			run, scenario := watched(tc.sent, tc.received)
			assert.NotContains(t, scenario.Redact("it was "+tc.value), tc.value)
			assert.Equal(t, "it was "+tc.inRun, run.Redact("it was "+tc.value))
		})
	}
}

func TestWhatLooksLikeAWordIsNotHiddenElsewhere(t *testing.T) {
	_, scenario := watched(redact.Part{}, redact.Body(`{"code":"invalid_grant","token":"abc"}`))
	assert.Equal(t, "invalid_grant abc", scenario.Redact("invalid_grant abc"))
}

// TestAValueOfOneScenarioIsNotTheRuns: a password that was registered before it
// was sent is hidden in the texts of its own scenario alone.
func TestAValueOfOneScenarioIsNotTheRuns(t *testing.T) {
	const password = "correct-horse-battery-9"
	run := redact.New(nil)
	scenario := redact.New(run)
	scenario.Register("password", password)
	scenario.Watch(func() (sent, received []redact.Part) { return []redact.Part{redact.Body("password=" + password)}, nil })
	assert.Equal(t, "[password]", scenario.Redact(password))
	assert.Equal(t, password, run.Redact(password))
}

func TestWhatIsAsLongAsAnIssuedValueIsHiddenInAnswers(t *testing.T) {
	const issued, other = "aPrxCdr9W1pQ5Zt7aPrxCdr9W1pQ5Zt7", "Xk2mQwErTy8uIoPaSdFgHjKlZxCvBnM1"
	run, scenario := watched(redact.Part{}, redact.URL("/cb?code="+issued+"%3D%3D"))
	another := redact.New(run)
	assert.Equal(t, "[code]", another.Received(redact.Field("X-Whatever", other)))
	assert.Equal(t, "an [code] in a page", scenario.Received(redact.Body("an "+other+" in a page")))
	assert.Equal(t, other, another.Sent(redact.Field("X-Whatever", other)), "what is sent is no answer")
	assert.Equal(t, other[1:], another.Received(redact.Body(other[1:])), "one byte shorter")
	assert.Equal(t, strings.Repeat("a", 32), another.Received(redact.Body(strings.Repeat("a", 32))), "letters alone")

	_, unissued := watched(redact.URL("/cb?code="+issued), redact.Part{})
	assert.Equal(t, other, unissued.Received(redact.Body(other)), "what was only sent was not issued")
}
