package forecast

import (
	"context"
	"errors"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// Options describe the run of the forecast.
type Options struct {
	Features  string // a folder; empty for the embedded features
	Selection suite.Selection
	Target    connect.Options
}

// Check asks the target what it offers, plans a run without doing it, and asks each endpoint once.
// On a target with many orgs it creates an org with an app and a user for that, and removes it. The
// error is a *reports.Error.
func Check(ctx context.Context, o Options) (*reports.Forecast, error) {
	_, selected, err := suite.LoadSelected(o.Features, o.Selection, suite.Shard{})
	if err != nil {
		return nil, err
	}
	on, err := connect.Open(ctx, o.Target)
	if err != nil {
		return nil, err
	}
	out, err := check(ctx, selected, on, o.Selection.Profile)
	if err := errors.Join(err, on.Close()); err != nil {
		return nil, on.Secrets.Error(reports.TargetError("%w", err))
	}
	return out, nil
}

func check(ctx context.Context, selected []*suite.Scenario, on *connect.Target, profile features.Profile) (*reports.Forecast, error) {
	f := newForecaster(selected, on, profile)
	if err := f.look(ctx); err != nil {
		return nil, err
	}
	if err := f.countOrgChanges(ctx); err != nil {
		return nil, err
	}
	if f.inventory != nil {
		f.out.Suggestion = f.inventory.Suggest(f.able)
	}
	return f.out, nil
}
