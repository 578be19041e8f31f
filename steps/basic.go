package steps

import (
	"encoding/base64"
	"fmt"
)

// basicForm is how a Basic authorization header is written.
type basicForm struct {
	scheme   string // "" is "Basic"
	alphabet string // a key of basicAlphabets; "" is "base64"
	spoilt   string // characters that do not belong there, in the middle
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

// header writes the field value for an id and a secret.
func (f basicForm) header(id, secret string) (string, error) {
	enc, ok := basicAlphabets[f.alphabet]
	if !ok {
		return "", fmt.Errorf("no alphabet %q for Basic credentials", f.alphabet)
	}
	scheme := f.scheme
	if scheme == "" {
		scheme = "Basic"
	}
	encoded := enc.EncodeToString([]byte(id + ":" + secret))
	middle := len(encoded) / 2
	return scheme + " " + encoded[:middle] + f.spoilt + encoded[middle:], nil
}
