package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// usualRequests are requests of each kind that uses a code or a token.
func usualRequests() map[kind]*request {
	login := newAuthorization(cast{app: TheApp, user: TheUser}, false)
	exchange := newTokenRequest(login, true)
	return map[kind]*request{
		tokenRequest: exchange, refresh: newRefresh(exchange, true), userinfo: newUserinfo(exchange),
		introspection: newIntrospection(exchange, "{access_token}"), revocation: newRevocation(exchange, "{refresh_token}"),
	}
}

func TestPhrasesChooseTheToken(t *testing.T) {
	for _, c := range []struct {
		kind kind
		tail string
		want string // the template of the code or token that is sent
	}{
		{userinfo, " with the access token", "{access_token}"},
		{userinfo, " with the previous access token", "{previous access_token}"},
		{userinfo, " with the refresh token", "{refresh_token}"},
		{userinfo, " with a made-up token", "{random}"},
		{userinfo, " without an access token", ""},
		{userinfo, " with the access token whose last character is missing", "{access_token whose last character is missing}"},
		{introspection, " with the refresh token", "{refresh_token}"},
		{introspection, " with the previous refresh token", "{previous refresh_token}"},
		{revocation, " with a made-up token", "{random}"},
		{refresh, " with the first refresh token", "{first refresh_token}"},
		{refresh, " with the access token", "{access_token}"},
		{tokenRequest, " with the previous code", "{previous code}"},
	} {
		t.Run(string(c.kind)+c.tail, func(t *testing.T) {
			got, err := vary(usualRequests()[c.kind], c.tail)
			require.NoError(t, err)
			assert.Equal(t, c.want, used(got))
			assert.False(t, got.renew)
		})
	}
}

func TestRenewalTakesWhatIsNew(t *testing.T) {
	for k, usual := range usualRequests() {
		t.Run(string(k), func(t *testing.T) {
			want := used(usual)
			if k == tokenRequest || k == refresh {
				usual.set(map[kind]string{tokenRequest: "code", refresh: "refresh_token"}[k], "{random}")
			}
			got, err := vary(usual, " with new tokens")
			require.NoError(t, err)
			assert.True(t, got.renew)
			assert.Equal(t, want, used(got))
			assert.False(t, usual.renew, "the probe stays as it was")
		})
	}
}

func TestCredentialsInPlaceOfTheCode(t *testing.T) {
	got, err := vary(usualRequests()[tokenRequest], ` with the user's credentials in place of the code and the grant type "password"`)
	require.NoError(t, err)
	form, query, err := got.lay(func(template string) (string, error) { return template, nil })
	require.NoError(t, err)
	assert.Empty(t, query)
	assert.Equal(t, fields{
		{"grant_type", "password"}, {"username", "{username}"}, {"password", "{password}"},
		{"client_id", "{client_id}"}, {"client_secret", "{client_secret}"},
	}, form)
}

// used returns the template of what a request uses.
func used(r *request) string {
	switch r.kind {
	case userinfo:
		return r.bearer
	case tokenRequest:
		return r.value("code")
	case refresh:
		return r.value("refresh_token")
	default:
		return r.value("token")
	}
}
