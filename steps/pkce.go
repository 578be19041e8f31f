package steps

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// verifierAlphabet are the characters of a code verifier, RFC 7636, section 4.1.
const verifierAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

// usualVerifier is the length of a code verifier where a line names no other:
// what 32 random bytes give, RFC 7636, section 4.1.
const usualVerifier = 43

// verifier is a code verifier and how its challenge is made.
type verifier struct {
	text  string
	plain bool // the challenge is the verifier itself
}

// newVerifier returns a random verifier of so many characters.
func newVerifier(length int) verifier {
	bytes := make([]byte, length)
	_, _ = rand.Read(bytes) // never fails, see crypto/rand
	for i, b := range bytes {
		bytes[i] = verifierAlphabet[int(b)%len(verifierAlphabet)]
	}
	return verifier{text: string(bytes)}
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
		v.plain = r.plainChallenge
		r.proof = &v
		w.Secrets.Register("code_verifier", v.text)
	}
	return *r.proof
}
