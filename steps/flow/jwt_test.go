package flow

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// newKey returns a key that signs, and the public one that is published.
func newKey(t testing.TB, id string) (private, public jose.JSONWebKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	private = jose.JSONWebKey{Key: key, KeyID: id, Algorithm: string(jose.ES256)}
	return private, private.Public()
}

func signed(t testing.TB, algorithm jose.SignatureAlgorithm, key any, claims any) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, nil)
	require.NoError(t, err)
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	require.NoError(t, err)
	return text
}

// signedText signs a payload that is perhaps no claims.
func signedText(t testing.TB, key jose.JSONWebKey, payload string) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: key}, nil)
	require.NoError(t, err)
	signature, err := signer.Sign([]byte(payload))
	require.NoError(t, err)
	text, err := signature.CompactSerialize()
	require.NoError(t, err)
	return text
}

// OpenID Connect Core 1.0, section 3.1.3.6: the left half of the hash that the algorithm names.
func TestHashOfAToken(t *testing.T) {
	secret := []byte(strings.Repeat("a secret of thirty-two characters", 2))
	private, _ := newKey(t, "one")
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	for algorithm, want := range map[jose.SignatureAlgorithm]struct {
		key  any
		hash string
	}{
		jose.ES256: {private, "LPJNul-wow4m6Dsqxbning"},
		jose.HS384: {secret, "WeF0h3dEjGnea4ANejO7-5_xtGPkQ1TD"},
		jose.HS512: {secret, "m3HSJL1i83hdltRq0-o9czGb-8KJDKra4t_3JRlnPKc"},
		jose.EdDSA: {edwards, ""},
	} {
		token, err := ReadJWT(signed(t, algorithm, want.key, someone()))
		require.NoError(t, err)
		assert.Equal(t, want.hash, token.HashOf("hello"), algorithm)
	}
}

func TestSignatureIsHeldAgainstThePublishedKeys(t *testing.T) {
	private, public := newKey(t, "one")
	_, other := newKey(t, "two")
	unnamed, anonymous := newKey(t, "")
	secret := []byte("a secret of thirty-two characters")
	shared := jose.JSONWebKey{Key: secret, Algorithm: string(jose.HS256)}
	sameName := other
	sameName.KeyID = "one"
	nameless, named, renamed := public, anonymous, public
	nameless.KeyID, named.KeyID, renamed.KeyID = "", "two", "two"
	for _, c := range []struct {
		name  string
		token string
		keys  []jose.JSONWebKey
		want  bool
	}{
		{"the key of that name", signed(t, jose.ES256, private, someone()), []jose.JSONWebKey{other, public}, true},
		{"another key alone", signed(t, jose.ES256, private, someone()), []jose.JSONWebKey{other}, false},
		{"another key of that name", signed(t, jose.ES256, private, someone()), []jose.JSONWebKey{sameName}, false},
		{"a named token and a key without a name", signed(t, jose.ES256, private, someone()), []jose.JSONWebKey{nameless}, true},
		{"a token without a name and a named key", signed(t, jose.ES256, unnamed, someone()), []jose.JSONWebKey{named}, true},
		{"a key of another name that would fit", signed(t, jose.ES256, private, someone()), []jose.JSONWebKey{renamed}, false},
		{"a key and a token without names", signed(t, jose.ES256, unnamed, someone()), []jose.JSONWebKey{other, anonymous}, true},
		{"a secret is no published key", signed(t, jose.HS256, secret, someone()), []jose.JSONWebKey{shared}, false},
		{"no keys", signed(t, jose.ES256, private, someone()), nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			token, err := ReadJWT(c.token)
			require.NoError(t, err)
			assert.Equal(t, c.want, token.SignedBy(c.keys))
		})
	}
}

func someone() map[string]any { return map[string]any{"sub": "someone"} }

func TestReadJWT(t *testing.T) {
	private, _ := newKey(t, "one")
	good := signed(t, jose.ES256, private, map[string]any{"sub": "someone"})
	parts := strings.Split(good, ".")
	for name, text := range map[string]string{
		"nothing":                "",
		"an opaque token":        "00D5g000004xyz!AQEAQ",
		"the algorithm none":     "eyJhbGciOiJub25lIn0.e30.",
		"two parts":              parts[0] + "." + parts[1],
		"claims that are a list": signedText(t, private, `["sub"]`),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadJWT(text)
			require.Error(t, err)
			assert.False(t, IsJWT(text))
		})
	}
	token, err := ReadJWT(good)
	require.NoError(t, err)
	assert.Equal(t, "someone", token.Claims["sub"])
	assert.True(t, IsJWT(good))
}

func TestClaims(t *testing.T) {
	private, _ := newKey(t, "one")
	for _, c := range []struct {
		name     string
		claims   map[string]any
		audience []string
		lifetime time.Duration
	}{
		{"one audience", map[string]any{"aud": "app", "iat": 100, "exp": 220}, []string{"app"}, 2 * time.Minute},
		{"several audiences", map[string]any{"aud": []string{"app", "site"}, "iat": 100}, []string{"app", "site"}, 0},
		{"none", map[string]any{"exp": 100}, nil, 0},
		{"of another type", map[string]any{"aud": 7, "iat": "1", "exp": "2"}, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			token, err := ReadJWT(signed(t, jose.ES256, private, c.claims))
			require.NoError(t, err)
			assert.Equal(t, c.audience, token.Audience())
			assert.Equal(t, c.lifetime, token.Lifetime())
		})
	}
}

func FuzzReadJWT(f *testing.F) {
	private, _ := newKey(f, "one")
	_, other := newKey(f, "one")
	f.Add(signed(f, jose.ES256, private, someone()))
	f.Add("eyJhbGciOiJub25lIn0.e30.")
	f.Add("..")
	f.Add("a.b.c")
	f.Fuzz(func(t *testing.T, text string) {
		token, err := ReadJWT(text)
		if err != nil {
			assert.LessOrEqual(t, len(err.Error()), 60, "an error never shows the token")
			return
		}
		_ = token.Audience()
		_ = token.Lifetime()
		assert.False(t, token.SignedBy([]jose.JSONWebKey{other}), "a key that signed nothing is behind nothing")
	})
}
