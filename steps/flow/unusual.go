package flow

import (
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// Unusual returns what is unusual in a request that was made for an app which requires PKCE. Only
// such requests are affected by the settings with these concerns.
func Unusual(r Request) []settings.Concern {
	var out []settings.Concern
	common := r.Common()
	add := func(concern settings.Concern, is bool) {
		if is {
			out = append(out, concern)
		}
	}
	add(settings.ForeignPages, slices.ContainsFunc(common.Headers, func(h Header) bool { return strings.EqualFold(h.Name, OriginHeader) }))
	add(settings.LiteralValues, common.Literal)
	switch r := r.(type) {
	case *AuthorizationRequest:
		add(settings.Challenges, common.Params.Get("code_challenge") == "")
		add(settings.CredentialPlaces, r.Method != "POST" || r.Login.Basic || r.Login.Query || common.HasHeader("Authorization"))
		add(settings.RedirectURIs, !isOnce(common.Params, "redirect_uri", Of(Callback)))
		add(settings.ScopeParameters, hasUnusualScope(common.Params) && !r.isGuest()) // a guest has no scopes but the one that it asks for
	case *TokenRequest:
		add(settings.Challenges, common.Params.Has("code_verifier") && common.Params.Get("code_verifier") == "")
		add(settings.RedirectURIs, !isOnce(common.Params, "redirect_uri", Of(Callback)))
	case *RefreshRequest:
		earlier := []Template{Slot(Value{Name: RefreshToken, Age: First}, ""), Slot(Value{Name: RefreshToken, Age: Previous}, "")}
		add(settings.EarlierTokens, slices.Contains(earlier, common.Params.Get("refresh_token")))
		add(settings.ScopeParameters, hasUnusualScope(common.Params))
	}
	return out
}

// UsualScopes are the scopes of an app that a scenario gives no others.
var UsualScopes = []string{"api", "refresh_token"}

// hasUnusualScope reports whether a request asks for a scope that its app may have or not.
func hasUnusualScope(params Params) bool {
	return slices.ContainsFunc(params, func(p Param) bool {
		return p.Name == "scope" && slices.ContainsFunc(strings.Split(string(p.Value), " "), func(scope string) bool { return !slices.Contains(UsualScopes, scope) })
	})
}

// isOnce reports whether a parameter stands in a request once, with a value.
func isOnce(params Params, name string, value Template) bool {
	values := 0
	for _, p := range params {
		if p.Name == name {
			values++
		}
	}
	return values == 1 && params.Get(name) == value
}

// UsualFor returns the usual request of a kind for an app that requires PKCE and a secret; nil if
// there is nothing unusual to be found in requests of the kind.
func UsualFor(k Kind) Request {
	asks := NewAuthorization(Usual(), true)
	switch k {
	case Authorization:
		return asks
	case Token:
		return NewToken(asks, true)
	case Refresh:
		return NewRefresh(NewToken(asks, true), true)
	default:
		return nil
	}
}
