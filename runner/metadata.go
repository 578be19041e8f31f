package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
)

// WriteMetadata plans a run on a target that takes metadata and writes what that
// run would deploy into a folder, a package for each deployment. It returns their
// names in order. It reads the settings of the org and changes nothing. The error
// is an *Error.
func WriteMetadata(ctx context.Context, o Options, dir string) ([]string, error) {
	_, selected, err := SelectFrom(o)
	if err != nil {
		return nil, err
	}
	on, err := OpenTarget(ctx, o.Target)
	if err != nil {
		return nil, err
	}
	names, err := writeMetadata(ctx, selected, on, dir)
	if closed := on.Close(); closed != nil {
		err = errors.Join(err, unreachable("the target could not be closed: %w", closed))
	}
	return names, err
}

func writeMetadata(ctx context.Context, selected []*Scenario, on *Target, dir string) ([]string, error) {
	writer, ok := on.Admin.(provisioning.MetadataWriter)
	if !ok {
		return nil, usage(fmt.Errorf("there is no metadata to write: the target %s is provisioned through %s, and only salesforce takes metadata",
			on.Name, on.Kind))
	}
	planner, list := newPlanner(on.offered(), on.Capabilities.Orgs, "plan", func() string { return "" }), []*performance{}
	for _, sc := range selected {
		if inapplicable(sc.Need, on) == "" && beyondLimit(sc, on) == "" {
			planner.add(sc)
			list = append(list, &performance{scenario: sc})
		}
	}
	now, err := on.Admin.Org(ctx, provisioning.SingleOrg)
	if err != nil {
		return nil, unreachable("the org cannot be read: %w", err)
	}
	planner.plan.home.org = now
	names, err := writer.WriteMetadata(dir, planner.plan.metadata(now, list))
	if err != nil {
		return nil, usage(fmt.Errorf("the metadata could not be written: %w", err))
	}
	return names, nil
}

// metadata lists what a run deploys in a single org. The last change of the way,
// back to how the org was, goes with the removal.
func (p *plan) metadata(now provisioning.Org, list []*performance) provisioning.MetadataPlan {
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
		out.Changes = append(out.Changes, difference(at, state))
		at = at.With(state)
	}
	return out
}
