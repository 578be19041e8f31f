package need

import (
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
)

// Effect says what a line leaves behind on the target, apart from answers. It is a sentence without
// its subject.
type Effect string

// The effects of lines.
const (
	Revokes  Effect = "revokes tokens"
	Reuse    Effect = "sends a request twice, which may revoke the tokens of its code"
	Race     Effect = "sends a request many times at the same moment, which may revoke what it was for"
	State    Effect = "freezes or unfreezes its user"
	Password Effect = "changes the password of its user"
	Approval Effect = "changes what its user is approved for"
	Message  Effect = "has a message with a one-time password sent"
	Messages Effect = "has many messages with one-time passwords sent to its user"
	NewUser  Effect = "has a message with a one-time password sent, and may register a user"
	NoUser   Effect = "deletes its user"
	NoApp    Effect = "deletes its app"
	MoreApps Effect = "has more apps created, and deletes them"
)

// Affect notes an effect of a line.
func (n *Need) Affect(effect Effect) {
	if effect == Revokes || effect == Reuse || effect == Race {
		n.Touches.Add(settings.RevokedTokens)
	}
	if effect != "" && !n.Has(effect) {
		n.effects = append(n.effects, effect)
	}
}

// Has reports whether a line has an effect.
func (n *Need) Has(effect Effect) bool { return slices.Contains(n.effects, effect) }

// SideEffects says what the scenario may leave behind on a target, apart from the apps and users
// that are made for it: one sentence each, without its subject. Each effect concerns only what was
// made for the scenario, except changes of the settings or the clock of a single org, which
// everything in that org shares.
func (n *Need) SideEffects() []string {
	var out []string
	if n.FailedLogins > 0 {
		out = append(out, fmt.Sprintf("sends wrong passwords of one user, who may be locked out: at most %d", n.FailedLogins))
	}
	if len(n.changed) > 0 {
		out = append(out, "changes settings of its org")
	}
	for _, app := range n.Apps {
		if app.Own {
			out = append(out, "changes its app")
			break
		}
	}
	if n.Clock {
		out = append(out, "moves the clock of its org forward")
	}
	for _, effect := range n.effects {
		out = append(out, string(effect))
	}
	return out
}
