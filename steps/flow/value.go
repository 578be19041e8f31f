package flow

import "strings"

// Value names something that a request may hold and that is known only when it is
// sent. In the text of a feature it stands in braces, as in {client_id}.
type Value struct {
	Name ValueName
	Of   Role // the party whose value it is; zero: that for whom the request is sent
	Age  Age
}

// ValueName is the name of a value by itself.
type ValueName string

// The values of the parties.
const (
	ClientID     ValueName = "client_id"
	ClientSecret ValueName = "client_secret"
	Callback     ValueName = "callback" // the first Callback URL of the app
	Site         ValueName = "site"     // the base URL of the app's org
	Username     ValueName = "username"
	Password     ValueName = "password"
	Email        ValueName = "email"
	Phone        ValueName = "phone"
)

// The values that the target gives.
const (
	Code            ValueName = "code"
	State           ValueName = "state" // as the redirect carried it
	Identifier      ValueName = "identifier"
	OneTimePassword ValueName = "one-time password"
	AccessToken     ValueName = "access_token"
	RefreshToken    ValueName = "refresh_token"
	IDToken         ValueName = "id_token"
	Subject         ValueName = "subject"      // the member sub of a userinfo answer
	IdentityURL     ValueName = "identity URL" // the member id of a token response
	InstanceURL     ValueName = "instance URL" // its member instance_url
)

// The values that the harness makes up or knows.
const (
	CodeVerifier  ValueName = "verifier"
	CodeChallenge ValueName = "challenge"
	NewPassword   ValueName = "new password"
	UVID          ValueName = "uvid"                      // of a guest
	Random        ValueName = "random"                    // 32 bytes in base64url, each time others
	OwnAddress    ValueName = "the harness's own address" // a CIDR range that holds it alone
)

// Age says which of several values of the same name is meant.
type Age string

// The ages.
const (
	Latest   Age = ""
	Previous Age = "previous "
	First    Age = "first "
)

// String is the value as it stands between braces, as in "another app's client_id".
func (v Value) String() string {
	text := string(v.Age) + string(v.Name)
	if v.Of.IsZero() {
		return text
	}
	return v.Of.String() + "'s " + text
}

// ParseValue reads the text between braces. Whether there is such a value is known only when a
// Source is asked for it.
func ParseValue(text string) Value {
	if ValueName(text) == OwnAddress {
		return Value{Name: OwnAddress}
	}
	var v Value
	if owner, rest, found := strings.Cut(text, "'s "); found {
		v.Of, text = RoleNamed(owner), rest
	}
	for _, age := range []Age{Previous, First} {
		if rest, found := strings.CutPrefix(text, string(age)); found {
			return Value{Name: ValueName(rest), Of: v.Of, Age: age}
		}
	}
	v.Name = ValueName(text)
	return v
}
