package steps

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// usualVerifier is the length of a code verifier where a line names no other:
// what 32 random bytes give, RFC 7636, section 4.1.
const usualVerifier = 43

// verifier is a code verifier and how its challenge is made.
type verifier struct {
	text  string
	plain bool // the challenge is the verifier itself
}

// newVerifier returns a random verifier of so many characters. They are those
// of base64url, so that the verifier itself has the form of a challenge.
func newVerifier(length int) verifier {
	random := make([]byte, length*3/4)
	_, _ = rand.Read(random) // never fails, see crypto/rand
	text := base64.RawURLEncoding.EncodeToString(random)
	return verifier{text: text + strings.Repeat("A", length-len(text))}
}

// challenge returns the code challenge, RFC 7636, section 4.2.
func (v verifier) challenge() string {
	if v.plain {
		return v.text
	}
	sum := sha256.Sum256([]byte(v.text))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// verifier returns the code verifier of the authorization request behind r,
// made when it is first asked for.
func (w *World) verifier(r *request) verifier {
	for r.from != nil {
		r = r.from
	}
	if r.proof == nil {
		length := r.verifierLength
		if length == 0 {
			length = usualVerifier
		}
		v := newVerifier(length)
		v.text += r.verifierHolds
		v.plain = r.plainChallenge
		r.proof = &v
		w.Secrets.Register("code_verifier", v.text)
	}
	return *r.proof
}
