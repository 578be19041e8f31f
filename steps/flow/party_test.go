package flow

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/fixtures/settings"
)

func TestTwins(t *testing.T) {
	ofApp := TwinOf(settings.Values{settings.EnableFlow: settings.Off})
	assert.Equal(t, TheOrg, ofApp.Org)
	assert.Equal(t, TheUser, ofApp.User, "a setting of the app alone needs no other user")
	assert.Regexp(t, `^the app's twin .*off`, ofApp.App.String())

	ofOrg := TwinOf(settings.Values{settings.AllowFlows: settings.Off})
	assert.Regexp(t, `^the org's twin .*off`, ofOrg.Org.String())
	assert.Equal(t, "the user of "+ofOrg.Org.String(), ofOrg.User.String())

	again := TwinOf(settings.Values{settings.AllowFlows: settings.Off})
	assert.Equal(t, ofOrg.App, again.App, "the same change makes the same twin")
	assert.NotEqual(t, ofOrg.App, ofApp.App)
}

func TestRolesAreNamedAsLinesNameThem(t *testing.T) {
	assert.Equal(t, AnotherApp, RoleNamed("another app"))
	assert.Equal(t, "another app", AnotherApp.String())
	assert.Equal(t, "the app with x=on", Role{TheApp.Name, Variant{WithSettings, "x=on"}}.String())
	shut := Variant{How: WithoutFlow}
	assert.Equal(t, "the org that does not allow the flow", Role{TheOrg.Name, shut}.String())
	assert.Equal(t, "the user of the org that does not allow the flow", Role{TheUser.Name, shut}.String())
	assert.True(t, Role{}.IsZero())
	assert.Negative(t, AnotherApp.Compare(TheApp))
}

func TestAnAppHasAUserOfItsOwnOrg(t *testing.T) {
	assert.Equal(t, Usual(), PartiesOf(TheApp))
	assert.Equal(t, Parties{AnotherApp, TheUser}, PartiesOf(AnotherApp))
	assert.Equal(t, Parties{AppOfAnotherOrg, UserOfAnotherOrg}, PartiesOf(AppOfAnotherOrg))
}

func TestKindsByTheirNames(t *testing.T) {
	for _, name := range Names() {
		assert.Equal(t, name, Named(name).Name())
	}
	assert.Contains(t, Names(), "password reset")
	assert.Equal(t, PasswordReset, Named("password reset"))
	assert.Empty(t, Named("key set"), "no line judges it")
	assert.Empty(t, Named("authorization request"))
	assert.True(t, PasswordReset.Headless())
	assert.False(t, Token.Headless())
	assert.Equal(t, "an authorization request", Authorization.WithArticle())
	assert.Equal(t, "a userinfo request", Userinfo.WithArticle())
	assert.Equal(t, "a ", Kind("").WithArticle())
}

func TestConcernsOfARequest(t *testing.T) {
	login := NewAuthorization(Usual(), true)
	assert.Equal(t, []settings.Concern{settings.Codes}, Concerns(login))
	login.SetHeader("origin", "https://page.example")
	assert.Equal(t, []settings.Concern{settings.ForeignPages, settings.Codes}, Concerns(login))
	assert.Equal(t, []settings.Concern{settings.ForeignPages}, Preflight.Concerns())
	assert.Equal(t, []settings.Concern{settings.ForgotPassword, settings.NewPasswords}, PasswordReset.Concerns())
}

func TestValuesAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]Value{
		"client_id":                 {Name: ClientID},
		"previous code":             {Name: Code, Age: Previous},
		"first refresh_token":       {Name: RefreshToken, Age: First},
		"another app's client_id":   {Name: ClientID, Of: AnotherApp},
		"the harness's own address": {Name: OwnAddress},
		"the new user's phone":      {Name: Phone, Of: TheNewUser},
	} {
		assert.Equal(t, want, ParseValue(text))
		assert.Equal(t, text, want.String())
	}
	assert.Equal(t, Template("{previous code in upper case}"), Slot(Value{Name: Code, Age: Previous}, "in upper case"))
}
