package steps

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/codecred/codecred/fixtures/settings"
)

// algorithms are those that sign, RFC 7518, section 3.1, and RFC 8037: "none" is
// not one of them.
var algorithms = []jose.SignatureAlgorithm{
	jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.PS384, jose.PS512,
	jose.ES256, jose.ES384, jose.ES512, jose.EdDSA, jose.HS256, jose.HS384, jose.HS512,
}

// signedJWT is a JWT whose signature is not checked yet.
type signedJWT struct {
	token  *jwt.JSONWebToken
	claims map[string]any
}

// readJWT reads a JWT in compact form, RFC 7519. The error never shows it.
func readJWT(text string) (*signedJWT, error) {
	if text == "" {
		return nil, fmt.Errorf("there is none")
	}
	token, err := jwt.ParseSigned(text, algorithms)
	if err != nil {
		return nil, fmt.Errorf("it is not a signed JWT")
	}
	out := &signedJWT{token: token}
	if err := token.UnsafeClaimsWithoutVerification(&out.claims); err != nil {
		return nil, fmt.Errorf("its claims are not a JSON object")
	}
	return out, nil
}

// isJWT reports whether a token has the form of a JWT.
func isJWT(text string) bool {
	_, err := readJWT(text)
	return err == nil
}

// signedBy reports whether one of the public keys is behind the signature: the
// one that the token's header names, or any where it names none.
func (s *signedJWT) signedBy(keys []jose.JSONWebKey) bool {
	for _, key := range keys {
		named := s.token.Headers[0].KeyID
		if !key.IsPublic() || named != "" && key.KeyID != "" && named != key.KeyID {
			continue
		}
		if s.token.Claims(key.Key, &map[string]any{}) == nil {
			return true
		}
	}
	return false
}

// lifetime returns the time between the claims iat and exp; 0 where one is missing.
func (s *signedJWT) lifetime() time.Duration {
	from, issued := s.claims["iat"].(float64)
	until, expires := s.claims["exp"].(float64)
	if !issued || !expires {
		return 0
	}
	return time.Duration(until-from) * time.Second
}

// audience returns the claim aud as a list, RFC 7519, section 4.1.3.
func (s *signedJWT) audience() []string {
	switch aud := s.claims["aud"].(type) {
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

// isSafeURL reports whether a URL that a target names may be fetched: https,
// or on the site itself.
func isSafeURL(text, site string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Fragment != "" || u.User != nil {
		return false
	}
	return u.Scheme == "https" || strings.HasPrefix(text, originOfURL(site)+"/")
}

// leavesMachine reports whether a site on this machine names a URL that is not.
func leavesMachine(site, text string) bool {
	from, err := url.Parse(site)
	to, terr := url.Parse(text)
	return err == nil && terr == nil && settings.IsLoopback(from.Hostname()) && !settings.IsLoopback(to.Hostname())
}

// originOfURL returns the scheme, host and port of a URL.
func originOfURL(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
