package flow

// TokenRequest exchanges a code for tokens.
type TokenRequest struct {
	Base

	Client ClientAuth
	Login  *Login // the user's credentials, where they stand in place of the code
}

// NewToken exchanges the code that an authorization request gave, with the app's
// secret where secret is true.
//
// Source: RFC 6749, section 4.1.3; RFC 7636, section 4.5.
func NewToken(from *AuthorizationRequest, secret bool) *TokenRequest {
	r := &TokenRequest{
		Base: Base{
			Parties: from.Parties, Method: "POST", ContentType: formType, From: from,
			Params: Params{{"grant_type", "authorization_code"}, {"code", Of(Code)}, {"redirect_uri", Of(Callback)}},
		},
		Client: ownClient(inBody(secret)),
	}
	if from.isGuest() {
		r.SetGuestHeaders()
	}
	if from.Params.Has("code_challenge") {
		r.Params.Set("code_verifier", Of(CodeVerifier))
	}
	return r
}

// Kind implements Request.
func (r *TokenRequest) Kind() Kind { return Token }

// UserLogin implements Request.
func (r *TokenRequest) UserLogin() *Login { return r.Login }

// ClientAuth implements Request.
func (r *TokenRequest) ClientAuth() *ClientAuth { return &r.Client }

// Clone implements Request.
func (r *TokenRequest) Clone() Request {
	out := *r
	out.Base = r.clone()
	if r.Login != nil {
		login := *r.Login
		out.Login = &login
	}
	return &out
}

// VaryOrigin replaces the authorization request behind the code by a copy that vary has changed.
func (r *TokenRequest) VaryOrigin(vary func(*AuthorizationRequest)) {
	if from, ok := r.From.(*AuthorizationRequest); ok {
		from = from.copy()
		vary(from)
		r.From = from
	}
}

// RefreshRequest uses a refresh token.
type RefreshRequest struct {
	Base

	Client ClientAuth
}

// NewRefresh uses the refresh token that a token request gave, with the app's
// secret where secret is true.
//
// Source: RFC 6749, section 6.
func NewRefresh(from *TokenRequest, secret bool) *RefreshRequest {
	return &RefreshRequest{
		Base: Base{
			Parties: from.Parties, Method: "POST", ContentType: formType, From: from,
			Params: Params{{"grant_type", "refresh_token"}, {"refresh_token", Of(RefreshToken)}},
		},
		Client: ownClient(inBody(secret)),
	}
}

// Kind implements Request.
func (r *RefreshRequest) Kind() Kind { return Refresh }

// ClientAuth implements Request.
func (r *RefreshRequest) ClientAuth() *ClientAuth { return &r.Client }

// Clone implements Request.
func (r *RefreshRequest) Clone() Request {
	out := *r
	out.Base = r.clone()
	return &out
}

// UserinfoRequest asks who an access token speaks for.
type UserinfoRequest struct{ Base }

// NewUserinfo uses the access token that a token request gave.
// Source: OpenID Connect Core, section 5.3.
func NewUserinfo(from *TokenRequest) *UserinfoRequest {
	return &UserinfoRequest{Base{Parties: from.Parties, Method: "GET", From: from, Bearer: Of(AccessToken)}}
}

// Kind implements Request.
func (r *UserinfoRequest) Kind() Kind { return Userinfo }

// Clone implements Request.
func (r *UserinfoRequest) Clone() Request { return &UserinfoRequest{r.clone()} }

// IdentityRequest asks at an identity URL who the user of an access token is.
type IdentityRequest struct {
	Base

	URL Template
}

// NewIdentity asks at the identity URL of a token response. Source: Salesforce Help, "Identity URLs".
func NewIdentity(from *TokenRequest) *IdentityRequest {
	return &IdentityRequest{Base{Parties: from.Parties, Method: "GET", From: from, Bearer: Of(AccessToken)}, Of(IdentityURL)}
}

// Kind implements Request.
func (r *IdentityRequest) Kind() Kind { return Identity }

// Clone implements Request.
func (r *IdentityRequest) Clone() Request { return &IdentityRequest{r.clone(), r.URL} }

// IntrospectionRequest asks whether a token is valid. The token is the parameter token.
type IntrospectionRequest struct{ aboutToken }

// RevocationRequest revokes a token. The token is the parameter token.
type RevocationRequest struct{ aboutToken }

// aboutToken is what requests about a token have. The app says who it is.
type aboutToken struct {
	Base

	Client ClientAuth
}

func newAboutToken(from *TokenRequest, token ValueName) aboutToken {
	return aboutToken{
		Base: Base{
			Parties: from.Parties, Method: "POST", ContentType: formType, From: from,
			Params: Params{{"token", Of(token)}},
		},
		Client: ownClient(inBody(true)),
	}
}

// ClientAuth implements Request.
func (r *aboutToken) ClientAuth() *ClientAuth { return &r.Client }

func (r *aboutToken) clone() aboutToken { return aboutToken{r.Base.clone(), r.Client} }

// NewIntrospection asks about AccessToken or RefreshToken. Source: RFC 7662, section 2.1.
func NewIntrospection(from *TokenRequest, token ValueName) *IntrospectionRequest {
	return &IntrospectionRequest{newAboutToken(from, token)}
}

// Kind implements Request.
func (r *IntrospectionRequest) Kind() Kind { return Introspection }

// Clone implements Request.
func (r *IntrospectionRequest) Clone() Request { return &IntrospectionRequest{r.clone()} }

// NewRevocation revokes AccessToken or RefreshToken. The app authenticates, as RFC 7009, section
// 2.1, requires; a server that does not need it ignores it.
func NewRevocation(from *TokenRequest, token ValueName) *RevocationRequest {
	return &RevocationRequest{newAboutToken(from, token)}
}

// Kind implements Request.
func (r *RevocationRequest) Kind() Kind { return Revocation }

// Clone implements Request.
func (r *RevocationRequest) Clone() Request { return &RevocationRequest{r.clone()} }
