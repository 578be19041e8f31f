package steps

import (
	"fmt"
	"slices"
)

// What lines leave behind.
const (
	effectRevokes  = "revokes tokens"
	effectReuse    = "sends a request twice, which may revoke the tokens of its code"
	effectState    = "freezes or unfreezes its user"
	effectPassword = "changes the password of its user"
	effectApproval = "changes what its user is approved for"
	effectMessage  = "has a message with a one-time password sent"
	effectNewUser  = "has a message with a one-time password sent, and may register a user"
	effectNoUser   = "deletes its user"
	effectNoApp    = "deletes its app"
)

// affect notes an effect of a line.
func (n *Need) affect(effect string) {
	if effect != "" && !slices.Contains(n.effects, effect) {
		n.effects = append(n.effects, effect)
	}
}

// SideEffects says what the scenario may leave behind on a target, beside the
// apps and users that are made for it: one sentence each, without its subject.
// All of it befalls what was made for the scenario, but for the settings and the
// clock of a single org, which everything in that org shares.
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
	return append(out, n.effects...)
}
