package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
)

// Check asks the target what it offers, plans a run without doing it, and asks
// each endpoint once. On a target with many orgs it makes one for that, with an
// app and a user, and removes it. The error is an *Error.
func Check(ctx context.Context, o Options) (*Forecast, error) {
	_, selected, err := SelectFrom(o)
	if err != nil {
		return nil, err
	}
	on, err := OpenTarget(ctx, o.Target)
	if err != nil {
		return nil, err
	}
	out, err := check(ctx, selected, on)
	if err := errors.Join(err, on.Close()); err != nil {
		return nil, unreachable("%w", err)
	}
	return out, nil
}

func check(ctx context.Context, selected []*Scenario, on *Target) (*Forecast, error) {
	v := newOutlook(selected, on)
	if err := v.look(ctx); err != nil {
		return nil, err
	}
	if err := v.countOrgChanges(ctx); err != nil {
		return nil, err
	}
	if v.standing != nil {
		v.forecast.Wish = v.standing.wish(v.able)
	}
	return v.forecast, nil
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

// unfit says why a scenario does not run on a target, whatever stands there;
// empty where it may.
func unfit(sc *Scenario, on *Target) string {
	return cmp.Or(inapplicable(sc.Need, on), beyondLimit(sc, on))
}
