package steps

import "github.com/codecred/codecred/fixtures/settings"

// Role names a party of a scenario, in the words that its lines use.
type Role string

// The roles. A twin of TheApp has a role of its own, see Need.Twin.
const (
	TheOrg     Role = "the org"
	AnotherOrg Role = "another org"

	TheApp          Role = "the app"
	AnotherApp      Role = "another app"
	AppOfAnotherOrg Role = "an app of another org"

	TheUser          Role = "the user"
	AnotherUser      Role = "another user"
	UserOfAnotherOrg Role = "a user of another org"
)

// cast says which app asks and which user's credentials it has.
type cast struct{ app, user Role }

// twin is a copy of the parties in which one setting differs. The control of a
// refusal is often sent from one.
type twin struct {
	cast
	org    Role
	change settings.Values
}

// twinOf names the parties of a twin after the change that makes it.
func twinOf(change settings.Values) twin {
	t := twin{cast: cast{app: TheApp + "'s twin " + Role(change.Canonical()), user: TheUser}, org: TheOrg, change: change}
	if len(change.Pick(true)) > 0 {
		t.org = TheOrg + "'s twin " + Role(change.Canonical())
		t.user = TheUser + " of " + t.org
	}
	return t
}
