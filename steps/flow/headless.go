package flow

// HeadlessRequest is a request to one of the headless endpoints of a site:
// registration, passwordless login, forgot password or password reset.
type HeadlessRequest struct {
	Base

	kind Kind
}

// Kind implements Request.
func (r *HeadlessRequest) Kind() Kind { return r.kind }

// Clone implements Request.
func (r *HeadlessRequest) Clone() Request { return &HeadlessRequest{r.clone(), r.kind} }

// NewRegistration asks for a new user, TheNewUser. The user name is the e-mail
// address.
//
// Source: Headless Identity Implementation Guide, registration.
func NewRegistration(app Role) *HeadlessRequest {
	name, password := Slot(Value{Name: Username, Of: TheNewUser}, ""), Slot(Value{Name: Password, Of: TheNewUser}, "")
	return newHeadless(Registration, app,
		Param{"userdata.firstName", "Ada"}, Param{"userdata.lastName", "Lovelace"},
		Param{"userdata.email", name}, Param{"userdata.username", name},
		Param{"password", password}, Param{"verificationmethod", "email"})
}

// NewPasswordlessLogin asks for a one-time password in place of the user's.
//
// Source: Headless Identity Implementation Guide, passwordless login.
func NewPasswordlessLogin(app Role) *HeadlessRequest {
	return newHeadless(PasswordlessLogin, app, Param{"username", Of(Username)}, Param{"verificationmethod", "email"})
}

// NewForgotPassword asks for a one-time password that lets the user set another
// password.
//
// Source: Headless Identity Implementation Guide, forgot password.
func NewForgotPassword(app Role) *HeadlessRequest {
	return newHeadless(ForgotPassword, app, Param{"username", Of(Username)})
}

// NewPasswordReset sets another password by the one-time password that an earlier
// request asked for.
func NewPasswordReset(from *HeadlessRequest) *HeadlessRequest {
	r := newHeadless(PasswordReset, from.Parties.App,
		Param{"username", Of(Username)}, Param{"newpassword", Of(NewPassword)}, Param{"otp", Of(OneTimePassword)})
	r.Parties, r.From = from.Parties, from
	return r
}

func newHeadless(k Kind, app Role, params ...Param) *HeadlessRequest {
	return &HeadlessRequest{kind: k, Base: Base{
		Parties: Parties{App: app, User: TheUser}, Method: "POST", ContentType: jsonType, Params: params,
	}}
}

// Channel is the way in which the request has a one-time password sent: "email"
// or "sms".
func (r *HeadlessRequest) Channel() string {
	if method := r.Params.Get("verificationmethod"); method != "" {
		return string(method)
	}
	return "email"
}

// Recipient is the address or the number to which a one-time password goes.
func (r *HeadlessRequest) Recipient() Value {
	sms := r.Channel() == "sms"
	switch {
	case r.kind == Registration && sms:
		return Value{Name: Phone, Of: TheNewUser}
	case r.kind == Registration:
		return Value{Name: Username, Of: TheNewUser}
	case sms:
		return Value{Name: Phone}
	default:
		return Value{Name: Email}
	}
}

// readHeadless accepts an answer of success. If the flow ends at the authorization endpoint, the
// answer must also have an identifier. Source: Headless Identity Implementation Guide.
func (r *Reading) readHeadless(k Kind, status int) {
	r.Identifier = r.Text("identifier")
	done := r.Text("status_code")
	began := (k == Registration || k == PasswordlessLogin) && r.Identifier != ""
	if done == "" { // a field client reads the member status alone
		done = map[Kind]string{ForgotPassword: "otp_sent", PasswordReset: "success"}[k]
		if r.Text("status") != "success" {
			done = ""
		}
	}
	ended := k == ForgotPassword && done == "otp_sent" || k == PasswordReset && done == "success"
	if status >= 200 && status < 300 && r.Error == "" && (began || ended) {
		r.Outcome = Accepted
		r.Form = "success"
	}
}

// unsuccessful reports whether a headless endpoint says that it did nothing. No source shows such
// an answer, so any status but that of success counts.
func (r *Reading) unsuccessful() bool {
	status, code := r.Text("status"), r.Text("status_code")
	return status != "" && status != "success" || code != "" && code != "otp_sent" && code != "success"
}
