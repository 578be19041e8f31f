package forecast

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/static"
	"github.com/codecred/codecred/runner/suite"
)

// forecaster is a forecast in the making.
type forecaster struct {
	on       *connect.Target
	forecast *reports.Forecast
	able     []*suite.Scenario // that nothing but what stands there could keep from running
	runs     []*suite.Scenario
	planner  *plan.Planner
	standing *static.Inventory // nil for a target that can be changed
}

func newForecaster(selected []*suite.Scenario, on *connect.Target) *forecaster {
	v := &forecaster{
		on:       on,
		forecast: &reports.Forecast{Target: on.ForResults(), Selected: len(selected), FailedLoginLimit: on.Limits.FailedLoginsPerUser},
		able:     slices.DeleteFunc(slices.Clone(selected), func(sc *suite.Scenario) bool { return plan.Excluded(sc, on) != "" }),
		planner:  plan.NewPlanner(on.Offered(), on.Capabilities.Orgs, "check", func() string { return "" }),
		standing: static.NewInventory(on),
	}
	if v.standing != nil {
		v.standing.AssignAll(v.able, 1)
	}
	reasons := map[string]int{}
	for _, sc := range selected {
		if why := cmp.Or(plan.Excluded(sc, on), v.standing.Why(sc)); why != "" {
			reasons[why]++
			continue
		}
		v.add(sc)
	}
	v.forecast.Excluded = reports.Exclusions(reasons)
	v.forecast.Orgs, v.forecast.Apps, v.forecast.Users = v.planner.Plan.Size()
	if v.standing != nil {
		v.forecast.FailedLoginsPerUser = v.standing.MostFailed()
	}
	return v
}

// add counts a scenario that would run.
func (v *forecaster) add(sc *suite.Scenario) {
	if v.standing != nil {
		v.planner.Plan.Assignments[sc] = v.standing.Assignments[sc][0].Plan
	} else {
		v.planner.Add(sc)
	}
	v.runs = append(v.runs, sc)
	out := v.forecast
	out.Runs++
	out.Requests += sc.Need.Requests
	out.FailedLogins += sc.Need.FailedLogins
	out.FailedLoginsPerUser = max(out.FailedLoginsPerUser, sc.Need.FailedLogins)
}

// countOrgChanges counts how often settings of orgs would change. A single org
// is read for that, since it depends on how the org stands.
func (v *forecaster) countOrgChanges(ctx context.Context) error {
	plan := v.planner.Plan
	if plan.Home == nil {
		for _, org := range plan.Orgs {
			if len(org.Settings) > 0 {
				v.forecast.OrgChanges++
			}
		}
		for _, sc := range v.runs {
			v.forecast.OrgChanges += sc.Need.OrgChanges
		}
		return nil
	}
	now, err := v.on.Admin.Org(ctx, provisioning.SingleOrg)
	if err != nil {
		return fmt.Errorf("the org cannot be read: %w", err)
	}
	plan.Home.Org = now
	v.forecast.OrgChanges = len(plan.Schedule(v.runs))
	return nil
}
