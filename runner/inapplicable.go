package runner

import (
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/steps"
)

// inapplicable says why a target that declares what it offers leaves a need
// unmet; empty when it meets all of it.
func inapplicable(n *steps.Need, on *Target) string {
	for _, key := range settings.Keys() {
		if !n.Named[key] {
			continue
		}
		s, _ := settings.Lookup(key)
		if entry, ok := declared(on.NotSupported, key); ok {
			return fmt.Sprintf("the target file says that %q is not supported%s", s.Label, because(entry.Reason))
		}
		if !slices.Contains(on.Capabilities.Settings, key) {
			return fmt.Sprintf("the target does not offer the setting %q", s.Label)
		}
	}
	if why := withoutFlow(n, on); why != "" {
		return why
	}
	if n.Clock && !on.Capabilities.Clock && !on.stands() { // a static target is not run for want of changes
		return "the target has no clock that can be moved"
	}
	if _, ok := n.Orgs[steps.AnotherOrg]; ok && on.Capabilities.Orgs == provisioning.OneOrg {
		return "the target has a single org"
	}
	return ""
}

// withoutFlow says which flow of a need a target does not have.
func withoutFlow(n *steps.Need, on *Target) string {
	for _, flow := range n.Flows {
		if entry, ok := declared(on.NotSupported, flow); ok {
			return fmt.Sprintf("the target file says that the flow %s is not supported%s", flow, because(entry.Reason))
		}
		if !slices.Contains(on.Capabilities.Flows, flow) {
			return fmt.Sprintf("the target does not offer the flow %s", flow)
		}
	}
	if n.Outbox && !on.Capabilities.Outbox && !on.stands() {
		return "the target has no outbox in which one-time passwords could be read"
	}
	return ""
}

// offered are the keys of the settings that a run may set.
func (t *Target) offered() []string {
	return slices.DeleteFunc(slices.Clone(t.Capabilities.Settings), func(key string) bool {
		_, not := declared(t.NotSupported, key)
		return not
	})
}

func declared(list []target.NotSupported, name string) (target.NotSupported, bool) {
	i := slices.IndexFunc(list, func(e target.NotSupported) bool { return e.Name == name })
	if i < 0 {
		return target.NotSupported{}, false
	}
	return list[i], true
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}
