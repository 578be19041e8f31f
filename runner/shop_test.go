package runner

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/forecast"
)

// shop is an org that was set up for its owner and not for a test: one private app and one user, a
// public app and a second user. Its target file says of the settings what an administrator reads in
// Setup, and no more.
type shop struct {
	*landlord
	site               string
	clientID, publicID string
	orgID, appID       string // of the private app
}

const (
	annaName, annaPassword = "anna+test@shop.example", "Correct Horse & 1%"
	bertName, bertPassword = "bert@shop.example", "Correct-Horse-2"
	carlName, carlPassword = "carl@shop.example", "Correct-Horse-3"
)

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{landlord: newLandlord(t, refserver.Options{})}
	org, err := s.admin.CreateOrg(t.Context())
	require.NoError(t, err)
	_, err = s.admin.ChangeOrg(t.Context(), org.ID, settings.Values{settings.AllowFlows: settings.On})
	require.NoError(t, err)
	private := settings.Values{
		settings.EnableOAuth: settings.On, settings.EnableFlow: settings.On, settings.CallbackURLs: settings.List("https://shop.example/cb"),
		settings.AppScopes: settings.List("api", "refresh_token", "openid"), settings.RequirePKCE: settings.On,
	}
	public := private.With(settings.Values{settings.WebServerSecret: settings.Off, settings.RefreshSecret: settings.Off})
	apps, err := s.admin.CreateApps(t.Context(), org.ID, []provisioning.AppSpec{{Name: "shop", Settings: private}, {Name: "mobile", Settings: public}})
	require.NoError(t, err)
	for _, user := range []provisioning.UserSpec{{Username: annaName, Password: annaPassword}, {Username: bertName, Password: bertPassword}, {Username: carlName, Password: carlPassword}} {
		user.State, user.ApprovedApps = provisioning.Active, []string{apps[0].ID, apps[1].ID}
		_, err := s.admin.CreateUsers(t.Context(), org.ID, []provisioning.UserSpec{user})
		require.NoError(t, err)
		s.door.passwords[user.Username] = user.Password
	}
	s.site, s.clientID, s.publicID = org.Site, apps[0].ClientID, apps[1].ClientID
	s.orgID, s.appID = org.ID, apps[0].ID
	t.Setenv("SHOP_SECRET", apps[0].ClientSecret)
	t.Setenv("ANNA_PASSWORD", annaPassword)
	t.Setenv("BERT_PASSWORD", bertPassword)
	t.Setenv("CARL_PASSWORD", carlPassword)
	return s
}

// file writes a target file like that of README, with the private app and one user.
func (s *shop) file(t *testing.T, edits ...string) string {
	t.Helper()
	return s.write(t, strings.NewReplacer(edits...).Replace(s.head()+s.app("shop", s.clientID, "            client_secret: ${SHOP_SECRET}\n", "on")+
		"        users:\n"+s.user(annaName, "ANNA")))
}

// whole writes it with both apps and two users.
func (s *shop) whole(t *testing.T, edits ...string) string {
	t.Helper()
	return s.file(t, append(edits, "        users:\n", s.app("mobile", s.publicID, "", "off")+"        users:\n"+s.user(bertName, "BERT"))...)
}

func (s *shop) head() string {
	return fmt.Sprintf(`provisioning:
  static:
    orgs:
      - name: sandbox
        site: %s
        settings: {org.allow_code_credentials_flows: on}
        apps:
`, s.site)
}

func (s *shop) app(name, clientID, secret, secretRequired string) string {
	return fmt.Sprintf(`          - name: %[1]s
            client_id: %[2]s
%[3]s            settings:
              app.enable_oauth: on
              app.enable_code_credentials_flow: on
              app.callback_urls: [https://shop.example/cb]
              app.scopes: [api, refresh_token, openid]
              app.require_pkce: on
              app.require_credentials_in_post_body: off
              app.require_secret_for_web_server_flow: %[4]s
              app.require_secret_for_refresh_token_flow: %[4]s
              app.named_user_jwt: off
`, name, clientID, secret, secretRequired)
}

func (s *shop) user(name, variable string) string {
	return fmt.Sprintf("          - {username: %s, password: \"${%s_PASSWORD}\", approved_apps: all}\n", name, variable)
}

// A shop that has what it needs itself gets most of what can be decided without changing anything.
func TestTheAppsOfAShopServeManyScenarios(t *testing.T) {
	s := newShop(t)
	carl := []string{annaName, carlName, "ANNA", "CARL"}
	unsaid := []string{"              app.require_credentials_in_post_body: off\n", "", "              app.named_user_jwt: off\n", ""}
	decided := map[string]int{}
	for name, row := range map[string]struct {
		file  string
		least int
	}{
		"as in README":                         {s.file(t, carl...), 696},
		"as in README, with another of each":   {s.whole(t, carl...), 715},
		"with unusual signs in name, password": {s.file(t), 620},
		"with that, and less said":             {s.file(t, unsaid...), 590},
		"with less said, and another of each":  {s.whole(t, unsaid...), 605},
	} {
		clear(s.door.failed)
		results := judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: row.file}})
		assert.Equal(t, reports.Incomplete, results.Verdict, results.Reason)
		decided[name] = results.Run.Counts[reports.Passed]
		assert.GreaterOrEqual(t, decided[name], row.least, name)
		for _, sc := range results.Scenarios {
			assert.Contains(t, []reports.Verdict{reports.Passed, reports.NotRun, reports.NotApplicable}, sc.Verdict, "%s: %s: %s", name, sc.ID, sc.Reason)
		}
		for user, failed := range s.door.failed {
			assert.LessOrEqual(t, failed, 3, "%s: %s", name, user)
		}
	}
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	assert.Contains(t, string(readme), fmt.Sprintf("This app and this user decide %d scenarios, with one more public app and user %d.",
		decided["as in README"], decided["as in README, with another of each"]))
}

// TestCheckFindsWhatATargetFileDoesNotSay asks a server for the settings that it shows by what it does, each on and off. What
// the target file says as the server acts is not mentioned; what it says otherwise is.
func TestCheckFindsWhatATargetFileDoesNotSay(t *testing.T) {
	shown := []string{
		settings.RequirePKCE, settings.PostBodyOnly, settings.WebServerSecret, settings.RefreshSecret, settings.NamedUserJWT, settings.RotateRefreshTokens,
	}
	for _, on := range []bool{true, false} {
		s := newShop(t)
		set := settings.Values{}
		for _, key := range shown {
			set[key] = settings.Switch(on)
		}
		_, err := s.admin.ChangeApp(t.Context(), s.orgID, s.appID, set)
		require.NoError(t, err)
		for says, wrong := range map[string]bool{"": false, "right": false, "wrong": true} {
			var file strings.Builder
			file.WriteString(s.head())
			fmt.Fprintf(&file, "          - name: shop\n            client_id: %s\n            client_secret: ${SHOP_SECRET}\n            settings:\n"+
				"              app.callback_urls: [https://shop.example/cb]\n              app.scopes: [openid, refresh_token, api]\n", s.clientID)
			for _, key := range shown {
				if says != "" && (!wrong || key != settings.WebServerSecret && key != settings.RequirePKCE) { // with these, nobody could log in
					fmt.Fprintf(&file, "              %s: %s\n", key, settings.Switch(on != wrong).YAML())
				}
			}
			file.WriteString("        users:\n" + s.user(carlName, "CARL"))
			out, err := forecast.Check(t.Context(), forecast.Options{Selection: selection(""), Target: connect.Options{Name: s.write(t, file.String())}})
			require.NoError(t, err)
			found := map[string]string{}
			for _, f := range out.Settings {
				assert.Equal(t, "shop", f.App)
				if f.Key == settings.EnableOAuth || f.Key == settings.EnableFlow {
					assert.Equal(t, "on", f.Acts) // otherwise nobody could log in
					continue
				}
				found[f.Key] = strings.TrimSpace(f.Says + " " + f.Acts)
			}
			want := map[string]string{}
			for _, key := range shown {
				acts := settings.Switch(on).YAML()
				switch {
				case says == "", wrong && (key == settings.WebServerSecret || key == settings.RequirePKCE):
					want[key] = acts
				case wrong:
					want[key] = settings.Switch(!on).YAML() + " " + acts
				}
			}
			assert.Equal(t, want, found, "on: %t, the file says: %q", on, says)
			var screen bytes.Buffer
			require.NoError(t, terminal.WriteForecast(&screen, out, false))
			assert.Equal(t, says == "" || wrong, strings.Contains(screen.String(), ", app.require_pkce: "))
			assert.Equal(t, wrong, strings.Contains(screen.String(), "in the target file, and the server acts as if it were "+settings.Switch(on).YAML()))
		}
	}
}

// What a target file says wrongly of the shop is said in one sentence, and nobody is judged by it.
func TestATargetFileThatIsOutOfDateAccusesNobody(t *testing.T) {
	for name, row := range map[string]struct {
		edits []string
		says  string
		fails int // refused logins of the one user
	}{
		"a stale password":     {[]string{"${ANNA_PASSWORD}", "${BERT_PASSWORD}"}, "likely causes are, in this order: the password in the target file is not the user's", 1},
		"a wrong client id":    {[]string{"client_id: ", "client_id: x"}, "the client_id is not the app's", 0},
		"a wrong secret":       {[]string{"${SHOP_SECRET}", "${BERT_PASSWORD}"}, "the exchange of its code was refused", 0},
		"another callback URL": {[]string{"https://shop.example/cb", "https://shop.example/callback"}, "app.callback_urls", 0},
		"PKCE that is on":      {[]string{"app.require_pkce: on", "app.require_pkce: off", "_flows: on}", "_flows: on, org.require_pkce: off}"}, "set app.require_pkce, or org.require_pkce, to on", 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			file := s.file(t, row.edits...)
			results := judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: file}})
			assert.Equal(t, reports.ExitTarget, results.ExitCode, results.Reason)
			assert.Contains(t, results.Run.Error, row.says)
			assert.Contains(t, results.Run.Error, annaName)
			assert.Zero(t, results.Run.Counts[reports.Passed]+results.Run.Counts[reports.Failed]+results.Run.Counts[reports.Inconclusive])
			assert.Equal(t, row.fails, s.door.failed[annaName])
			_, err := forecast.Check(t.Context(), forecast.Options{Selection: selection(""), Target: connect.Options{Name: file}})
			require.ErrorContains(t, err, row.says)
		})
	}
}

// A user who is locked out while the scenarios run accuses nobody: what that user could not do proves
// nothing.
func TestAUserWhoIsLockedOutAccusesNobody(t *testing.T) {
	s := newShop(t)
	s.door.locksAt = 2 // and the target file allows 3
	results := judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: s.file(t)}})
	assert.Equal(t, reports.ExitTarget, results.ExitCode, results.Reason)
	assert.Zero(t, results.Run.Counts[reports.Failed]+results.Run.Counts[reports.Warned]+results.Run.Counts[reports.Inconclusive])
	assert.Positive(t, results.Run.Counts[reports.Errored])
	for _, sc := range results.Scenarios {
		if sc.Verdict == reports.Errored {
			assert.Contains(t, sc.Reason, "could log in before the scenarios ran and could not afterwards")
			assert.Contains(t, sc.Reason, "this user is locked out")
		}
	}
}

// A site at which something else answers than the flow is no verdict, in one sentence.
func TestASiteOfAnotherKindIsNoVerdict(t *testing.T) {
	s := newShop(t)
	answer := func(status int, mediaType, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", mediaType)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	redirect := func(to string) http.Handler { return http.RedirectHandler(to, http.StatusFound) }
	for name, row := range map[string]struct {
		handler http.Handler
		says    string
		exit    int
	}{
		"a page for everything":            {answer(200, "text/html", "<h1>Welcome</h1>"), `200 text/html "<h1>Welcome</h1>"`, 3},
		"a block page":                     {answer(403, "text/html", "<h1>Access denied</h1>"), `403 text/html "<h1>Access denied</h1>"`, 3},
		"a maintenance page":               {answer(503, "text/html", "<h1>Down for maintenance</h1>"), "Down for maintenance", 3},
		"a captcha":                        {answer(200, "text/html", `<div class="g-recaptcha"></div>`), "g-recaptcha", 3},
		"a login page":                     {answer(200, "text/html", `<form><input type="password"></form>`), "a page to log in at", 4},
		"401 in text":                      {answer(401, "text/plain", "no"), `401 text/plain "no"`, 3},
		"too many logins":                  {answer(429, "application/json", `{"message":"login rate exceeded"}`), "login rate exceeded", 3},
		"JSON of another API":              {answer(200, "application/json", `{"status":"UP"}`), `200 application/json "{\"status\":\"UP\"}"`, 3},
		"an error of another API":          {answer(400, "application/json", `[{"errorCode":"INVALID"}]`), "INVALID", 3},
		"an error of the server":           {answer(500, "text/plain", "oops"), `500 text/plain "oops"`, 3},
		"a gateway without a server":       {answer(502, "text/html", "<h1>Bad Gateway</h1>"), "Bad Gateway", 3},
		"other paths":                      {answer(404, "text/html", "not here"), "there is no endpoint for it", 4},
		"a redirect to a status page":      {redirect("https://status.shop.example/"), "(302 with a redirect to https://status.shop.example/ ", 4},
		"a redirect to the canonical host": {redirect("https://www.shop.example/services/oauth2/authorize"), "it redirects to another place than the app", 4},
		"nobody":                           {nil, "the target could not be reached", 3},
	} {
		t.Run(name, func(t *testing.T) {
			front := httptest.NewServer(row.handler)
			defer front.Close()
			if row.handler == nil {
				front.Close()
			}
			results := judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: s.file(t, s.site, front.URL)}})
			assert.Equal(t, row.exit, results.ExitCode, results.Reason)
			assert.Contains(t, results.Reason+results.Run.Error, row.says)
			assert.Zero(t, results.Run.Counts[reports.Passed]+results.Run.Counts[reports.Failed]+results.Run.Counts[reports.Inconclusive])
			var text strings.Builder
			require.NoError(t, terminal.Write(&text, results, terminal.Options{}))
			assert.Less(t, strings.Count(text.String(), "\n"), 60, text.String())
		})
	}
}

// A run that is pinned is green for what the shop can show, and never for less than it could.
func TestAPinnedShopIsConformantWithinItsScope(t *testing.T) {
	s := newShop(t)
	file := s.file(t)
	found, err := forecast.Check(t.Context(), forecast.Options{Selection: selection(""), Target: connect.Options{Name: file}})
	require.NoError(t, err)
	pin(t, file, found.Decides)
	results := judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: file}})
	assert.Equal(t, reports.WithinScope, results.Verdict, results.Reason)
	quiet := results.Run.Counts[reports.Passed]
	for _, s := range results.Scenarios {
		if s.Verdict == reports.NotApplicable && s.Requests > 0 { // the server was seen to do without what it is about
			quiet++
		}
	}
	assert.Equal(t, found.Runs, quiet)
	assert.Equal(t, len(results.Scenarios)-found.Runs, results.Run.Counts[reports.OutOfScope])
	assert.Equal(t, found.Decides, reports.DecidedOf(results.Scenarios), "what was foretold is what was decided")

	t.Run("a setting that is no longer named", func(t *testing.T) {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		less := filepath.Join(filepath.Dir(file), "less.yaml")
		require.NoError(t, os.WriteFile(less, []byte(strings.Replace(string(text), "app.require_pkce: on", "", 1)), 0o600))
		results := judged(t.Context(), t, Options{Selection: selection(""), Target: connect.Options{Name: less}})
		assert.Equal(t, reports.Incomplete, results.Verdict)
		assert.Regexp(t, `^fewer scenarios were decided than the target file pins: CC-[A-Z]+-\d+ \d+ of \d+`, results.Reason)
	})
	t.Run("a requirement that is none", func(t *testing.T) {
		odd := s.file(t)
		pin(t, odd, map[string]int{"CC-NONE-99": 1})
		_, err := Run(t.Context(), Options{Selection: selection(""), Target: connect.Options{Name: odd}})
		assert.ErrorContains(t, err, "the target file pins CC-NONE-99, which is no requirement")
	})
	t.Run("a part of the suite", func(t *testing.T) {
		results := judged(t.Context(), t, Options{Selection: selection("@CC-PKCE-10"), Target: connect.Options{Name: file}})
		assert.Equal(t, reports.WithinScope, results.Verdict, results.Reason)
		assert.Empty(t, results.Run.Pinned, "the file speaks of the whole suite")
	})
	t.Run("everything", func(t *testing.T) {
		results := judged(t.Context(), t, Options{Selection: selection("@CC-PKCE-10"), Target: connect.Options{Name: file}, Scope: All})
		assert.Equal(t, reports.Incomplete, results.Verdict, results.Reason)
	})
	t.Run("another profile", func(t *testing.T) {
		strict := selection("")
		strict.Profile = features.Strict
		_, err := Run(t.Context(), Options{Selection: strict, Target: connect.Options{Name: file}})
		assert.ErrorContains(t, err, "pins what is decided by profile salesforce")
	})
}

// pin pins requirements in a target file.
func pin(t *testing.T, file string, requirements map[string]int) {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, target.Pin(text, target.Scope{Profile: string(features.Salesforce), Requirements: requirements}), 0o600))
}
