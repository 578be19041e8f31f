package flow

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// usualVerifier is the length of a code verifier where nothing names another:
// what 32 random bytes give, RFC 7636, section 4.1.
const usualVerifier = 43

// ProofKey is a code verifier and how its challenge is made, RFC 7636.
type ProofKey struct {
	Verifier string
	Plain    bool // the challenge is the verifier itself
}

// PKCE says how the proof key of an authorization request is made. The zero value
// is the usual way.
type PKCE struct {
	Length int    // of the verifier, in characters; 0: the usual one
	Holds  string // characters that the verifier ends in, beyond its length
	Plain  bool   // the challenge is the verifier itself
}

// newKey makes a proof key with a random verifier.
func (p PKCE) newKey() ProofKey {
	length := p.Length
	if length == 0 {
		length = usualVerifier
	}
	return ProofKey{Verifier: newVerifier(length) + p.Holds, Plain: p.Plain}
}

// newVerifier returns a random verifier of so many characters. They are those
// of base64url, so that the verifier itself has the form of a challenge.
func newVerifier(length int) string {
	random := make([]byte, length*3/4)
	_, _ = rand.Read(random) // never fails, see crypto/rand
	text := base64.RawURLEncoding.EncodeToString(random)
	return text + strings.Repeat("A", length-len(text))
}

// Challenge returns the code challenge, RFC 7636, section 4.2.
func (k ProofKey) Challenge() string {
	if k.Plain {
		return k.Verifier
	}
	sum := sha256.Sum256([]byte(k.Verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// WantsChallenge reports whether the usual authorization request of an app has a code challenge, by
// the settings of the app and of its org: where one is required, and where no secret is. The article
// recommends PKCE for public clients, and RFC 9700, section 2.1.1, requires it.
func WantsChallenge(app, org settings.Values) bool {
	return app.On(settings.RequirePKCE) || org.On(settings.OrgRequirePKCE) || !app.On(settings.WebServerSecret)
}
