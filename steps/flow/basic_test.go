package flow

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestBasicHeader(t *testing.T) {
	tests := []struct {
		name             string
		form             BasicForm
		id, secret, want string
	}{
		{"base64 with padding", BasicForm{}, "a", "b", "Basic YTpi"},
		{"padding", BasicForm{}, "user", "??>", "Basic dXNlcjo/Pz4="},
		{"unpadded base64url", BasicForm{Alphabet: "unpadded base64url"}, "user", "??>", "Basic dXNlcjo_Pz4"},
		{"another spelling of the scheme", BasicForm{Scheme: "bAsIc"}, "a", "b", "bAsIc YTpi"},
		{"UTF-8", BasicForm{}, "ü", "ß", "Basic w7w6w58="},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.form.Encode(tt.id, tt.secret)
			assert.NoError(t, err)
			assert.Equal(t, tt.want, got)
			_, credentials, _ := strings.Cut(got, " ")
			id, secret, ok := DecodeBasic(credentials)
			assert.True(t, ok)
			assert.Equal(t, []string{tt.id, tt.secret}, []string{id, secret})
		})
	}
	spoilt, err := BasicForm{Spoilt: "*"}.Encode("user", "??>")
	assert.NoError(t, err)
	assert.Equal(t, "Basic dXNlcj*o/Pz4=", spoilt, "in the middle")
	_, err = BasicForm{Alphabet: "rot13"}.Encode("a", "b")
	assert.ErrorContains(t, err, "rot13")
}
