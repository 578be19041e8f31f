package flow

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAVerifierIsRandomToItsEnd(t *testing.T) {
	key := PKCE{}.newKey()
	assert.Len(t, key.Verifier, 43, "what 32 random bytes give, RFC 7636, section 4.1")
	for _, length := range []int{43, 64, 128} {
		assert.NotRegexp(t, "AAAA$", newVerifier(length))
	}
}

func TestAFollowerKeepsItsParties(t *testing.T) {
	login := NewAuthorization(Parties{AnotherApp, AnotherUser}, false)
	follow := NewFollow(login, Reading{Query: url.Values{"code": {"a"}}})
	assert.Equal(t, login.Parties, follow.Parties)
	assert.Same(t, login, follow.From)
	assert.Equal(t, http.MethodGet, follow.Method)
	token := NewToken(NewGuestAuthorization(false), false)
	assert.Equal(t, Template("guest"), token.HeaderValue(RequestType), "a guest's code is exchanged as a guest")
}

// TestACopyLeavesTheValuesOfTheOriginal changes in the copy what the original has.
func TestACopyLeavesTheValuesOfTheOriginal(t *testing.T) {
	login := NewAuthorization(Usual(), false)
	exchange := NewToken(login, true)
	refresh, about := NewRefresh(exchange, true), NewIntrospection(exchange, AccessToken)
	for _, r := range []Request{login, exchange, refresh, about, NewRegistration(TheApp)} {
		first := r.Common().Params[0]
		clone := r.Clone().Common()
		clone.Params.Set(first.Name, "another value")
		assert.Equal(t, first, r.Common().Params[0], string(r.Kind()))
		if len(clone.Headers) > 0 {
			before := r.Common().Headers[0]
			clone.Headers[0].Value = "another value"
			assert.Equal(t, before, r.Common().Headers[0], string(r.Kind()))
		}
	}
}

func TestTheFirstProblemOfATemplateCounts(t *testing.T) {
	fails := func(v Value) (string, error) { return "", fmt.Errorf("no %s", v) }
	_, err := Template("{a} and {b in upper case}").Fill(fails)
	assert.EqualError(t, err, "no a")
	_, err = Template("{b in upper case} and {a}").Fill(fails)
	assert.EqualError(t, err, "no b")
	filled, err := Template("a {username} b").Fill(func(Value) (string, error) { return "u", nil })
	require.NoError(t, err)
	assert.Equal(t, "a u b", filled)
	_, err = Template("{a in upper case} {b in upper case}").Fill(func(v Value) (string, error) { return "SAME", nil })
	assert.EqualError(t, err, "a in upper case would be no other than a is")
}
