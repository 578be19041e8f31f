package static

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// meets reports whether an org or an app has the settings that a scenario requires.
// Where the scenario does not name the Callback URL, any other URL will do in its
// place.
func meets(n *need.Need, required, has settings.Values) bool {
	for _, key := range required.Keys() {
		want, got := required[key], has.Effective(key)
		if key == settings.CallbackURLs && !n.Named[key] && len(want.Items()) == len(got.Items()) {
			continue
		}
		if !sameValue(key, want, got) {
			return false
		}
	}
	return true
}

// sameValue compares two values. The order of a list counts for Callback URLs only,
// since a scenario sends the first of them.
func sameValue(key string, a, b settings.Value) bool {
	if a.Equal(b) {
		return true
	}
	if key == settings.CallbackURLs || len(a.Items()) == 0 || len(a.Items()) != len(b.Items()) {
		return false
	}
	return slices.Equal(slices.Sorted(slices.Values(a.Items())), slices.Sorted(slices.Values(b.Items())))
}

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
			parts = append(parts, key+": "+yamlOf(values[key]))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// suits reports whether a user is as the scenario needs it: in state, password and
// approvals for the apps that were found. How many logins may fail is not looked at.
func (c *matching) suits(role flow.Role, user *listedUser) bool {
	need := c.need.Users[role]
	if user.State != need.State || !user.hasPasswordFor(need.Password, c.need.FailedLogins > 0) {
		return false
	}
	for app, in := range c.need.Apps {
		if in.Org == need.Org && user.ApprovedFor(c.apps[app].Name) != c.admits(need, app) {
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

// describeUser says in words what a user has to be.
func describeUser(need *need.User) string {
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
	return text + ", a user name and a password that are plain: " + plainRule
}

// yamlOf shows the value of a setting in YAML: words as they are, all else as
// JSON, which YAML holds.
func yamlOf(v settings.Value) string {
	if v.Text() != "" {
		return v.Text()
	}
	text, err := json.Marshal(v)
	if err != nil { // a Value always marshals
		panic(err)
	}
	return string(text)
}
