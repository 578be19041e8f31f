package runner

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/reports"
)

// Forecast says what a run would be, before anything is changed.
type Forecast struct {
	Target       reports.Target
	Selected     int // scenarios
	Runs         int // of them, those that would run
	Inapplicable []Inapplicable

	Requests            int // at most, to the endpoints of the flow
	FailedLogins        int // at most, in all
	FailedLoginsPerUser int // at most, for any one user
	Limit               int // of failed logins for one user, as the target file has it
	Orgs, Apps, Users   int // that would be made
}

// Inapplicable is a reason for which scenarios would not run.
type Inapplicable struct {
	Reason    string
	Scenarios int
}

// Check asks the target what it offers and plans a run without doing it. The
// error is an *Error.
func Check(ctx context.Context, o Options) (*Forecast, error) {
	_, selected, err := SelectFrom(o)
	if err != nil {
		return nil, err
	}
	on, err := OpenTarget(ctx, o.Target)
	if err != nil {
		return nil, err
	}
	out := forecast(selected, on)
	if err := on.Close(); err != nil {
		return nil, unreachable("the target could not be closed: %w", err)
	}
	return out, nil
}

func forecast(selected []*Scenario, on *Target) *Forecast {
	out := &Forecast{Target: on.report(), Selected: len(selected), Limit: on.Limits.FailedLoginsPerUser}
	planner := newPlanner(on.offered(), on.Capabilities.Orgs, "check", func() string { return "" })
	reasons := map[string]int{}
	for _, sc := range selected {
		if why := cmp.Or(inapplicable(sc.Need, on), beyondLimit(sc, on)); why != "" {
			reasons[why]++
			continue
		}
		planner.add(sc)
		out.Runs++
		out.Requests += sc.Need.Requests
		out.FailedLogins += sc.Need.FailedLogins
		out.FailedLoginsPerUser = max(out.FailedLoginsPerUser, sc.Need.FailedLogins)
	}
	for why, n := range reasons {
		out.Inapplicable = append(out.Inapplicable, Inapplicable{why, n})
	}
	slices.SortFunc(out.Inapplicable, func(a, b Inapplicable) int {
		return cmp.Or(cmp.Compare(b.Scenarios, a.Scenarios), cmp.Compare(a.Reason, b.Reason))
	})
	out.Orgs, out.Apps, out.Users = planner.plan.size()
	return out
}

// size counts what the plan makes.
func (p *plan) size() (orgs, apps, users int) {
	for _, org := range p.all() {
		apps += len(org.apps)
		users += len(org.users)
	}
	if p.home != nil {
		return 0, apps, users
	}
	return len(p.orgs), apps, users
}

// beyondLimit says why a scenario would send one user more wrong passwords than
// its target bears; empty when it would not.
func beyondLimit(sc *Scenario, on *Target) string {
	if n, limit := sc.Need.FailedLogins, on.Limits.FailedLoginsPerUser; n > limit {
		return fmt.Sprintf("it needs %d failed logins of one user, and the target's limit is %d", n, limit)
	}
	return ""
}
