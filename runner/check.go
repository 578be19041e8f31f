package runner

import (
	"context"
	"errors"
)

// Check asks the target what it offers, plans a run without doing it, and asks
// each endpoint once. On a target with many orgs it makes one for that, with an
// app and a user, and removes it. The error is an *Error.
func Check(ctx context.Context, o Options) (*Forecast, error) {
	_, selected, err := LoadSelected(o.Features, o.Selection, o.Shard)
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
