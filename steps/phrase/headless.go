package phrase

import (
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// beginnings are the requests that begin a headless flow.
var beginnings = []flow.Kind{flow.Registration, flow.PasswordlessLogin, flow.ForgotPassword}

// headless are the requests whose parameters stand in a JSON object.
var headless = []flow.Kind{flow.Registration, flow.PasswordlessLogin, flow.ForgotPassword, flow.PasswordReset}

// headlessPhrases are about one-time passwords, their messages, and guests.
var headlessPhrases = []definition{
	{
		expr: whole(`the message by (email|sms)`), kinds: []flow.Kind{flow.Registration, flow.PasswordlessLogin},
		plan: func(n *need.Need, args []string) error {
			if args[0] == "sms" {
				n.Users[flow.TheUser].Phone = true
			}
			return nil
		},
		apply: func(r flow.Request, args []string) {
			r.Common().Params.Set("verificationmethod", flow.Template(args[0]))
			if r.Kind() == flow.Registration && args[0] == "sms" {
				r.Common().Params.Set("userdata.mobilephone", theirs(flow.TheNewUser.Name, flow.Phone))
			}
		},
	},
	{
		expr: whole(`an unknown username`), kinds: []flow.Kind{flow.PasswordlessLogin, flow.ForgotPassword},
		apply: func(r flow.Request, _ []string) { r.Common().Params.Set("username", unknownUsername) },
	},
	{
		expr: whole(`the username of (another user)`), kinds: []flow.Kind{flow.PasswordReset}, plan: wantUser,
		apply: func(r flow.Request, args []string) {
			r.Common().Params.Set("username", theirs(args[0], flow.Username))
		},
	},
	{
		expr: whole(`the username of (another user)`), kinds: []flow.Kind{flow.Registration}, plan: wantUser,
		apply: func(r flow.Request, args []string) {
			r.Common().Params.Set("userdata.username", theirs(args[0], flow.Username))
		},
	},
	{
		expr: whole(`the user's own username`), kinds: []flow.Kind{flow.PasswordlessLogin, flow.ForgotPassword, flow.PasswordReset},
		apply: func(r flow.Request, _ []string) { r.Common().Params.Set("username", flow.Of(flow.Username)) },
	},
	{
		expr: whole(`a wrong one-time password`), kinds: []flow.Kind{flow.Authorization, flow.PasswordReset}, plan: failedLogin,
		apply: func(r flow.Request, _ []string) {
			setOneTimePassword(r, flow.Slot(flow.Value{Name: flow.OneTimePassword}, flow.AnotherLastDigit))
		},
	},
	{
		expr: whole(`(the right|a new) one-time password`), kinds: []flow.Kind{flow.Authorization, flow.PasswordReset},
		apply: func(r flow.Request, args []string) {
			r.Common().Renew = args[0] == "a new"
			setOneTimePassword(r, flow.Of(flow.OneTimePassword))
		},
	},
	{
		expr: whole(`the previous one-time password`), kinds: []flow.Kind{flow.Authorization}, plan: failedLogin,
		apply: login(func(l *flow.Login, _ []string) {
			l.SetPassword(flow.Slot(flow.Value{Name: flow.OneTimePassword, Age: flow.Previous}, ""))
		}),
	},
	{
		expr: whole(`an unknown identifier`), kinds: authorizations,
		apply: login(func(l *flow.Login, _ []string) { l.SetUsername(flow.Of(flow.Random)) }),
	},
	{
		expr: whole(`the identifier that was given`), kinds: authorizations,
		apply: login(func(l *flow.Login, _ []string) { l.SetUsername(flow.Of(flow.Identifier)) }),
	},
	{
		expr: whole(`the Auth-Verification-Type "([^"]*)"`), kinds: authorizations,
		apply: func(r flow.Request, args []string) {
			r.Common().SetHeader(flow.VerificationWay, flow.Template(args[0]))
		},
	},
	{
		expr: whole(`(its|the previous) access token`), kinds: headless,
		apply: func(r flow.Request, args []string) {
			ages := map[string]flow.Age{"its": flow.Latest, "the previous": flow.Previous}
			r.Common().Bearer = flow.Slot(flow.Value{Name: flow.AccessToken, Age: ages[args[0]]}, "")
		},
	},
	{
		expr: whole(`without a UVID`), kinds: []flow.Kind{flow.Authorization, flow.Token},
		apply: func(r flow.Request, _ []string) { r.Common().RemoveHeader(flow.UVIDHint) },
	},
	{
		expr: whole(`the UVID "([^"]*)"`), kinds: []flow.Kind{flow.Authorization, flow.Token},
		apply: func(r flow.Request, args []string) { r.Common().SetHeader(flow.UVIDHint, flow.Template(args[0])) },
	},
	{
		expr: whole(`the right UVID`), kinds: []flow.Kind{flow.Authorization, flow.Token},
		apply: func(r flow.Request, _ []string) { setUVID(r, flow.Of(flow.UVID)) },
	},
	{
		expr: whole(`the UVID in the body`), kinds: authorizations,
		apply: func(r flow.Request, _ []string) {
			r.Common().RemoveHeader(flow.UVIDHint)
			r.Common().Params.Set("uvid_hint", "UVID "+flow.Of(flow.UVID))
		},
	},
	{
		expr: whole(`the password in userdata`), kinds: []flow.Kind{flow.Registration},
		apply: func(r flow.Request, _ []string) {
			password := r.Common().Params.Get("password")
			r.Common().Params.Remove("password")
			r.Common().Params.Set("userdata.password", password)
		},
	},
	{
		expr: whole(`the parameter "([^"]+)" null`), kinds: headless, plan: failedReset,
		apply: func(r flow.Request, args []string) { r.Common().Params.Set(args[0], flow.Null) },
	},
	{
		expr: whole(`the parameter "([^"]+)" as (true|zero|an empty list)`), kinds: headless, plan: failedReset,
		apply: func(r flow.Request, args []string) {
			values := map[string]string{"true": "true", "zero": "0", "an empty list": "[]"}
			r.Common().Params.Set(args[0], flow.Raw(values[args[1]]))
		},
	},
	{
		expr: whole(`a token of reCAPTCHA as "([^"]+)"`), kinds: headless,
		apply: func(r flow.Request, args []string) { r.Common().Params.Set(args[0], flow.Of(flow.Random)) },
	},
	{
		expr: whole(`the new password`), kinds: authorizations, plan: failedLogin,
		apply: login(func(l *flow.Login, _ []string) { l.SetPassword(flow.Of(flow.NewPassword)) }),
	},
	{
		expr: whole(`the new password "([^"]*)"`), kinds: []flow.Kind{flow.PasswordReset},
		apply: func(r flow.Request, args []string) { r.Common().Params.Set("newpassword", flow.Template(args[0])) },
	},
	{
		expr: whole(`a new password of its own`), kinds: []flow.Kind{flow.PasswordReset},
		apply: func(r flow.Request, _ []string) { r.Common().Params.Set("newpassword", flow.Of(flow.NewPassword)) },
	},
	{
		expr: whole(`the guest's access token in place of the UVID`), kinds: authorizations,
		apply: func(r flow.Request, _ []string) {
			r.Common().SetHeader(flow.UVIDHint, "JWT "+flow.Of(flow.AccessToken))
		},
	},
	{
		expr: whole(`the guest's access token in the Uvid-Hint header`), kinds: authorizations,
		apply: func(r flow.Request, _ []string) { r.Common().SetHeader(flow.UVIDHint, flow.Of(flow.AccessToken)) },
	},
	{
		expr: whole(`the guest's UVID as the parameter "([^"]+)"`), kinds: authorizations,
		apply: func(r flow.Request, args []string) { r.Common().Params.Set(args[0], flow.Of(flow.UVID)) },
	},
	{
		expr: whole(`the headers of a guest`), kinds: []flow.Kind{flow.Revocation},
		apply: func(r flow.Request, _ []string) { r.Common().SetGuestHeaders() },
	},
	{
		expr: whole(`without a scope`), kinds: authorizations,
		apply: func(r flow.Request, _ []string) { r.Common().Params.Remove("scope") },
	},
}

// failedReset counts a reset whose one-time password is another one.
func failedReset(n *need.Need, args []string) error {
	if args[0] == "otp" {
		n.FailedLogins++
	}
	return nil
}

// setOneTimePassword sets the one-time password where the request has it.
func setOneTimePassword(r flow.Request, otp flow.Template) {
	if l := r.UserLogin(); l != nil {
		l.SetPassword(otp)
		return
	}
	r.Common().Params.Set("otp", otp)
}

// setUVID sets the UVID in the header field that has it: behind its name in an authorization
// request, by itself in a token request.
func setUVID(r flow.Request, uvid flow.Template) {
	if r.Kind() == flow.Authorization {
		uvid = "UVID " + uvid
	}
	r.Common().SetHeader(flow.UVIDHint, uvid)
}
