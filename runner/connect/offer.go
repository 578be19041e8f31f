package connect

import (
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/target"
)

// Offered lists the keys of the settings that a run may set.
func (t *Target) Offered() []string {
	return slices.DeleteFunc(slices.Clone(t.Capabilities.Settings), func(key string) bool {
		_, not := t.Unsupported(key)
		return not
	})
}

// Unsupported returns the entry of the target file that says that a setting or a flow is not
// supported; false if there is none.
func (t *Target) Unsupported(name string) (target.NotSupported, bool) {
	i := slices.IndexFunc(t.NotSupported, func(e target.NotSupported) bool { return e.Name == name })
	if i < 0 {
		return target.NotSupported{}, false
	}
	return t.NotSupported[i], true
}

// IsStatic reports whether the target is static: its target file lists its orgs, apps and users,
// and codecred cannot change them.
func (t *Target) IsStatic() bool {
	_, ok := t.Provisioner.(*static.Provisioner)
	return ok
}

// OffersFlow reports whether the target has a flow; "" means the flow of a named user.
func (t *Target) OffersFlow(flow string) bool {
	_, not := t.Unsupported(flow)
	return flow == "" || slices.Contains(t.Capabilities.Flows, flow) && !not
}
