package plan

import (
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/need"
)

// ChangesTarget reports whether a scenario changes something on the target while it
// runs, or reads messages. Nobody can do that on a static target.
func ChangesTarget(n *need.Need) bool {
	for _, org := range n.Orgs {
		if org.Own {
			return true
		}
	}
	for _, app := range n.Apps {
		if app.Own {
			return true
		}
	}
	for _, user := range n.Users {
		if user.Own {
			return true
		}
	}
	return n.Clock || n.Outbox
}

// Required returns the settings, with their values, that an org (onOrg) or an app of a scenario
// must have: those that the target offers and the scenario depends on. asked are the settings that
// the scenario names; offered are the keys that the target offers.
func Required(n *need.Need, offered map[string]bool, asked settings.Values, onOrg bool) settings.Values {
	out := settings.Values{}
	for _, setting := range settings.All() {
		if setting.Level.OnOrg() == onOrg && offered[setting.Key] && matters(n, asked, setting) {
			out[setting.Key] = asked.Effective(setting.Key)
		}
	}
	return out
}

// matters reports whether a scenario can depend on a setting.
func matters(n *need.Need, asked settings.Values, s settings.Setting) bool {
	switch {
	case s.Key == settings.RefreshTokenValidity && n.Named[settings.RefreshTokenPolicy]:
		policy := asked.Effective(settings.RefreshTokenPolicy).Text()
		return policy == settings.ExpireIfUnused || policy == settings.ExpireAfter
	case s.Key == settings.TrustedIPRanges && n.Named[settings.IPRelaxation]:
		return asked.Effective(settings.IPRelaxation).Text() == settings.Enforce
	default:
		return n.DependsOn(s)
	}
}
