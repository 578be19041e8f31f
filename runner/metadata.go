package runner

import (
	"context"
	"errors"
	"fmt"

	"github.com/codecred/codecred/fixtures/provisioning"
)

// WriteMetadata plans a run on a target that takes metadata and writes what that
// run would deploy into a folder, a package for each deployment. It returns their
// names in order. It reads the settings of the org and changes nothing. The error
// is an *Error.
func WriteMetadata(ctx context.Context, o Options, dir string) ([]string, error) {
	_, selected, err := LoadSelected(o.Features, o.Selection, o.Shard)
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
	planner, list := newPlanner(on.offered(), on.Capabilities.Orgs, "plan", func() string { return "" }), []*Scenario{}
	for _, sc := range selected {
		if unfit(sc, on) == "" {
			planner.add(sc)
			list = append(list, sc)
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
