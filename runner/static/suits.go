package static

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps"
)

// departs returns the keys whose values are not as they are wanted. Where the
// scenario does not name the Callback URL, any one will do for one.
func departs(n *steps.Need, wanted, has settings.Values) []string {
	var out []string
	for _, key := range wanted.Keys() {
		want, got := wanted[key], has.Effective(key)
		if key == settings.CallbackURLs && !n.Named[key] && len(want.Items()) == len(got.Items()) {
			continue
		}
		if !sameValue(key, want, got) {
			out = append(out, key)
		}
	}
	return out
}

// sameValue compares two values. The order counts for Callback URLs alone, since
// the first is the one that a scenario asks with.
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

// brief shows the settings that are not at their defaults, as a target file has
// them.
func brief(values settings.Values) string {
	var parts []string
	for _, key := range values.Keys() {
		if s, _ := settings.Lookup(key); !values[key].Equal(s.Default) {
			parts = append(parts, key+": "+yamlOf(values[key]))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// suits reports whether a user is as a scenario needs it, for the apps that it
// was given, failed logins aside.
func (c *matching) suits(role steps.Role, user *listedUser) bool {
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

// admits reports whether the user is to be approved for the app that plays a
// role; one app may play several.
func (c *matching) admits(need *steps.UserNeed, role steps.Role) bool {
	for other, in := range c.need.Apps {
		if in.Org == need.Org && c.apps[other] == c.apps[role] && need.Admits(other) {
			return true
		}
	}
	return false
}

// describeUser says in words what a user has to be.
func describeUser(need *steps.UserNeed) string {
	text := fmt.Sprintf("state: %s", need.State)
	switch {
	case need.Unapproved:
		text += ", approved for none of the scenario's apps"
	case need.Only != "":
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
