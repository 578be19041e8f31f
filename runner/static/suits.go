package static

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// needsSecret reports whether an app with these settings has to have a secret.
func needsSecret(app settings.Values) bool {
	return app.On(settings.WebServerSecret) || app.On(settings.RefreshSecret)
}

// brief shows the settings that are not at their defaults, in the form of a target
// file.
func brief(values settings.Values) string {
	var parts []string
	for _, key := range values.Keys() {
		if s, _ := settings.Lookup(key); !values[key].Equal(s.Default) {
			parts = append(parts, key+": "+values[key].YAML())
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// needsPlain reports whether requests have the user's credentials in a place in which servers read
// unusual characters in different ways: a Basic header has no encoding of its own (RFC 7617, section
// 2.1), and a value may stand where it is not percent-encoded.
func (c *matching) needsPlain() bool {
	return c.need.Touches[settings.CredentialPlaces] || c.need.Touches[settings.LiteralValues]
}

// approved reports whether a user may log in to an app, as far as the scenario depends on it.
func (c *matching) approved(user *listedUser, app *listedApp) bool {
	if c.need.DependsOn(permittedUsers) {
		return user.ApprovedFor(app.Name)
	}
	return approvedFor(user, app)
}

var permittedUsers, _ = settings.Lookup(settings.PermittedUsers)

// suits reports whether a user is as the scenario needs it: in state, password and
// approvals for the apps that were found. How many logins may fail is not looked at.
func (c *matching) suits(role flow.Role, user *listedUser) bool {
	need := c.need.Users[role]
	if user.State != need.State || !user.hasPasswordFor(need.Password, c.need.FailedLogins > 0, c.needsPlain()) {
		return false
	}
	for app, in := range c.need.Apps {
		if in.Org == need.Org && c.approved(user, c.apps[app]) != c.admits(need, app) {
			return false
		}
	}
	return !slices.Contains(slices.Collect(maps.Values(c.users)), user)
}

// admits reports whether the user is to be approved for the app that has a role. One
// app may have several roles.
func (c *matching) admits(need *need.User, role flow.Role) bool {
	for other, in := range c.need.Apps {
		if in.Org == need.Org && c.apps[other] == c.apps[role] && need.Admits(other) {
			return true
		}
	}
	return false
}

// describeUser says in words what a user has to be; with plain, also that name and password are plain.
func describeUser(need *need.User, plain bool) string {
	text := fmt.Sprintf("state: %s", need.State)
	switch {
	case need.Unapproved:
		text += ", approved for none of the scenario's apps"
	case !need.Only.IsZero():
		text += fmt.Sprintf(", approved for %s alone", need.Only)
	default:
		text += ", approved for every app of the scenario"
	}
	if need.Password != "" {
		return text + fmt.Sprintf(", a password that holds %q", need.Password)
	}
	if plain {
		return text + ", a user name and a password that are plain: " + plainRule
	}
	return text
}
