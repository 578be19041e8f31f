package flow

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/steps/wire"
)

func TestReadHeadless(t *testing.T) {
	for name, tt := range map[string]struct {
		kind   Kind
		status int
		body   string
		want   Outcome
	}{
		"success":                     {Registration, 200, `{"status":"success","identifier":"i"}`, Accepted},
		"no identifier":               {Registration, 200, `{"status":"success"}`, Neither},
		"no success, in words":        {Registration, 200, `{"status":"failure"}`, Refused},
		"an error":                    {PasswordlessLogin, 400, `{"error":"invalid_request"}`, Refused},
		"an error with an identifier": {PasswordlessLogin, 400, `{"error":"invalid_request","identifier":"i"}`, Neither},
		"a fault of the server":       {PasswordlessLogin, 500, `{}`, Neither},
		"a one-time password is sent": {ForgotPassword, 200, `{"status_code":"otp_sent"}`, Accepted},
		"the other answer":            {ForgotPassword, 200, `{"status_code":"success"}`, Neither},
		"a new password":              {PasswordReset, 200, `{"status_code":"success"}`, Accepted},
		"no new password":             {PasswordReset, 200, `{"status_code":"otp_invalid"}`, Refused},
		"sent, by status alone":       {ForgotPassword, 200, `{"status":"success"}`, Accepted},
		"set, by status alone":        {PasswordReset, 200, `{"status":"success"}`, Accepted},
		"failed, by status alone":     {PasswordReset, 200, `{"status":"failed"}`, Refused},
		"the code counts, not status": {PasswordReset, 200, `{"status":"success","status_code":"invalid_otp"}`, Refused},
		"no JSON":                     {PasswordReset, 200, `fine`, Neither},
		"another 2xx":                 {ForgotPassword, 299, `{"status_code":"otp_sent"}`, Accepted},
		"success, by a redirect":      {ForgotPassword, 300, `{"status_code":"otp_sent"}`, Neither},
		"success before its time":     {ForgotPassword, 199, `{"status_code":"otp_sent"}`, Neither},
		"success and an error":        {ForgotPassword, 200, `{"status_code":"otp_sent","error":"invalid_request"}`, Refused},
		"begun by a wrong endpoint":   {ForgotPassword, 200, `{"identifier":"i"}`, Neither},
		"begun, without a password":   {PasswordlessLogin, 200, `{"identifier":"i"}`, Accepted},
		"a password for the other":    {PasswordReset, 200, `{"status_code":"otp_sent"}`, Neither},
	} {
		t.Run(name, func(t *testing.T) {
			resp := &wire.Response{Status: tt.status, Header: http.Header{}, Body: []byte(tt.body)}
			got := Read(tt.kind, resp, "")
			assert.Equal(t, tt.want, got.Outcome, got.Form)
			if tt.want == Accepted {
				assert.Equal(t, "success", got.Form)
			}
		})
	}
}

func TestHeadlessBodiesAreJSON(t *testing.T) {
	got := fields{{"userdata.email", "a@b"}, {"userdata.lastName", `"L"`}, {"password", "p"}}.encodeJSON()
	assert.JSONEq(t, `{"userdata":{"email":"a@b","lastName":"\"L\""},"password":"p"}`, got)
	assert.JSONEq(t, `{"a":[],"b":true,"c":0}`, fields{{"a", string(Raw("[]"))}, {"b", string(Raw("true"))}, {"c", string(Raw("0"))}}.encodeJSON())
	assert.JSONEq(t, `{"a":{"b":null},"c":""}`, fields{{"a.b", string(Null)}, {"c", ""}}.encodeJSON())
}

// Where a one-time password goes depends on the flow and on the way.
func TestRecipientOfAOneTimePassword(t *testing.T) {
	bySMS, newBySMS := NewPasswordlessLogin(TheApp), NewRegistration(TheApp)
	bySMS.Params.Set("verificationmethod", "sms")
	newBySMS.Params.Set("verificationmethod", "sms")
	for want, r := range map[string]*HeadlessRequest{
		"email": NewForgotPassword(TheApp), "phone": bySMS,
		"the new user's username": NewRegistration(TheApp), "the new user's phone": newBySMS,
	} {
		assert.Equal(t, want, r.Recipient().String())
	}
	assert.Equal(t, "sms", bySMS.Channel())
}
