package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
)

func TestAScenarioDependsOnWhatItsRequestsMeet(t *testing.T) {
	const page, registering = `a page of "https://page.example" asks whether it may use the token endpoint`, "the app registers a new user"
	for name, row := range map[string]struct {
		lines []string
		keys  []string // beside the org's switch
	}{
		"nothing sent":          {nil, nil},
		"a code":                {[]string{"the app asks for authorization"}, []string{settings.OrgRequirePKCE}},
		"metadata":              {[]string{"the app reads the site's metadata"}, []string{settings.OrgRequirePKCE}},
		"a page":                {[]string{page}, []string{settings.CORSOrigins}},
		"an origin":             {[]string{`the app asks for authorization with the origin "https://page.example"`}, []string{settings.OrgRequirePKCE, settings.CORSOrigins}},
		"an origin as a header": {[]string{`the app asks for authorization with the header "origin" set to "https://page.example"`}, []string{settings.OrgRequirePKCE, settings.CORSOrigins}},
		"a registration":        {[]string{registering}, []string{settings.AllowRegistration, settings.AuthenticateRegistration}},
		"what it ends in":       {[]string{registering, "the app asks for authorization by the one-time password"}, []string{settings.OrgRequirePKCE, settings.AllowRegistration, settings.AuthenticateRegistration}},
		"a reset":               {[]string{"the app asks for a password reset"}, []string{settings.AllowForgotPassword, settings.AuthenticateForgotPassword}},
		"a new password":        {[]string{"the app has asked for a password reset", "the app sets a new password"}, []string{settings.AllowForgotPassword, settings.AuthenticateForgotPassword, settings.MaxPasswordResetAttempts}},
		"the same again":        {[]string{registering, "the same request is sent again"}, []string{settings.AllowRegistration, settings.AuthenticateRegistration}},
		"a setting by name":     {[]string{`the org has "Maximum Password Reset Attempts" at its default`}, []string{settings.MaxPasswordResetAttempts}},
	} {
		t.Run(name, func(t *testing.T) {
			need := needOf(t, append([]string{"a private client"}, row.lines...)...)
			var keys []string
			for _, s := range settings.All() {
				if s.Level.OnOrg() && s.Key != settings.AllowFlows && s.Key != "site.require_recaptcha" && need.DependsOn(s) {
					keys = append(keys, s.Key)
				}
			}
			assert.Equal(t, row.keys, keys)
			allow, _ := settings.Lookup(settings.AllowFlows)
			assert.True(t, need.DependsOn(allow), "the switch blocks everything")
		})
	}
}

// Whatever a variation of a line makes of a request, it is not sent where the plan
// does not know what it has to do with.
func TestARequestThatWasNotForeseenIsNotSent(t *testing.T) {
	w := set()
	w.Stage.Touches, w.Stage.Paths[string(registration)] = Touches{settings.Codes: true}, "/registration"
	require.NoError(t, w.foreseen(newAuthorization(cast{app: TheApp, user: TheUser}, false)))
	fromPage := newAuthorization(cast{app: TheApp, user: TheUser}, false)
	fromPage.setHeader("origin", "https://page.example")
	for _, r := range []*request{fromPage, newPreflight(tokenRequest, "https://page.example"), newRegistration(TheApp)} {
		_, err := w.send(t.Context(), r)
		var failure *Failure
		require.ErrorAs(t, err, &failure, r.kind)
		assert.Equal(t, reports.Errored, failure.Verdict)
		assert.ErrorContains(t, err, "does not know that it sends a "+string(r.kind))
	}
}
