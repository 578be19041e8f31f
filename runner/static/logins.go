package static

import (
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps/flow"
)

// Logins returns parties that must be able to log in, if the target file is right: each app with a
// user, and each user with an app, as few as possible. With all false, only apps and users count that
// scenarios are assigned to.
func (s *Inventory) Logins(all bool) []*plan.Parties {
	var out []*plan.Parties
	for _, org := range s.orgs {
		if org.suggested || !mayBe(org.Settings, org.Says, settings.AllowFlows) {
			continue
		}
		apps := slices.DeleteFunc(slices.Clone(org.apps), func(app *listedApp) bool {
			return app.suggested || !all && app.uses == 0 || !takesLogins(app)
		})
		users := slices.DeleteFunc(slices.Clone(org.users), func(user *listedUser) bool {
			return user.suggested || !all && user.uses == 0 || user.State != provisioning.Active
		})
		seen := map[*listedUser]bool{}
		for _, app := range apps {
			may := slices.DeleteFunc(slices.Clone(users), func(user *listedUser) bool { return !approvedFor(user, app) })
			if len(may) == 0 {
				continue
			}
			user := may[max(0, slices.IndexFunc(may, func(user *listedUser) bool { return !seen[user] }))]
			seen[user] = true
			out = append(out, login(org, app, user))
		}
		for _, user := range users {
			i := slices.IndexFunc(apps, func(app *listedApp) bool { return approvedFor(user, app) })
			if !seen[user] && i >= 0 {
				out = append(out, login(org, apps[i], user))
			}
		}
	}
	return out
}

// mayBe reports whether a setting is on, or may be on for all that the target file says.
func mayBe(has settings.Values, says func(key string) bool, key string) bool {
	return has.On(key) || !says(key)
}

// takesLogins reports whether an app accepts logins from here, for all that the target file says.
func takesLogins(app *listedApp) bool {
	return mayBe(app.Settings, app.Says, settings.EnableOAuth) && mayBe(app.Settings, app.Says, settings.EnableFlow) && !plan.IsFenced(app.Settings) &&
		len(app.Settings.Effective(settings.CallbackURLs).Items()) > 0 && len(app.Settings.Effective(settings.AppScopes).Items()) > 0
}

// approvedFor reports whether a user may log in to an app.
func approvedFor(user *listedUser, app *listedApp) bool {
	return app.Settings.Effective(settings.PermittedUsers).Text() == settings.SelfAuthorize || user.ApprovedFor(app.Name)
}

func login(org *listedOrg, app *listedApp, user *listedUser) *plan.Parties {
	listed := &plan.User{Made: user.View(&org.Org)}
	listed.Spec.Password = user.Password
	return &plan.Parties{
		Orgs:  map[flow.Role]*plan.Org{flow.TheOrg: {Made: viewOfOrg(org, true)}},
		Apps:  map[flow.Role]*plan.App{flow.TheApp: {Made: viewOfApp(app, true)}},
		Users: map[flow.Role]*plan.User{flow.TheUser: listed},
	}
}

// viewOfOrg returns the org as a scenario sees it. With challenge, a requirement of PKCE that nobody
// knows counts as on: requests then have a code challenge, which is right in both cases.
func viewOfOrg(org *listedOrg, challenge bool) provisioning.Org {
	out := org.View()
	if challenge && mayBe(org.Settings, org.Says, settings.OrgRequirePKCE) {
		out.Settings = out.Settings.With(settings.Values{settings.OrgRequirePKCE: settings.On})
	}
	return out
}

// viewOfApp does the same for an app.
func viewOfApp(app *listedApp, challenge bool) provisioning.App {
	out := app.View()
	if challenge && mayBe(app.Settings, app.Says, settings.RequirePKCE) {
		out.Settings = out.Settings.With(settings.Values{settings.RequirePKCE: settings.On})
	}
	return out
}
