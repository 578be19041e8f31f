package runner

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
)

// Forecast says what a run would be, before it is done.
type Forecast struct {
	Target    reports.Target
	Endpoints []Endpoint
	Mute      string // a sentence: that the server does not speak the flow; empty where it does
	Looked    bool   // whether a login was tried, so that an empty Mute says something

	Selected     int // scenarios
	Runs         int // of them, those that would run
	Inapplicable []Inapplicable

	Requests            int   // at most, to the endpoints of the flow
	FailedLogins        int   // at most, in all
	FailedLoginsPerUser int   // at most, for any one user
	Limit               int   // of failed logins for one user, as the target file has it
	Orgs, Apps, Users   int   // that would be made
	OrgChanges          int   // that would be made, those that take something back included
	Wish                *Wish // what is missing on a static target; nil for others
}

// Inapplicable is a reason for which scenarios would not run.
type Inapplicable struct {
	Reason    string
	Scenarios int
}

// outlook is a forecast in the making.
type outlook struct {
	on       *Target
	forecast *Forecast
	able     []*Scenario // that nothing but what stands there could keep from running
	runs     []*Scenario
	planner  *planner
	standing *standing // nil for a target that can be changed
}

func newOutlook(selected []*Scenario, on *Target) *outlook {
	v := &outlook{
		on:       on,
		forecast: &Forecast{Target: on.report(), Selected: len(selected), Limit: on.Limits.FailedLoginsPerUser},
		able:     slices.DeleteFunc(slices.Clone(selected), func(sc *Scenario) bool { return unfit(sc, on) != "" }),
		planner:  newPlanner(on.offered(), on.Capabilities.Orgs, "check", func() string { return "" }),
		standing: newStanding(on),
	}
	if v.standing != nil {
		v.standing.castAll(v.able, 1)
	}
	reasons := map[string]int{}
	for _, sc := range selected {
		if why := cmp.Or(unfit(sc, on), v.standing.why(sc)); why != "" {
			reasons[why]++
			continue
		}
		v.add(sc)
	}
	v.forecast.Inapplicable = inOrder(reasons)
	v.forecast.Orgs, v.forecast.Apps, v.forecast.Users = v.planner.plan.size()
	if v.standing != nil {
		v.forecast.FailedLoginsPerUser = v.standing.mostFailed()
	}
	return v
}

// add counts a scenario that would run.
func (v *outlook) add(sc *Scenario) {
	if v.standing != nil {
		v.planner.plan.casts[sc] = v.standing.casts[sc][0].plan
	} else {
		v.planner.add(sc)
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
func (v *outlook) countOrgChanges(ctx context.Context) error {
	plan := v.planner.plan
	if plan.home == nil {
		for _, org := range plan.orgs {
			if len(org.settings) > 0 {
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
	plan.home.org = now
	v.forecast.OrgChanges = len(plan.way(v.runs))
	return nil
}

// inOrder lists reasons, the most frequent first.
func inOrder(reasons map[string]int) []Inapplicable {
	out := make([]Inapplicable, 0, len(reasons))
	for why, n := range reasons {
		out = append(out, Inapplicable{why, n})
	}
	slices.SortFunc(out, func(a, b Inapplicable) int {
		return cmp.Or(cmp.Compare(b.Scenarios, a.Scenarios), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}
