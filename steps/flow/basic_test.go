package flow

import (
	"net/url"
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
	for place, want := range map[string]string{"in front": "Basic *dXNlcjo/Pz4=", "at its end": "Basic dXNlcjo/Pz4=*"} {
		spoilt, err = BasicForm{Spoilt: "*", At: place}.Encode("user", "??>")
		assert.NoError(t, err)
		assert.Equal(t, want, spoilt, place)
	}
	_, err = BasicForm{Alphabet: "rot13"}.Encode("a", "b")
	assert.ErrorContains(t, err, "rot13")
}

func TestCredentialsOfAClientAreFormEncoded(t *testing.T) {
	assert.Equal(t, "a%2Bb+c", BasicForm{}.forClient("a+b c"))
	assert.Equal(t, "%61%2B", BasicForm{Escaped: true}.forClient("a+"))
	decoded, err := url.QueryUnescape(BasicForm{Escaped: true}.forClient("3MVG9.ü"))
	assert.NoError(t, err)
	assert.Equal(t, "3MVG9.ü", decoded, "a form decoder reads the same text")
}
