package plan

import (
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/runner/suite"
)

// Metadata lists what a run deploys in a single org. The last change of the way,
// back to how the org was, goes with the removal.
func (p *Plan) Metadata(now provisioning.Org, list []*suite.Scenario) provisioning.MetadataPlan {
	out := provisioning.MetadataPlan{Before: now.Settings}
	for apps := range slices.Chunk(p.Home.Apps, batch) {
		specs := make([]provisioning.AppSpec, len(apps))
		for i, app := range apps {
			specs[i] = app.Spec
		}
		out.Apps = append(out.Apps, specs)
	}
	way, at := p.Schedule(list), now.Settings
	for _, state := range way[:max(0, len(way)-1)] {
		out.Changes = append(out.Changes, at.Difference(state))
		at = at.With(state)
	}
	return out
}
