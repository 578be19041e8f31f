package flow

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestChallengeIsThatOfRFC7636(t *testing.T) {
	// RFC 7636, appendix B.
	v := ProofKey{Verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}
	assert.Equal(t, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", v.Challenge())
	v.Plain = true
	assert.Equal(t, v.Verifier, v.Challenge())
}

func TestNewVerifierHasItsLengthAndItsCharacters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(1, 300).Draw(t, "length")
		v, w := newVerifier(length), newVerifier(length)
		if len(v) != length {
			t.Fatalf("%d characters, not %d", len(v), length)
		}
		if rest := strings.Trim(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"); rest != "" {
			t.Fatalf("it has %q", rest)
		}
		if length >= usualVerifier && v == w {
			t.Fatal("two verifiers are the same")
		}
	})
}
