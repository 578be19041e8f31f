package need_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// plan finds and plans a line.
func plan(n *need.Need, text string) error {
	line, err := steps.Find(text)
	if err != nil {
		return err
	}
	return line.Plan(n)
}

// needOf plans lines.
func needOf(t *testing.T, lines ...string) *need.Need {
	t.Helper()
	n := need.New()
	for _, text := range lines {
		require.NoError(t, plan(n, text))
	}
	return n
}

const (
	flows = "Allow Authorization Code and Credentials Flows"
	oauth = "Enable OAuth"

	refused = "the authorization request is refused"
	control = "the same request with the user's own password is accepted"
)

func TestNeedOfThePrivateAndThePublicClient(t *testing.T) {
	private := needOf(t, "a private client").Apps[flow.TheApp].Settings
	assert.True(t, private.On(settings.WebServerSecret) && private.On(settings.RefreshSecret))
	assert.False(t, private.On(settings.RequirePKCE))
	public := needOf(t, "a public client").Apps[flow.TheApp].Settings
	assert.False(t, public.On(settings.WebServerSecret) || public.On(settings.RefreshSecret))
	assert.True(t, public.On(settings.RequirePKCE))
	for _, app := range []settings.Values{private, public} {
		assert.Equal(t, settings.AdminApproved, app.Effective(settings.PermittedUsers).Text(), "consent cannot be asked for")
	}
}

func TestNeedNamesWhatItDependsOn(t *testing.T) {
	n := needOf(t, "a private client", `the app has "`+oauth+`" off`, "the app asks for authorization", refused, `the same request is accepted when the org has "`+flows+`" on`)
	assert.Equal(t, map[string]bool{settings.EnableOAuth: true, settings.AllowFlows: true}, n.Named)
	assert.True(t, needOf(t, "a public client").Named[settings.RequirePKCE], "a public client rests on PKCE")
}

func TestNeedVisits(t *testing.T) {
	on, off := settings.Values{settings.AllowFlows: settings.On}, settings.Values{settings.AllowFlows: settings.Off}
	tests := []struct {
		name  string
		lines []string
		want  []settings.Values
	}{
		{"one state", []string{"the app asks for authorization", "the app exchanges the code"}, []settings.Values{on}},
		{"a twin of the org", []string{
			`the org has "` + flows + `" off`, "the app asks for authorization", refused,
			`the same request is accepted when the org has "` + flows + `" on`,
		}, []settings.Values{off, on}},
		{"a change", []string{
			"the app asks for authorization", `the administrator turns "` + flows + `" off for the org`, "the same request is sent again",
		}, []settings.Values{on, off}},
		{"a change back", []string{
			`the org has "` + flows + `" off`, "the app asks for authorization", refused,
			`the same request is accepted once the administrator has turned "` + flows + `" on for the org`,
		}, []settings.Values{off, on}},
		{"a twin of the app", []string{
			"the app asks for authorization", refused, `the same request is accepted when the app has "` + oauth + `" on`,
		}, []settings.Values{on}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, needOf(t, append([]string{"a private client"}, tt.lines...)...).Visits)
		})
	}
}

func TestNeedOwnsWhatItChanges(t *testing.T) {
	assert.True(t, needOf(t, "a private client", `the administrator turns "`+oauth+`" off for the app`).Apps[flow.TheApp].Own)
	assert.True(t, needOf(t, "a private client", `the administrator turns "`+flows+`" off for the org`).Orgs[flow.TheOrg].Own)
	clock := needOf(t, "a private client", "16 minutes pass")
	assert.True(t, clock.Clock && clock.Orgs[flow.TheOrg].Own)
	assert.False(t, needOf(t, "a private client", "the app asks for authorization").Apps[flow.TheApp].Own)
}

func TestPlanSaysWhatCannotBe(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		says  string
	}{
		{"two apps in one role", []string{"a private client", "a public client"}, "is there already"},
		{"a setting before its app", []string{`the app has "` + oauth + `" on`}, "the app is not there yet"},
		{"an app's setting on the org", []string{`the org has "` + oauth + `" on`}, "not a setting of the org"},
		{"an org's setting changed on the app", []string{"a private client", `the administrator turns "` + flows + `" on for the app`}, "not a setting of the app"},
		{"a twin of no app", []string{`the same request is accepted when the app has "` + oauth + `" on`}, "no app to have a twin of"},
		{"an unknown label", []string{"a private client", `the app has "Enable Everything" on`}, "no setting has the label"},
		{"a control of nothing", []string{"a private client", control}, "it is the control of no refusal"},
		{"a control of a request that no line judged", []string{"a private client", "the app asks for authorization", control}, "it is the control of no refusal"},
		{"a control of a request after the refused one", []string{
			"a private client", "the app asks for authorization", refused, "the app asks for authorization", control,
		}, "it is the control of no refusal"},
		{"a second control", []string{"a private client", "the app asks for authorization", refused, control, control}, "it is the control of no refusal"},
		{"time that does not pass", []string{"a private client", "0 minutes pass"}, "cannot pass"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := need.New()
			var err error
			for _, text := range tt.lines {
				err = plan(n, text)
			}
			assert.ErrorContains(t, err, tt.says)
		})
	}
}

func TestFailedLoginsAreCounted(t *testing.T) {
	assert.Equal(t, 1, needOf(t, "a private client", "the app asks for authorization with a wrong password").FailedLogins)
	assert.Zero(t, needOf(t, "a private client", "the app asks for authorization").FailedLogins)
}
