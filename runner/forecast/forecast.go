package forecast

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/static"
	"github.com/codecred/codecred/runner/suite"
)

// forecaster makes a forecast.
type forecaster struct {
	on        *connect.Target
	out       *reports.Forecast
	able      []*suite.Scenario // scenarios that are not excluded; on a static target, whatever it lists
	runs      []*suite.Scenario
	planner   *plan.Planner
	inventory *static.Inventory // of a static target; nil for other targets
	profile   features.Profile
}

func newForecaster(selected []*suite.Scenario, on *connect.Target, profile features.Profile) *forecaster {
	f := &forecaster{
		profile:   profile,
		on:        on,
		out:       &reports.Forecast{Target: on.ForResults(), Selected: len(selected), FailedLoginLimit: on.Limits.FailedLoginsPerUser, Decides: map[string]int{}},
		able:      slices.DeleteFunc(slices.Clone(selected), func(sc *suite.Scenario) bool { return plan.Excluded(sc, on) != "" }),
		planner:   plan.NewPlanner(on.Offered(), on.Capabilities.Orgs, "check", func() string { return "" }),
		inventory: static.NewInventory(on),
	}
	f.out.Proxies = on.Proxied()
	if f.inventory != nil {
		f.inventory.AssignAll(f.able, 1)
	}
	reasons := map[string]int{}
	for _, sc := range selected {
		if why := cmp.Or(plan.Excluded(sc, on), f.inventory.Shortfall(sc)); why != "" {
			reasons[why]++
			continue
		}
		f.add(sc)
	}
	f.out.Excluded = reports.Exclusions(reasons)
	f.out.Orgs, f.out.Apps, f.out.Users = f.planner.Plan.Size()
	if f.inventory != nil {
		f.out.FailedLoginsPerUser = f.inventory.MostFailed()
	}
	return f
}

// add counts a scenario that would run.
func (f *forecaster) add(sc *suite.Scenario) {
	if f.inventory != nil {
		f.planner.Plan.Parties[sc] = f.inventory.Parties(sc, 1)
	} else {
		f.planner.Add(sc)
	}
	f.runs = append(f.runs, sc)
	f.out.Runs++
	for _, id := range sc.NewResult(f.profile).Requirements {
		f.out.Decides[id]++
	}
	f.out.Requests += sc.Need.Requests
	f.out.FailedLogins += sc.Need.FailedLogins
	f.out.FailedLoginsPerUser = max(f.out.FailedLoginsPerUser, sc.Need.FailedLogins)
}

// countOrgChanges counts how often settings of orgs would change. On a single org that
// depends on its settings, so they are read.
func (f *forecaster) countOrgChanges(ctx context.Context) error {
	planned := f.planner.Plan
	if planned.Single == nil {
		for _, org := range planned.Orgs {
			if len(org.Settings) > 0 {
				f.out.OrgChanges++
			}
		}
		for _, sc := range f.runs {
			f.out.OrgChanges += sc.Need.OrgChanges
		}
		return nil
	}
	now, err := f.on.Provisioner.Org(ctx, provisioning.SingleOrg)
	if err != nil {
		return fmt.Errorf("the org cannot be read: %w", err)
	}
	planned.Find(now)
	f.out.OrgChanges = len(planned.Schedule(f.runs))
	return nil
}
