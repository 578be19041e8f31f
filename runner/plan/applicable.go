package plan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// NotApplicable says why a scenario does not apply to a target, according to what the target
// declares that it offers; empty if the scenario applies.
func NotApplicable(n *need.Need, on *connect.Target) string {
	if why := withoutSetting(n, on); why != "" {
		return why
	}
	for _, part := range n.Parts {
		if entry, ok := on.Unsupported(part); ok {
			return fmt.Sprintf("the target file says that %s is not supported%s", part, because(entry.Reason))
		}
	}
	if why := withoutFlow(n, on); why != "" {
		return why
	}
	if n.Clock && !on.Capabilities.Clock && !on.IsStatic() { // on a static target the reason is that nobody changes it, see package static
		return "the target has no clock that can be moved"
	}
	if n.Has(need.MoreApps) && on.Capabilities.Orgs == provisioning.OneOrg { // there each app is a deployment, which takes a minute
		return "the target has a single org, in which it would take long to create many apps and to delete them"
	}
	if _, ok := n.Orgs[flow.AnotherOrg]; ok && on.Capabilities.Orgs == provisioning.OneOrg {
		return "the target has a single org"
	}
	return ""
}

// withoutSetting says which setting of a need a target does not have, or has with another default.
func withoutSetting(n *need.Need, on *connect.Target) string {
	for _, key := range settings.Keys() {
		if !n.Named[key] {
			continue
		}
		s, _ := settings.Lookup(key)
		if entry, ok := on.Unsupported(key); ok {
			return fmt.Sprintf("the target file says that %q is not supported%s", s.Label, because(entry.Reason))
		}
		if !slices.Contains(on.Capabilities.Settings, key) {
			return fmt.Sprintf("the target does not offer the setting %q", s.Label)
		}
		if other, said := on.Capabilities.Defaults[key]; said && n.AtDefault[key] {
			return fmt.Sprintf("it is about the default of %q, which is %s, and the target says that its own is %s", s.Label, s.Default.YAML(), other.YAML())
		}
	}
	return ""
}

// withoutFlow says which flow of a need a target does not have.
func withoutFlow(n *need.Need, on *connect.Target) string {
	for _, flow := range n.Flows {
		if entry, ok := on.Unsupported(flow); ok {
			return fmt.Sprintf("the target file says that the flow %s is not supported%s", flow, because(entry.Reason))
		}
		if !slices.Contains(on.Capabilities.Flows, flow) {
			return fmt.Sprintf("the target does not offer the flow %s", flow)
		}
	}
	if n.Outbox && !on.Capabilities.Outbox && !on.IsStatic() {
		return "the target has no outbox in which one-time passwords could be read"
	}
	return ""
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}

// BeyondLimit says that a scenario needs more failed logins of one user than the target allows;
// empty if it does not.
func BeyondLimit(sc *suite.Scenario, on *connect.Target) string {
	if n, limit := sc.Need.FailedLogins, on.Limits.FailedLoginsPerUser; n > limit {
		return fmt.Sprintf("it needs %d failed logins of one user, and the target's limit is %d", n, limit)
	}
	return ""
}

// Excluded says why a scenario cannot run on a target, whatever is prepared there; empty if it can.
func Excluded(sc *suite.Scenario, on *connect.Target) string {
	return cmp.Or(NotApplicable(sc.Need, on), BeyondLimit(sc, on))
}
