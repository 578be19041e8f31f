package static

import (
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps/flow"
)

// lacksOfOrg returns what an org lacks to have the settings that a scenario requires.
func (c *matching) lacksOfOrg(required settings.Values, org *listedOrg) []plan.Lack {
	return plan.LacksOfOrg(c.need, required, plan.Known{Settings: org.Settings, Says: org.Says})
}

// lacksOfApp returns what an app lacks to serve a scenario in a role.
func (c *matching) lacksOfApp(required, asked settings.Values, app *listedApp) []plan.Lack {
	out := plan.LacksOfApp(c.need, required, asked, plan.Known{Settings: app.Settings, Says: app.Says})
	if app.ClientSecret == "" && needsSecret(required) {
		out = append(out, plan.Lack{Key: "client_secret", Must: "be given", Unsaid: true})
	}
	return out
}

// nearest returns the app of an org that lacks least for a role, with what it lacks; nil if no app
// lacks a setting.
func (c *matching) nearest(role flow.Role, org *listedOrg, required settings.Values) (*listedApp, []plan.Lack) {
	var found *listedApp
	var least []plan.Lack
	for _, app := range org.apps {
		found, least = nearer(found, least, app, c.lacksOfApp(required, c.need.Apps[role].Settings, app))
	}
	return found, least
}

// nearestOrg does the same for orgs.
func (c *matching) nearestOrg(required settings.Values) (*listedOrg, []plan.Lack) {
	var found *listedOrg
	var least []plan.Lack
	for _, org := range c.on.orgs {
		found, least = nearer(found, least, org, c.lacksOfOrg(required, org))
	}
	return found, least
}

// nearer returns the one of two things that lacks less. What lacks no setting is passed over.
func nearer[T any](best *T, least []plan.Lack, next *T, lacks []plan.Lack) (*T, []plan.Lack) {
	if len(lacks) > 0 && (best == nil || len(lacks) < len(least)) {
		return next, lacks
	}
	return best, least
}
