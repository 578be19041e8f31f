package flow

import (
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
		{"x whose last character differs", "abx", "aby"},
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
