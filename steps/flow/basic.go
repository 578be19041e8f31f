package flow

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
)

// BasicForm is how the field value of a Basic Authorization header is written,
// RFC 7617. The zero value is the usual form.
type BasicForm struct {
	Scheme   string // "" is "Basic", or "Bearer" before a token
	Alphabet string // a key of basicAlphabets; "" is "base64"
	Spoilt   string // wrong characters that are put into the credentials
	At       string // where they are put: a key of spoiltPlaces
	// Escaped says that every character of a client's id and secret is percent-encoded, which a form
	// decoder reads as the same text.
	Escaped bool
}

// basicAlphabets are the ways to write the credentials. The Mobile SDKs of the
// vendor use unpadded base64url; RFC 7617, section 2, names base64.
var basicAlphabets = map[string]*base64.Encoding{
	"":                   base64.StdEncoding,
	"base64":             base64.StdEncoding,
	"unpadded base64":    base64.RawStdEncoding,
	"base64url":          base64.URLEncoding,
	"unpadded base64url": base64.RawURLEncoding,
}

// spoiltPlaces are the places of wrong characters, in halves of the credentials.
var spoiltPlaces = map[string]int{"in front": 0, "": 1, "at its end": 2}

// Encode writes the field value for an id and a secret. The error says that there
// is no such alphabet.
func (f BasicForm) Encode(id, secret string) (string, error) {
	enc, ok := basicAlphabets[f.Alphabet]
	if !ok {
		return "", fmt.Errorf("no alphabet %q for Basic credentials", f.Alphabet)
	}
	scheme := f.Scheme
	if scheme == "" {
		scheme = "Basic"
	}
	encoded := enc.EncodeToString([]byte(id + ":" + secret))
	at := len(encoded) * spoiltPlaces[f.At] / 2
	return scheme + " " + encoded[:at] + f.Spoilt + encoded[at:], nil
}

// forClient encodes a client's id or secret, which stands form-encoded in the credentials: RFC 6749,
// section 2.3.1.
func (f BasicForm) forClient(text string) string {
	if !f.Escaped {
		return url.QueryEscape(text)
	}
	var out strings.Builder
	for _, octet := range []byte(text) {
		fmt.Fprintf(&out, "%%%02X", octet)
	}
	return out.String()
}

// DecodeBasic reads the credentials of a Basic Authorization header, which follow the scheme, in
// any of the alphabets. ok is false if they are in none of them.
func DecodeBasic(credentials string) (id, secret string, ok bool) {
	alphabet := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(credentials, "="))
	decoded, err := base64.RawStdEncoding.DecodeString(alphabet)
	if err != nil {
		return "", "", false
	}
	id, secret, _ = strings.Cut(string(decoded), ":")
	return id, secret, true
}
