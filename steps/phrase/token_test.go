package phrase

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/steps/flow"
)

// usualRequests are requests of each kind that uses a code or a token.
func usualRequests() map[flow.Kind]flow.Request {
	login := flow.NewAuthorization(flow.Usual(), false)
	exchange := flow.NewToken(login, true)
	return map[flow.Kind]flow.Request{
		flow.Authorization: login,
		flow.Token:         exchange, flow.Refresh: flow.NewRefresh(exchange, true), flow.Userinfo: flow.NewUserinfo(exchange),
		flow.Introspection: flow.NewIntrospection(exchange, flow.AccessToken), flow.Revocation: flow.NewRevocation(exchange, flow.RefreshToken),
	}
}

func TestPhrasesChooseTheToken(t *testing.T) {
	for _, c := range []struct {
		kind flow.Kind
		tail string
		want flow.Template // of the code or token that is sent
	}{
		{flow.Userinfo, " with the access token", "{access_token}"},
		{flow.Userinfo, " with the previous access token", "{previous access_token}"},
		{flow.Userinfo, " with the refresh token", "{refresh_token}"},
		{flow.Userinfo, " with a made-up token", "{random}"},
		{flow.Userinfo, " without an access token", ""},
		{flow.Userinfo, " with the access token whose last character is missing", "{access_token whose last character is missing}"},
		{flow.Introspection, " with the refresh token", "{refresh_token}"},
		{flow.Introspection, " with the previous refresh token", "{previous refresh_token}"},
		{flow.Revocation, " with a made-up token", "{random}"},
		{flow.Refresh, " with the first refresh token", "{first refresh_token}"},
		{flow.Refresh, " with the access token", "{access_token}"},
		{flow.Refresh, " with a made-up refresh token", "{random}"},
		{flow.Token, " with the previous code", "{previous code}"},
		{flow.Token, " with the code again", "{code}"},
		{flow.Token, " with the code in upper case", "{code in upper case}"},
		{flow.Token, ` with the code followed by "x"`, "{code}x"},
		{flow.Token, " with a made-up code", "{random}"},
	} {
		t.Run(string(c.kind)+c.tail, func(t *testing.T) {
			got := vary(t, usualRequests()[c.kind], c.tail)
			assert.Equal(t, c.want, used(got))
			assert.False(t, got.Common().Renew)
		})
	}
}

func TestRenewalTakesWhatIsNew(t *testing.T) {
	for k, usual := range usualRequests() {
		if k == flow.Authorization {
			continue
		}
		t.Run(string(k), func(t *testing.T) {
			want := used(usual)
			if k == flow.Token || k == flow.Refresh {
				usual.Common().Params.Set(grantParameter(usual), "{random}")
			}
			got := vary(t, usual, " with new tokens")
			assert.True(t, got.Common().Renew)
			assert.Equal(t, want, used(got))
			assert.False(t, usual.Common().Renew, "the probe stays as it was")
		})
	}
}

func TestCredentialsInPlaceOfTheCode(t *testing.T) {
	got := vary(t, usualRequests()[flow.Token], ` with the user's credentials in place of the code and the grant type "password"`)
	sent := written(t, got)
	assert.Empty(t, sent.query)
	assert.Equal(t, url.Values{
		"grant_type": {"password"}, "username": {"{username}"}, "password": {"{password}"},
		"client_id": {"{client_id}"}, "client_secret": {"{client_secret}"},
	}, sent.body)
	assert.Nil(t, usualRequests()[flow.Token].UserLogin())
}

// used returns the template of what a request uses.
func used(r flow.Request) flow.Template {
	switch r.Kind() {
	case flow.Userinfo:
		return r.Common().Bearer
	case flow.Token, flow.Refresh:
		return r.Common().Params.Get(grantParameter(r))
	default:
		return r.Common().Params.Get("token")
	}
}
