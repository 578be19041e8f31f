package steps

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestChallengeIsThatOfRFC7636(t *testing.T) {
	// RFC 7636, appendix B.
	v := verifier{text: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}
	assert.Equal(t, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", v.challenge())
	v.plain = true
	assert.Equal(t, v.text, v.challenge())
}

func TestNewVerifierHasItsLengthAndItsCharacters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(1, 300).Draw(t, "length")
		v, w := newVerifier(length), newVerifier(length)
		if len(v.text) != length {
			t.Fatalf("%d characters, not %d", len(v.text), length)
		}
		if rest := strings.Trim(v.text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"); rest != "" {
			t.Fatalf("it has %q", rest)
		}
		if length >= usualVerifier && v == w {
			t.Fatal("two verifiers are the same")
		}
	})
}

func TestBasicHeader(t *testing.T) {
	tests := []struct {
		name             string
		form             basicForm
		id, secret, want string
	}{
		{"base64 with padding", basicForm{}, "a", "b", "Basic YTpi"},
		{"padding", basicForm{}, "user", "??>", "Basic dXNlcjo/Pz4="},
		{"unpadded base64url", basicForm{alphabet: "unpadded base64url"}, "user", "??>", "Basic dXNlcjo_Pz4"},
		{"another spelling of the scheme", basicForm{scheme: "bAsIc"}, "a", "b", "bAsIc YTpi"},
		{"UTF-8", basicForm{}, "ü", "ß", "Basic w7w6w58="},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.form.header(tt.id, tt.secret)
			assert.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
	_, err := basicForm{alphabet: "rot13"}.header("a", "b")
	assert.ErrorContains(t, err, "rot13")
}
