package need_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/fixtures/settings"
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
			needs := needOf(t, append([]string{"a private client"}, row.lines...)...)
			var keys []string
			for _, s := range settings.All() {
				if s.Level.OnOrg() && s.Key != settings.AllowFlows && s.Key != "site.require_recaptcha" && needs.DependsOn(s) {
					keys = append(keys, s.Key)
				}
			}
			assert.Equal(t, row.keys, keys)
			allow, _ := settings.Lookup(settings.AllowFlows)
			assert.True(t, needs.DependsOn(allow), "the switch blocks everything")
		})
	}
}
