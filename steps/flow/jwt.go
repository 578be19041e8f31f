package flow

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// algorithms are the algorithms of RFC 7518, section 3.1, and RFC 8037 that sign. "none" is not one
// of them.
var algorithms = []jose.SignatureAlgorithm{
	jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.PS384, jose.PS512,
	jose.ES256, jose.ES384, jose.ES512, jose.EdDSA, jose.HS256, jose.HS384, jose.HS512,
}

// JWT is a signed JSON Web Token, RFC 7519. SignedBy checks its signature.
type JWT struct {
	Claims map[string]any

	token *jwt.JSONWebToken
}

// ReadJWT reads a JWT in compact form, RFC 7519. The error never shows it.
func ReadJWT(text string) (*JWT, error) {
	if text == "" {
		return nil, fmt.Errorf("there is none")
	}
	token, err := jwt.ParseSigned(text, algorithms)
	if err != nil {
		return nil, fmt.Errorf("it is not a signed JWT")
	}
	out := &JWT{token: token}
	if err := token.UnsafeClaimsWithoutVerification(&out.Claims); err != nil {
		return nil, fmt.Errorf("its claims are not a JSON object")
	}
	return out, nil
}

// IsJWT reports whether a token has the form of a JWT.
func IsJWT(text string) bool {
	_, err := ReadJWT(text)
	return err == nil
}

// SignedBy reports whether one of the public keys verifies the signature: the key that the token's
// header names, or any key if it names none.
func (j *JWT) SignedBy(keys []jose.JSONWebKey) bool {
	for _, key := range keys {
		named := j.token.Headers[0].KeyID
		if !key.IsPublic() || named != "" && key.KeyID != "" && named != key.KeyID {
			continue
		}
		if j.token.Claims(key.Key, &map[string]any{}) == nil {
			return true
		}
	}
	return false
}

// Algorithm returns the algorithm that the header names.
func (j *JWT) Algorithm() string { return j.token.Headers[0].Algorithm }

// Lifetime returns the time between the claims iat and exp; 0 where one is missing.
func (j *JWT) Lifetime() time.Duration {
	from, issued := j.Claims["iat"].(float64)
	until, expires := j.Claims["exp"].(float64)
	if !issued || !expires {
		return 0
	}
	return time.Duration(until-from) * time.Second
}

// HashOf returns the hash of a text as the claims at_hash and c_hash have it, by the algorithm of the
// token's signature (OpenID Connect Core 1.0, section 3.1.3.6); "" if the section defines none.
func (j *JWT) HashOf(text string) string {
	var sum []byte
	switch algorithm := j.Algorithm(); algorithm[max(0, len(algorithm)-3):] {
	case "256":
		all := sha256.Sum256([]byte(text))
		sum = all[:]
	case "384":
		all := sha512.Sum384([]byte(text))
		sum = all[:]
	case "512":
		all := sha512.Sum512([]byte(text))
		sum = all[:]
	}
	return base64.RawURLEncoding.EncodeToString(sum[:len(sum)/2])
}

// Audience returns the claim aud as a list, RFC 7519, section 4.1.3.
func (j *JWT) Audience() []string {
	switch aud := j.Claims["aud"].(type) {
	case string:
		return []string{aud}
	case []any:
		var out []string
		for _, one := range aud {
			out = append(out, text(one))
		}
		return out
	default:
		return nil
	}
}

// Text returns a claim that is a text; "" for any other.
func (j *JWT) Text(claim string) string { return text(j.Claims[claim]) }
