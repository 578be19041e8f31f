package forecast

import (
	"context"
	"errors"
	"fmt"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
)

// WriteMetadata plans a run on a target that is set up by metadata, and writes a package for each
// deployment of that run into a folder. It returns the names of the packages in the order of the
// deployments. It reads the settings of the org and changes nothing. The error is a *reports.Error.
func WriteMetadata(ctx context.Context, o Options, dir string) ([]string, error) {
	_, selected, err := suite.LoadSelected(o.Features, o.Selection, suite.Shard{})
	if err != nil {
		return nil, err
	}
	on, err := connect.Open(ctx, o.Target)
	if err != nil {
		return nil, err
	}
	names, err := writeMetadata(ctx, selected, on, dir)
	if closed := on.Close(); closed != nil {
		err = errors.Join(err, reports.TargetError("the target could not be closed: %w", closed))
	}
	return names, on.Secrets.Error(err)
}

func writeMetadata(ctx context.Context, selected []*suite.Scenario, on *connect.Target, dir string) ([]string, error) {
	writer, ok := on.Provisioner.(provisioning.MetadataWriter)
	if !ok {
		return nil, reports.UsageError(fmt.Errorf("there is no metadata to write for %s, which is a target of the kind %s: "+
			"name a target file with --target whose provisioning is salesforce", on.Name, on.Kind))
	}
	planner, list := plan.NewPlanner(on.Offered(), on.Capabilities.Orgs, "plan", func() string { return "" }), []*suite.Scenario{}
	for _, sc := range selected {
		if plan.Excluded(sc, on) == "" {
			planner.Add(sc)
			list = append(list, sc)
		}
	}
	now, err := on.Provisioner.Org(ctx, provisioning.SingleOrg)
	if err != nil {
		return nil, reports.TargetError("the org cannot be read: %w", err)
	}
	names, err := writer.WriteMetadata(dir, planner.Plan.Metadata(now, list))
	if err != nil {
		return nil, reports.UsageError(fmt.Errorf("the metadata could not be written: %w", err))
	}
	return names, nil
}
