package static

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

const pkce = "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows"

var (
	flowOn  = settings.Values{settings.AllowFlows: settings.On}
	private = settings.Values{
		settings.EnableOAuth: settings.On, settings.EnableFlow: settings.On, settings.AppScopes: settings.List("refresh_token", "api"),
		settings.CallbackURLs: settings.List("https://acme.example/cb"), settings.PermittedUsers: settings.Text(settings.AdminApproved),
	}
	public = private.With(settings.Values{
		settings.RequirePKCE: settings.On, settings.WebServerSecret: settings.Off, settings.RefreshSecret: settings.Off,
	})
)

func appOf(name string, has settings.Values) static.App {
	return static.App{Name: name, ClientID: name + "-id", ClientSecret: name + "-secret", Settings: has, AtDefault: true}
}

func userOf(name string) static.User {
	return static.User{Username: name, Password: "Correct-Horse-1", State: provisioning.Active, AllApps: true}
}

// orgOf is an org with two apps and a user.
func orgOf(name string, has settings.Values) static.Org {
	return static.Org{
		Name: name, Site: "http://127.0.0.1:1/" + name, Settings: has, AtDefault: true,
		Apps: []static.App{appOf("private", private), appOf("public", public)}, Users: []static.User{userOf(name + "-anna")},
	}
}

func inventoryOf(orgs ...static.Org) *Inventory {
	admin := &static.Provisioner{Orgs: orgs}
	return NewInventory(&connect.Target{
		Provisioner: admin, Capabilities: provisioning.Capabilities{Settings: settings.Keys()}, Secrets: redact.New(nil),
		Limits: target.Limits{FailedLoginsPerUser: 3},
	})
}

func scenarioOf(t *testing.T, id string, lines ...string) *suite.Scenario {
	t.Helper()
	sc := &suite.Scenario{ID: id, Need: need.New()}
	for _, text := range lines {
		line, err := steps.Find(text)
		require.NoError(t, err)
		require.NoError(t, line.Plan(sc.Need))
		sc.Steps, sc.Lines = append(sc.Steps, text), append(sc.Lines, line)
	}
	return sc
}

func TestAScenarioTakesWhatFitsIt(t *testing.T) {
	cors := flowOn.With(settings.Values{settings.CORSOrigins: settings.List("https://page.example")})
	noSecret := orgOf("main", flowOn)
	noSecret.Apps[0].ClientSecret, noSecret.Apps[1].ClientSecret = "", ""
	odd := orgOf("main", flowOn)
	odd.Users[0].Password = "100%"
	frozen := orgOf("main", flowOn)
	frozen.Users[0].State = provisioning.Frozen
	outsider := orgOf("main", flowOn)
	outsider.Users[0].AllApps = false
	for name, tt := range map[string]struct {
		orgs      []static.Org
		lines     []string
		app       string // client id of the app that is taken
		shortfall string // or what is missing
	}{
		"a private client": {[]static.Org{orgOf("main", flowOn)}, []string{"a private client"}, "private-id", ""},
		"a public client":  {[]static.Org{orgOf("main", flowOn)}, []string{"a public client"}, "public-id", ""},
		"one more setting": {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", `the app has "` + pkce + `" on`},
			"", "in the org \"main\" no app fits; the nearest is \"private\": app.require_pkce must be on, and is off"},
		"a callback that it names": {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", `the app has "Callback URL" set to "https://other.example/cb"`},
			"", "https://other.example/cb"},
		"the flow off":              {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", `the org has "Allow Authorization Code and Credentials Flows" off`}, "", `the nearest is "main": org.allow_code_credentials_flows must be off, and is on`},
		"the org that fits":         {[]static.Org{orgOf("closed", nil), orgOf("main", flowOn)}, []string{"a private client"}, "private-id", ""},
		"a site that it names not":  {[]static.Org{orgOf("main", cors)}, []string{"a private client"}, "private-id", ""},
		"a site that it names":      {[]static.Org{orgOf("main", cors)}, []string{"a private client", `the org has "CORS allowlist, with Enable CORS for OAuth endpoints" at its default`}, "", `site.cors_origins must be [], and is ["https://page.example"]`},
		"no second app":             {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", "another private client"}, "", "no second app"},
		"no other org":              {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", "a private client of another org"}, "", "nobody prepared another org"},
		"another org":               {[]static.Org{orgOf("main", flowOn), orgOf("two", flowOn)}, []string{"a private client", "a private client of another org"}, "private-id", ""},
		"a secret that is needed":   {[]static.Org{noSecret}, []string{"a private client"}, "", "client_secret must be given"},
		"a secret that is not":      {[]static.Org{noSecret}, []string{"a public client"}, "public-id", ""},
		"any password":              {[]static.Org{odd}, []string{"a private client", "the app asks for authorization"}, "private-id", ""},
		"a password that may spoil": {[]static.Org{odd}, []string{"a private client", "the app asks for authorization with credentials in the Basic header"}, "", "plain"},
		"what a password holds":     {[]static.Org{odd}, []string{"a private client", `the user's password contains "0%"`}, "private-id", ""},
		"a frozen user":             {[]static.Org{frozen}, []string{"a private client", "the user is frozen"}, "private-id", ""},
		"a user who is not frozen":  {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", "the user is frozen"}, "", "state: frozen"},
		"an unapproved user":        {[]static.Org{outsider}, []string{"a private client", "the user is not approved for the app"}, "private-id", ""},
		"a user who is approved":    {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", "the user is not approved for the app"}, "", "approved for none"},
		"a second user":             {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", "another user"}, "", "is no user"},
		"a change of the app":       {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", `the administrator turns "` + pkce + `" on for the app`}, "", "it changes something"},
		"a change of the user":      {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", "the administrator freezes the user"}, "", "it changes something"},
		"time that passes":          {[]static.Org{orgOf("main", flowOn)}, []string{"a private client", "15 minutes pass"}, "", "it changes something"},
	} {
		t.Run(name, func(t *testing.T) {
			s := inventoryOf(tt.orgs...)
			sc := scenarioOf(t, "a", tt.lines...)
			s.AssignAll([]*suite.Scenario{sc}, 1)
			if tt.shortfall != "" {
				assert.Contains(t, s.Shortfall(sc), tt.shortfall)
				assert.Empty(t, s.assignments[sc])
				return
			}
			require.Empty(t, s.Shortfall(sc))
			assert.Equal(t, tt.app, s.assignments[sc][0].parties.Apps[flow.TheApp].Made.ClientID)
		})
	}
}

func wrongPassword(t *testing.T, id string) *suite.Scenario {
	t.Helper()
	return scenarioOf(t, id, "a private client", "the app asks for authorization with a wrong password")
}

func TestFailedLoginsFillOneUserAfterTheOther(t *testing.T) {
	org := orgOf("main", flowOn)
	org.Users = append(org.Users, userOf("bert"))
	s := inventoryOf(org)
	var list []*suite.Scenario
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		list = append(list, wrongPassword(t, id))
	}
	s.AssignAll(list, 1)
	for _, sc := range list[:6] {
		assert.Empty(t, s.Shortfall(sc), sc.ID)
	}
	assert.Contains(t, s.Shortfall(list[6]), "who may be sent 1 more wrong passwords (2 have reached the limit of 3)")
	assert.Equal(t, 3, s.MostFailed())
}

func TestAScenarioRunsInEveryRoundOrInNone(t *testing.T) {
	s := inventoryOf(orgOf("main", flowOn))
	first, second := wrongPassword(t, "a"), wrongPassword(t, "b")
	s.AssignAll([]*suite.Scenario{first, second}, 2)
	assert.Len(t, s.assignments[first], 2)
	assert.Empty(t, s.assignments[second], "one round would fit, two do not")
	assert.Equal(t, 2, s.MostFailed(), "what was given back is free again")
}

func TestOneUserServesOneScenarioAtATime(t *testing.T) {
	s := inventoryOf(orgOf("main", flowOn))
	first, second, third := scenarioOf(t, "a", "a private client"), scenarioOf(t, "b", "a private client"), scenarioOf(t, "c", "a private client")
	s.AssignAll([]*suite.Scenario{first, second, third}, 1)
	s.Reserve(first, 1)
	s.Release(third) // it never entered, as when a run is interrupted
	entered := make(chan struct{})
	go func() {
		s.Reserve(second, 1)
		close(entered)
	}()
	s.mu.Lock()
	assert.True(t, s.orgs[0].users[0].busy)
	s.mu.Unlock()
	select {
	case <-entered:
		t.Fatal("two scenarios have one user")
	default:
	}
	s.Release(first)
	<-entered
	s.Release(second)
	assert.False(t, s.orgs[0].users[0].busy)
}

func TestPlainPasswords(t *testing.T) {
	for password, tt := range map[string]struct{ plain, mixed bool }{
		"Correct-Horse-1": {true, true}, "correct-horse-1": {true, false}, "CORRECT-HORSE-1": {true, false}, "Short-1x": {true, false},
		"Correct Horse 1": {false, true}, "Correct+Horse": {false, true}, "Correct%41Horse": {false, true}, "Cörrect-Horse": {false, true},
		"Correct:Horse": {false, true}, "Correct&Horse": {false, true},
	} {
		assert.Equal(t, tt.plain, isPlain(password), password)
		assert.Equal(t, tt.mixed, isMixed(password), password)
	}
}

// With few users, wrong passwords are sent where each of them checks another requirement.
func TestFewWrongPasswordsGoToDifferentRequirements(t *testing.T) {
	s := inventoryOf(orgOf("main", flowOn))
	var list []*suite.Scenario
	for i, id := range []string{"CC-A-01", "CC-A-01", "CC-A-01", "CC-B-01", "CC-C-01"} {
		sc := wrongPassword(t, string(rune('a'+i)))
		sc.Requirements = []features.Requirement{{ID: id}}
		list = append(list, sc)
	}
	often := scenarioOf(t, "0", "a private client", "the app asks for authorization with a wrong password", "the app asks for authorization with a wrong password")
	often.Requirements = []features.Requirement{{ID: "CC-A-01"}}
	s.AssignAll(append(list, often), 1)
	var served []string
	for _, sc := range list {
		if s.Shortfall(sc) == "" {
			served = append(served, sc.ID)
		}
	}
	assert.Equal(t, []string{"a", "d", "e"}, served)
	assert.NotEmpty(t, s.Shortfall(often))
}

// An app that refuses some addresses serves only scenarios that are about this.
func TestAnAppThatIsFencedServesNobodyElse(t *testing.T) {
	org := orgOf("main", flowOn)
	org.Apps = org.Apps[:1]
	org.Apps[0].Settings = private.With(settings.Values{settings.IPRelaxation: settings.Text(settings.Enforce), settings.TrustedIPRanges: settings.List("10.0.0.0/8")})
	s := inventoryOf(org)
	sc := scenarioOf(t, "a", "a private client")
	s.AssignAll([]*suite.Scenario{sc}, 1)
	assert.Contains(t, s.Shortfall(sc), "policy.ip_relaxation must be bypass, or policy.trusted_ip_ranges be empty, and is enforce")
}
