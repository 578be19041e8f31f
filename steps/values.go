package steps

import (
	"cmp"
	"fmt"
	"net/netip"
	"strings"

	"github.com/google/uuid"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/steps/flow"
)

// values makes a world the source of the values in its requests.
type values struct{ *World }

// Value implements flow.Source.
func (w values) Value(r flow.Request, v flow.Value) (string, error) {
	if v.Age == flow.Latest {
		switch v.Name {
		case flow.CodeVerifier, flow.CodeChallenge:
			return w.proof(r, v.Name)
		case flow.ClientID, flow.ClientSecret, flow.Callback, flow.Site, flow.Username, flow.Password, flow.Email, flow.Phone:
			return w.ofParties(r.Common().Parties, v)
		case flow.OwnAddress:
			return ownAddress(w.Env.ClientAddress)
		case flow.UVID:
			return w.uvid(), nil
		case flow.Random:
			return random(32), nil
		default: // a value that the target gives, or an unknown name
		}
	}
	if value := w.given[v]; value != "" {
		return value, nil
	}
	return "", fmt.Errorf("the target has given no %s that could be sent", v)
}

// ofParties returns a value of an app or a user: of the party that the value names, or of the
// parties of the request.
func (w values) ofParties(parties flow.Parties, v flow.Value) (string, error) {
	if !v.Of.IsZero() {
		parties = flow.Parties{App: v.Of, User: v.Of}
	}
	app, user := w.Env.Apps[parties.App], w.Env.Users[parties.User]
	switch v.Name {
	case flow.ClientID:
		return app.ClientID, nil
	case flow.ClientSecret:
		if app.ClientSecret == "" && v.Of.IsZero() {
			return "", &flow.UnaskableError{Why: "the app has no client_secret that could be sent"}
		}
		return app.ClientSecret, nil
	case flow.Callback:
		return app.callback(), nil
	case flow.Site:
		return w.Env.site(parties.App), nil
	case flow.Username:
		return user.Username, nil
	case flow.Password:
		return user.Password, nil
	case flow.Email:
		return cmp.Or(user.Email, user.Username), nil
	default:
		return user.Phone, nil
	}
}

// proof returns the code verifier of the authorization request behind a request,
// or its challenge.
func (w values) proof(r flow.Request, name flow.ValueName) (string, error) {
	if key, ok := flow.ProofKeyOf(r); ok {
		w.Secrets.Register("code_verifier", key.Verifier)
	}
	return flow.Known{}.Value(r, flow.Value{Name: name})
}

// fill replaces the values in a text of a line by those of a request.
func (w *World) fill(r flow.Request, text flow.Template) (string, error) {
	return text.Fill(func(v flow.Value) (string, error) { return values{w}.Value(r, v) })
}

// remember stores a value that the target gave, and the value that it replaces as the previous one.
// Both are redacted.
func (w *World) remember(name flow.ValueName, value string) {
	if value == "" {
		return
	}
	w.Secrets.Register(string(name), value)
	w.replace(name, value)
}

// replace stores a value that is no secret, and the value that it replaces as the previous one.
func (w *World) replace(name flow.ValueName, value string) {
	if before := w.latestValue(name); before != "" {
		w.given[flow.Value{Name: name, Age: flow.Previous}] = before
	}
	w.given[flow.Value{Name: name}] = value
}

// latestValue returns what the target gave last under a name; "" for nothing.
func (w *World) latestValue(name flow.ValueName) string { return w.given[flow.Value{Name: name}] }

// previousValue returns what the target gave before that.
func (w *World) previousValue(name flow.ValueName) string {
	return w.given[flow.Value{Name: name, Age: flow.Previous}]
}

// uvid names the scenario's guest.
func (w *World) uvid() string {
	key := flow.Value{Name: flow.UVID}
	if w.given[key] == "" {
		w.given[key] = uuid.NewString()
	}
	return w.given[key]
}

// newPassword returns a new random password.
func (w *World) newPassword() string {
	password := random(18)
	w.Secrets.Register("password", password)
	return password
}

// setPassword records that the user now has another password.
func (w *World) setPassword(password string) {
	user := w.Env.Users[flow.TheUser]
	w.given[flow.Value{Name: flow.Password, Age: flow.Previous}] = user.Password
	user.Password = password
	w.Env.Users[flow.TheUser] = user
}

// newUser creates the data of a new user for a registration, different each time.
func (w *World) newUser(org flow.Role) {
	name := "codecred-" + strings.ToLower(random(15)) + "@codecred.example"
	w.Env.Users[flow.TheNewUser] = User{
		User:     provisioning.User{Username: name, Email: name, Phone: "+1555" + digits(random(15))},
		Password: w.newPassword(), Org: org,
	}
}

// digits returns ten digits made from a random text.
func digits(text string) string {
	out := []byte(text[:10])
	for i, c := range out {
		out[i] = '0' + c%10
	}
	return string(out)
}

// ownAddress returns the CIDR range that holds the harness's own address, as
// the target sees it, and no other.
func ownAddress(seen string) (string, error) {
	addr, err := netip.ParseAddr(seen)
	if err != nil {
		return "", fmt.Errorf("the target does not say from which address it sees the harness: client_address is %q", seen)
	}
	addr = addr.Unmap().WithZone("")
	return netip.PrefixFrom(addr, addr.BitLen()).String(), nil
}
