package forecast

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/preflight"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
)

// look asks every endpoint, and whether the server speaks the flow at all.
func (v *forecaster) look(ctx context.Context) error {
	switch {
	case v.standing != nil:
		return v.lookAt(ctx, v.standingSite(), preflight.WitnessesIn(v.planner.Plan, v.runs))
	case v.planner.Plan.Home != nil:
		org, err := v.on.Admin.Org(ctx, provisioning.SingleOrg)
		if err != nil {
			return fmt.Errorf("the org cannot be read: %w", err)
		}
		return v.lookAt(ctx, org.Site, preflight.Strangers(org))
	case len(v.runs) == 0:
		return nil
	default:
		return v.lookInside(ctx)
	}
}

// lookInside makes what a scenario needs in which anybody gets in, and one like
// it with the flow off, looks, and removes it.
func (v *forecaster) lookInside(ctx context.Context) (err error) {
	list := v.telling()
	planner := plan.NewPlanner(v.on.Offered(), v.on.Capabilities.Orgs, "check", func() string { return preflight.Password })
	for _, sc := range list {
		planner.Add(sc)
	}
	made := planner.Plan
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), plan.RemovalLimit)
		defer cancel()
		err = errors.Join(err, made.Remove(ctx, v.on.Admin, 1))
	}()
	made.Prepare(ctx, v.on.Admin, 1)
	if err := made.FirstError(); err != nil {
		return fmt.Errorf("the target could not be prepared: %w", err)
	}
	org := made.Assignments[list[0]].Orgs[steps.TheOrg].Org
	seen := preflight.WitnessesIn(made, list)
	if len(seen.Allowed) == 0 {
		seen = preflight.Strangers(org)
	}
	return v.lookAt(ctx, org.Site, seen)
}

// telling returns the scenarios whose parties tell whether a server speaks the
// flow; where there is none, one for its org alone.
func (v *forecaster) telling() []*suite.Scenario {
	var out []*suite.Scenario
	for _, allowed := range []bool{true, false} {
		if i := slices.IndexFunc(v.runs, func(sc *suite.Scenario) bool { return preflight.CanWitness(sc.Need, allowed) }); i >= 0 {
			out = append(out, v.runs[i])
		}
	}
	if len(out) == 0 {
		return v.runs[:1]
	}
	return out
}

// lookAt asks every endpoint of a site. That none answers is an error.
func (v *forecaster) lookAt(ctx context.Context, site string, seen preflight.Witnesses) error {
	if site == "" {
		return nil
	}
	v.forecast.Endpoints = preflight.Endpoints(ctx, v.on, site)
	if !slices.ContainsFunc(v.forecast.Endpoints, func(e reports.Endpoint) bool { return e.Status != 0 }) {
		return fmt.Errorf("no endpoint of the site %s answers: %s", site, v.forecast.Endpoints[0].Error)
	}
	v.forecast.Looked = len(seen.Allowed) > 0 && !seen.MayBeOff
	mute, err := preflight.MissingFlow(ctx, v.on, seen)
	v.forecast.MissingFlow = v.on.Secrets.Redact(mute)
	if err != nil {
		return fmt.Errorf("the site %s does not answer: %w", site, err)
	}
	return nil
}

// standingSite returns the first site that the target file lists; empty for none.
func (v *forecaster) standingSite() string {
	if len(v.standing.Orgs) == 0 {
		return ""
	}
	return v.standing.Orgs[0].Site
}
