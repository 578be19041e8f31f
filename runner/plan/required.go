package plan

import (
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps"
)

// ChangesTarget reports whether a scenario changes something while it runs, or has a
// message sent, which nobody could read.
func ChangesTarget(n *steps.Need) bool {
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

// Required returns what an org or an app of a scenario must have: every setting of
// its levels that the scenario depends on, with its value. It depends on all that
// the target offers, but for those that have no bearing on it.
func Required(n *steps.Need, offered map[string]bool, asked settings.Values, onOrg bool) settings.Values {
	out := settings.Values{}
	for _, setting := range settings.All() {
		if setting.Level.OnOrg() == onOrg && offered[setting.Key] && matters(n, asked, setting) {
			out[setting.Key] = asked.Effective(setting.Key)
		}
	}
	return out
}

// matters reports whether a setting can have a bearing on a scenario.
func matters(n *steps.Need, asked settings.Values, s settings.Setting) bool {
	switch {
	case n.Named[s.Key]:
		return true
	case s.Level.OnOrg():
		return n.DependsOn(s)
	case s.Key == settings.EnableGuestFlow:
		return false // nobody but a guest meets it
	case s.Key == settings.RefreshTokenValidity:
		policy := asked.Effective(settings.RefreshTokenPolicy).Text()
		return policy == settings.ExpireIfUnused || policy == settings.ExpireAfter
	case s.Key == settings.TrustedIPRanges:
		return asked.Effective(settings.IPRelaxation).Text() == settings.Enforce
	default:
		return true
	}
}
