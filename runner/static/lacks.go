package static

import (
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
)

// lack is a setting for which an org or an app does not serve a scenario.
type lack struct {
	key    string
	must   string // what the setting must be, as a verb phrase
	has    settings.Value
	unsaid bool // the target file does not say what it is
}

func (l lack) String() string {
	if l.unsaid {
		return fmt.Sprintf("%s must %s, and the target file does not say it", l.key, l.must)
	}
	return fmt.Sprintf("%s must %s, and is %s", l.key, l.must, yamlOf(l.has))
}

// lacksOfOrg returns what an org lacks to have the settings that a scenario requires.
func (c *matching) lacksOfOrg(required settings.Values, org *listedOrg) []lack {
	return c.lacks(required, org.Settings, org.Says)
}

// lacksOfApp returns what an app lacks to serve a scenario in a role. Some settings need not be what
// the scenario asks for: it only takes a Callback URL, tokens that have the scopes, and refresh tokens
// that are valid for as long as the scenario lasts.
func (c *matching) lacksOfApp(required, asked settings.Values, app *listedApp) []lack {
	out := c.lacks(required, app.Settings, app.Says)
	if app.ClientSecret == "" && needsSecret(required) {
		out = append(out, lack{key: "client_secret", must: "be given", unsaid: true})
	}
	if key := settings.IPRelaxation; !c.need.Named[key] && isFenced(app) {
		out = append(out, lack{key, "be bypass, or " + settings.TrustedIPRanges + " be empty", app.Settings.Effective(key), false})
	}
	for _, open := range enough {
		has := app.Settings.Effective(open.key)
		if s, _ := settings.Lookup(open.key); !c.need.DependsOn(s) && !open.is(asked.Effective(open.key), has) {
			out = append(out, lack{open.key, open.must(asked.Effective(open.key)), has, !app.Says(open.key)})
		}
	}
	return out
}

// isFenced reports whether an app refuses requests from some addresses, perhaps from this one.
func isFenced(app *listedApp) bool {
	return app.Settings.Effective(settings.IPRelaxation).Text() == settings.Enforce && len(app.Settings.Effective(settings.TrustedIPRanges).Items()) > 0
}

// enough says of settings on which a scenario does not depend which values do for it.
var enough = []struct {
	key  string
	is   func(asked, has settings.Value) bool
	must func(asked settings.Value) string
}{
	{
		settings.CallbackURLs,
		func(asked, has settings.Value) bool { return len(has.Items()) >= min(1, len(asked.Items())) },
		func(settings.Value) string { return "have a URL" },
	},
	{
		settings.AppScopes,
		func(asked, has settings.Value) bool {
			return !slices.ContainsFunc(asked.Items(), func(scope string) bool { return !slices.Contains(has.Items(), scope) })
		},
		func(asked settings.Value) string { return "have " + strings.Join(asked.Items(), " and ") },
	},
	{
		settings.RefreshTokenPolicy,
		func(_, has settings.Value) bool { return has.Text() != settings.ImmediatelyExpire },
		func(settings.Value) string { return "give refresh tokens that can be used" },
	},
	{
		settings.RefreshTokenValidity,
		func(_, has settings.Value) bool { return has.Int() == 0 || has.Int() >= shortestValidity },
		func(settings.Value) string { return fmt.Sprintf("be %d or more", shortestValidity) },
	},
}

// shortestValidity is the time in seconds for which a refresh token must be valid for scenarios that
// do not ask for how long it is. No scenario takes as long.
const shortestValidity = 3600

// lacks compares settings. Where the scenario does not name the Callback URL, others will do in its
// place, if they are as many.
func (c *matching) lacks(required, has settings.Values, says func(key string) bool) []lack {
	var out []lack
	for _, key := range required.Keys() {
		want, got := required[key], has.Effective(key)
		said := says(key)
		switch {
		case key == settings.OrgRequirePKCE && !c.need.Named[key] && c.challenges():
		case said && key == settings.CallbackURLs && !c.need.Named[key] && len(want.Items()) == len(got.Items()):
		case !said || !sameValue(key, want, got):
			out = append(out, lack{key, "be " + yamlOf(want), got, !said})
		}
	}
	return out
}

// challenges reports whether it has no effect on the scenario that the org requires PKCE: its
// requests have a code challenge, or each of its apps requires one.
func (c *matching) challenges() bool {
	if !c.need.Touches[settings.Challenges] {
		return true
	}
	for _, app := range c.need.Apps {
		if !app.Settings.On(settings.RequirePKCE) {
			return false
		}
	}
	return true
}

// nearest returns the app of an org that lacks least for a role, with what it lacks; nil if no app
// lacks a setting.
func (c *matching) nearest(role flow.Role, org *listedOrg, required settings.Values) (*listedApp, []lack) {
	var found *listedApp
	var least []lack
	for _, app := range org.apps {
		found, least = nearer(found, least, app, c.lacksOfApp(required, c.need.Apps[role].Settings, app))
	}
	return found, least
}

// nearestOrg does the same for orgs.
func (c *matching) nearestOrg(required settings.Values) (*listedOrg, []lack) {
	var found *listedOrg
	var least []lack
	for _, org := range c.on.orgs {
		found, least = nearer(found, least, org, c.lacksOfOrg(required, org))
	}
	return found, least
}

// nearer returns the one of two things that lacks less. What lacks no setting is passed over.
func nearer[T any](best *T, least []lack, next *T, lacks []lack) (*T, []lack) {
	if len(lacks) > 0 && (best == nil || len(lacks) < len(least)) {
		return next, lacks
	}
	return best, least
}

// sentence joins what is lacking.
func sentence(lacks []lack) string {
	parts := make([]string, len(lacks))
	for i, l := range lacks {
		parts[i] = l.String()
	}
	return strings.Join(parts, "; ")
}
