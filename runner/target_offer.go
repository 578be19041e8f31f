package runner

import (
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/target"
)

// offered are the keys of the settings that a run may set.
func (t *Target) offered() []string {
	return slices.DeleteFunc(slices.Clone(t.Capabilities.Settings), func(key string) bool {
		_, not := t.declared(key)
		return not
	})
}

// declared returns what the target file says of a setting or a flow that is not
// supported; false where it says nothing.
func (t *Target) declared(name string) (target.NotSupported, bool) {
	i := slices.IndexFunc(t.NotSupported, func(e target.NotSupported) bool { return e.Name == name })
	if i < 0 {
		return target.NotSupported{}, false
	}
	return t.NotSupported[i], true
}

// stands reports whether nobody changes the target.
func (t *Target) stands() bool {
	_, ok := t.Admin.(*static.Provisioner)
	return ok
}

// offersFlow reports whether the target has a flow; "" is that of a named user.
func (t *Target) offersFlow(flow string) bool {
	_, not := t.declared(flow)
	return flow == "" || slices.Contains(t.Capabilities.Flows, flow) && !not
}
