package flow

import (
	"cmp"

	"github.com/codecred/codecred/fixtures/settings"
)

// Role is the part that an org, an app or a user plays in a scenario. Roles can
// be compared with ==, and can be the keys of a map.
type Role struct {
	Name string // in the words of the lines: "the app"
	// Variant says how the party differs from the one that has the name alone.
	Variant Variant
}

// Variant says how a party differs from the party of its role's name. The zero
// value says that it is that party.
type Variant struct {
	How      How
	Settings string // canonical: those in which it differs, or all that it has
}

// How is the way in which a party differs.
type How uint8

// The ways in which parties differ.
const (
	Itself       How = iota // not at all
	Twin                    // a copy in which some settings differ
	WithSettings            // an app with exactly these settings
	WithoutFlow             // an org that does not allow the flow
)

// The roles that lines name. A copy of one with other settings has a role of its
// own, see TwinOf.
var (
	TheOrg     = Role{Name: "the org"}
	AnotherOrg = Role{Name: "another org"}

	TheApp          = Role{Name: "the app"}
	AnotherApp      = Role{Name: "another app"}
	AppOfAnotherOrg = Role{Name: "an app of another org"}

	TheUser          = Role{Name: "the user"}
	AnotherUser      = Role{Name: "another user"}
	UserOfAnotherOrg = Role{Name: "a user of another org"}
	TheNewUser       = Role{Name: "the new user"} // whom the app registers
)

// RoleNamed returns the role of a name as lines have it.
func RoleNamed(name string) Role { return Role{Name: name} }

// IsZero reports whether the role names nobody.
func (r Role) IsZero() bool { return r == Role{} }

// String describes the role for a person, as in "the app's twin oauth.enabled=off".
func (r Role) String() string {
	switch {
	case r.Variant.How == Itself:
		return r.Name
	case r.Name == TheUser.Name:
		return r.Name + " of " + Role{TheOrg.Name, r.Variant}.String()
	case r.Variant.How == Twin:
		return r.Name + "'s twin " + r.Variant.Settings
	case r.Variant.How == WithSettings:
		return r.Name + " with " + r.Variant.Settings
	default:
		return r.Name + " that does not allow the flow"
	}
}

// Compare orders roles by their descriptions.
func (r Role) Compare(other Role) int { return cmp.Compare(r.String(), other.String()) }

// Parties says which app sends a request, and whose credentials it has.
type Parties struct{ App, User Role }

// Usual are the app and the user of a scenario.
func Usual() Parties { return Parties{App: TheApp, User: TheUser} }

// PartiesOf are an app and a user of its own org.
func PartiesOf(app Role) Parties {
	if app == AppOfAnotherOrg {
		return Parties{App: app, User: UserOfAnotherOrg}
	}
	return Parties{App: app, User: TheUser}
}

// TwinParties are copies of the usual parties in which some settings differ. The
// control of a refusal is often sent for them.
type TwinParties struct {
	Parties

	Org    Role
	Change settings.Values // the settings that differ, with their values
}

// TwinOf returns the copies of the usual parties that a change makes. Where the
// change is one of the app alone, they are in the same org and have the same user.
func TwinOf(change settings.Values) TwinParties {
	variant := Variant{How: Twin, Settings: change.Canonical()}
	t := TwinParties{Parties: Parties{App: Role{TheApp.Name, variant}, User: TheUser}, Org: TheOrg, Change: change}
	if len(change.Pick(true)) > 0 {
		t.Org, t.User = Role{TheOrg.Name, variant}, Role{TheUser.Name, variant}
	}
	return t
}
