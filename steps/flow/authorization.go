package flow

// AuthorizationRequest asks for a code with a user's credentials, a guest's UVID,
// or what a headless request began.
type AuthorizationRequest struct {
	Base

	Login Login
	PKCE  PKCE

	key *ProofKey // made when it is first asked for
}

// NewAuthorization is the authorization request of parties with nothing unusual:
// a POST with everything in the body. With pkce it carries a code challenge.
//
// Source: Headless Identity Implementation Guide; for the credentials in the
// body, Metadata API (isCodeCredPostOnly).
func NewAuthorization(parties Parties, pkce bool) *AuthorizationRequest {
	r := &AuthorizationRequest{
		Base: Base{
			Parties: parties, Method: "POST", ContentType: formType,
			Params: Params{
				{"response_type", "code_credentials"}, {"client_id", Of(ClientID)}, {"redirect_uri", Of(Callback)},
			},
			Headers: []Header{{RequestType, namedUser}},
		},
		Login: Login{Placement: Placement{Body: true}},
	}
	r.Login.SetUsername(Of(Username))
	r.Login.SetPassword(Of(Password))
	if pkce {
		r.Challenge()
	}
	return r
}

// Kind implements Request.
func (r *AuthorizationRequest) Kind() Kind { return Authorization }

// UserLogin implements Request.
func (r *AuthorizationRequest) UserLogin() *Login { return &r.Login }

// Clone implements Request. The copy makes a code verifier of its own.
func (r *AuthorizationRequest) Clone() Request { return r.copy() }

func (r *AuthorizationRequest) copy() *AuthorizationRequest {
	out := *r
	out.Base, out.key = r.clone(), nil
	return &out
}

// Challenge adds a code challenge and names its method. Salesforce takes a missing method for S256,
// but in RFC 7636, section 4.3, it means plain.
func (r *AuthorizationRequest) Challenge() {
	r.Params.Set("code_challenge", Of(CodeChallenge))
	r.Params.Set("code_challenge_method", "S256")
}

// ProofKey returns the code verifier of the request and how its challenge is made.
func (r *AuthorizationRequest) ProofKey() ProofKey {
	if r.key == nil {
		key := r.PKCE.newKey()
		r.key = &key
	}
	return *r.key
}

// ProofKeyOf returns the proof key of the authorization request on which a request is based; ok is
// false if there is none.
func ProofKeyOf(r Request) (key ProofKey, ok bool) {
	for r != nil {
		if asked, is := r.(*AuthorizationRequest); is {
			return asked.ProofKey(), true
		}
		r = r.Common().From
	}
	return ProofKey{}, false
}

// NewGuestAuthorization asks for a code for somebody who has no account.
//
// Source: Headless Identity Implementation Guide, guest flow.
func NewGuestAuthorization(pkce bool) *AuthorizationRequest {
	r := NewAuthorization(Usual(), pkce)
	r.Login.Placement = Placement{}
	r.Headers = []Header{{RequestType, guest}, {UVIDHint, "UVID " + Of(UVID)}}
	r.Params.Set("scope", "api")
	return r
}

// The values of the header Auth-Request-Type. Source: Headless Identity
// Implementation Guide.
const (
	namedUser         = "Named-User"
	guest             = "guest"
	userRegistration  = "user-registration"
	passwordlessLogin = "passwordless-login"
)

func (r *AuthorizationRequest) isGuest() bool { return r.HeaderValue(RequestType) == guest }

// NewCompletion is the authorization request that completes a registration or a passwordless login.
// It has an identifier and a one-time password in place of a named user's credentials.
//
// Source: Headless Identity Implementation Guide, registration and passwordless login.
func NewCompletion(from *HeadlessRequest, pkce bool) *AuthorizationRequest {
	r := NewAuthorization(from.Parties, pkce)
	r.From = from
	r.Login.SetUsername(Of(Identifier))
	r.Login.SetPassword(Of(OneTimePassword))
	r.Login.Placement = Placement{Basic: true}
	kinds := map[Kind]Template{Registration: userRegistration, PasswordlessLogin: passwordlessLogin}
	r.Headers = []Header{
		{RequestType, kinds[from.kind]},
		{VerificationWay, from.Params.Get("verificationmethod")},
	}
	return r
}
