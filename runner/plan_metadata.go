package runner

import (
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
)

// metadata lists what a run deploys in a single org. The last change of the way,
// back to how the org was, goes with the removal.
func (p *plan) metadata(now provisioning.Org, list []*Scenario) provisioning.MetadataPlan {
	out := provisioning.MetadataPlan{Before: now.Settings}
	for apps := range slices.Chunk(p.home.apps, batch) {
		specs := make([]provisioning.AppSpec, len(apps))
		for i, app := range apps {
			specs[i] = app.spec
		}
		out.Apps = append(out.Apps, specs)
	}
	way, at := p.way(list), now.Settings
	for _, state := range way[:max(0, len(way)-1)] {
		out.Changes = append(out.Changes, at.Difference(state))
		at = at.With(state)
	}
	return out
}
