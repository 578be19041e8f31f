package need

import (
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
)

// Touches are the concerns of the requests that a scenario sends, and of its users.
type Touches map[settings.Concern]bool

// Add notes concerns.
func (t Touches) Add(concerns ...settings.Concern) {
	for _, c := range concerns {
		t[c] = true
	}
}

// with names, for settings that have an effect only together with another one, the other one.
var with = map[string]string{
	settings.RefreshTokenValidity: settings.RefreshTokenPolicy, settings.TrustedIPRanges: settings.IPRelaxation,
}

// DependsOn reports whether a setting can affect the scenario: its lines name the setting, or the
// setting has an effect on a request that they send.
func (n *Need) DependsOn(s settings.Setting) bool {
	return n.Named[s.Key] || n.Named[with[s.Key]] || len(s.Concerns) == 0 || slices.ContainsFunc(s.Concerns, func(c settings.Concern) bool { return n.Touches[c] })
}
