package flow

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEdits(t *testing.T) {
	const url = "https://app.example:443/callback"
	tests := []struct{ slot, value, want string }{
		{"x in upper case", "aB1", "AB1"},
		{"x in lower case", "aB1", "ab1"},
		{"x in swapped case", "aB1", "Ab1"},
		{"x whose last character is missing", "abc", "ab"},
		{"x whose last character is missing", "", ""},
		{"x whose first character is missing", "abc", "bc"},
		{"x whose last character differs", "abc", "abx"},
		{"x whose last character differs", "abx", "abD"},
		{"x whose last character differs", "ab7", "abD"},
		{"x whose last character differs", "ab_", "abD"},
		{"x whose first character differs", "abc", "xbc"},
		{"x whose first character differs", "xbc", "kbc"},
		{"x whose first character differs", "Xbc", "kbc"},
		{"x whose first character differs", "", "x"},
		{"x between blanks", "abc", " abc "},
		{"x cut to 32 characters", strings.Repeat("a", 33), strings.Repeat("a", 32)},
		{"x cut to 64 characters", strings.Repeat("a", 65), strings.Repeat("a", 64)},
		{"x cut to 72 characters", strings.Repeat("a", 73), strings.Repeat("a", 72)},
		{"x that names the default port", "https://app.example/callback", "https://app.example:443/callback"},
		{"x at a subdomain", url, "https://x.app.example:443/callback"},
		{"x whose host has a letter in front", url, "https://xapp.example:443/callback"},
		{"x whose path has two slashes", url, "https://app.example:443//callback"},
		{"x cut to 8 characters", "0123456789", "01234567"},
		{"x whose host is in upper case", url, "https://APP.EXAMPLE:443/callback"},
		{"x on another port", url, "https://app.example:8443/callback"},
		{"x that has a user name", url, "https://app.codecred.example@app.example:443/callback"},
		{"x that has an encoded letter", url, "https://app.example:443/callbac%6B"},
		{"x that has an encoded letter", "", ""},
		{"x that has a user name", "http://[", "http://["},
		{"x whose last character differs", "", "x"},
		{"x whose first character is missing", "", ""},
		{"x cut to 8 characters", "0123", "0123"},
		{"x with another last digit", "123450", "123451"},
		{"x with another last digit", "123455", "123456"},
		{"x with another last digit", "123459", "123450"},
		{"x with another last digit", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.slot+" of "+tt.value, func(t *testing.T) {
			name, edit := splitEdit(tt.slot)
			assert.Equal(t, "x", name)
			require.NotEmpty(t, edit)
			assert.Equal(t, tt.want, edits[edit](tt.value))
		})
	}
	name, edit := splitEdit("another app's client_id")
	assert.Equal(t, "another app's client_id", name)
	assert.Empty(t, edit)
}

// A decoder of base64 that ignores the bits behind the last byte must not read the same bytes, or a
// server that does no harm would be accused.
func TestAnotherLastCharacterIsOtherBytesInBase64(t *testing.T) {
	for length := 1; length < 70; length++ {
		for last := range 256 {
			value := base64.RawURLEncoding.EncodeToString(append(make([]byte, length-1), byte(last)))
			decoded, err := base64.RawURLEncoding.DecodeString(otherEnd(value))
			require.NoError(t, err)
			assert.NotEqual(t, last, int(decoded[length-1]), value)
		}
	}
}
