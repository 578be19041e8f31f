package plan

import (
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/runner/suite"
)

// Metadata lists what a run deploys in a single org. now is the org as it is. The last change,
// which gives the org its settings back, is part of the removal.
func (p *Plan) Metadata(now provisioning.Org, list []*suite.Scenario) provisioning.MetadataPlan {
	p.Find(now)
	out := provisioning.MetadataPlan{Before: now.Settings, First: p.first()}
	p.Begins.Settings = now.Settings.With(out.First)
	for apps := range slices.Chunk(p.Single.Apps, batch) {
		specs := make([]provisioning.AppSpec, len(apps))
		for i, app := range apps {
			specs[i] = app.Spec
		}
		out.Apps = append(out.Apps, specs)
	}
	states, at := p.Schedule(list), p.Begins.Settings
	for _, state := range states[:max(0, len(states)-1)] {
		out.Changes = append(out.Changes, at.Difference(state))
		at = at.With(state)
	}
	return out
}
