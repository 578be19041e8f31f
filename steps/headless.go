package steps

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
)

// Requests to the headless endpoints of a site. Their parameters stand in a JSON
// object; a dot in a name leads into an object.
const (
	registration      kind = "registration request"
	passwordlessLogin kind = "passwordless login request"
	forgotPassword    kind = "forgot password request"
	passwordReset     kind = "password reset request"
)

var headlessKinds = []kind{registration, passwordlessLogin, forgotPassword, passwordReset}

const jsonType = "application/json"

// TheNewUser is the user whom the app registers.
const TheNewUser Role = "the new user"

func (r *request) headless() bool { return slices.Contains(headlessKinds, r.kind) }

// newRegistration asks for a new user. The user name is the e-mail address.
//
// Source: Headless Identity Implementation Guide, registration.
func newRegistration(app Role) *request {
	return newHeadless(registration, app,
		param{"userdata.firstName", "Ada"}, param{"userdata.lastName", "Lovelace"},
		param{"userdata.email", "{the new user's username}"}, param{"userdata.username", "{the new user's username}"},
		param{"password", "{the new user's password}"}, param{"verificationmethod", "email"})
}

// newPasswordlessLogin asks for a one-time password in place of the user's.
//
// Source: Headless Identity Implementation Guide, passwordless login.
func newPasswordlessLogin(app Role) *request {
	return newHeadless(passwordlessLogin, app, param{"username", "{username}"}, param{"verificationmethod", "email"})
}

// newForgotPassword asks for a one-time password that lets the user set another
// password; newPasswordReset sets it.
//
// Source: Headless Identity Implementation Guide, forgot password.
func newForgotPassword(app Role) *request {
	return newHeadless(forgotPassword, app, param{"username", "{username}"})
}

func newPasswordReset(from *request) *request {
	r := newHeadless(passwordReset, from.cast.app,
		param{"username", "{username}"}, param{"newpassword", "{new password}"}, param{"otp", "{one-time password}"})
	r.cast, r.from = from.cast, from
	return r
}

func newHeadless(k kind, app Role, params ...param) *request {
	return &request{kind: k, cast: cast{app: app, user: TheUser}, method: "POST", contentType: jsonType, params: params}
}

// endOf is the authorization request that ends what a headless request began:
// identifier and one-time password stand where a named user's credentials do.
//
// Source: Headless Identity Implementation Guide, registration and passwordless login.
func endOf(from *request, pkce bool) *request {
	r := newAuthorization(from.cast, pkce)
	r.from = from
	r.setUsername("{identifier}")
	r.setPassword("{one-time password}")
	r.login.placement = placement{basic: true}
	kinds := map[kind]string{registration: provisioning.UserRegistration, passwordlessLogin: provisioning.PasswordlessLogin}
	r.headers = []reports.Field{
		{Name: "Auth-Request-Type", Value: kinds[from.kind]},
		{Name: "Auth-Verification-Type", Value: from.value("verificationmethod")},
	}
	return r
}

// newGuestAuthorization asks for a code for somebody who has no account.
//
// Source: Headless Identity Implementation Guide, guest flow.
func newGuestAuthorization(pkce bool) *request {
	r := newAuthorization(cast{app: TheApp, user: TheUser}, pkce)
	r.login.placement = placement{}
	r.headers = []reports.Field{{Name: "Auth-Request-Type", Value: provisioning.Guest}, {Name: "Uvid-Hint", Value: "UVID {uvid}"}}
	r.set("scope", "api")
	return r
}

// asGuest says in a token request whose code it is.
func (r *request) asGuest() {
	r.setHeader("Auth-Request-Type", provisioning.Guest)
	r.setHeader("Uvid-Hint", "{uvid}")
}

func (r *request) isGuest() bool {
	return slices.Contains(r.headers, reports.Field{Name: "Auth-Request-Type", Value: provisioning.Guest})
}

// encodeJSON writes parameters as an object.
func (f fields) encodeJSON() string {
	root := map[string]any{}
	for _, p := range f {
		at, path := root, strings.Split(p.name, ".")
		for _, part := range path[:len(path)-1] {
			inner, ok := at[part].(map[string]any)
			if !ok {
				inner = map[string]any{}
				at[part] = inner
			}
			at = inner
		}
		at[path[len(path)-1]] = p.value
	}
	text, err := json.Marshal(root)
	if err != nil { // texts always marshal
		panic(err)
	}
	return string(text)
}

// newcomer makes up the user of a registration: each is another one.
func (w *World) newcomer(org Role) {
	name := "codecred-" + strings.ToLower(w.random(15)) + "@codecred.example"
	w.Stage.Users[TheNewUser] = User{
		User:     provisioning.User{Username: name, Email: name, Phone: "+1555" + digits(w.random(15))},
		Password: w.newPassword(), Org: org,
	}
}

func (w *World) newPassword() string {
	password := w.random(18)
	w.Secrets.Register("password", password)
	return password
}

// setPassword notes that the user has another password now.
func (w *World) setPassword(password string) {
	user := w.Stage.Users[TheUser]
	w.given["previous password"] = user.Password
	user.Password = password
	w.Stage.Users[TheUser] = user
}

// uvid names the scenario's guest.
func (w *World) uvid() string {
	if w.given["uvid"] == "" {
		w.given["uvid"] = uuid.NewString()
	}
	return w.given["uvid"]
}

// digits makes ten digits of random text.
func digits(text string) string {
	out := []byte(text[:10])
	for i, c := range out {
		out[i] = '0' + c%10
	}
	return string(out)
}

// receive takes the one-time password that an accepted request sent, where one is
// found in the outbox.
func (w *World) receive(ctx context.Context, a *answer) error {
	if name := a.request.value("username"); a.request.kind != registration && name != "{username}" {
		w.given["one-time password"] = "" // nobody's
		return nil
	}
	to, err := w.fill(a.request, a.request.address())
	if err != nil {
		return errored("%v", err)
	}
	messages, err := w.Stage.Admin.Outbox(ctx, w.Stage.Orgs[w.siteOf(a.request)].ID, to)
	if err != nil {
		return errored("the outbox could not be read: %v", err)
	}
	i := slices.IndexFunc(messages, func(m provisioning.Message) bool { return m.Channel == a.request.channel() })
	if i < 0 {
		w.given["one-time password"] = ""
		return nil
	}
	w.remember("one-time password", messages[i].Code)
	return nil
}

// channel is the way in which a request has a one-time password sent.
func (r *request) channel() string {
	if method := r.value("verificationmethod"); method != "" {
		return method
	}
	return "email"
}

// address is the template of where a one-time password goes.
func (r *request) address() string {
	sms := r.channel() == "sms"
	switch {
	case r.kind == registration && sms:
		return "{the new user's phone}"
	case r.kind == registration:
		return "{the new user's username}"
	case sms:
		return "{phone}"
	default:
		return "{email}"
	}
}

// readHeadless: accepted is an answer of success; that of a flow which ends at
// the authorization endpoint has an identifier. Source: Headless Identity
// Implementation Guide.
func (r *reading) readHeadless(k kind, status int) {
	r.identifier = text(r.body["identifier"])
	done := text(r.body["status_code"])
	began := (k == registration || k == passwordlessLogin) && r.identifier != ""
	ended := k == forgotPassword && done == "otp_sent" || k == passwordReset && done == "success"
	if status >= 200 && status < 300 && r.err == "" && (began || ended) {
		r.outcome = accepted
		r.form = "success"
	}
}

// unsuccessful reports whether a headless endpoint says that it did nothing. No
// source shows how it does: any status but that of success will do.
func (r *reading) unsuccessful() bool {
	status, code := text(r.body["status"]), text(r.body["status_code"])
	return status != "" && status != "success" || code != "" && code != "otp_sent" && code != "success"
}
