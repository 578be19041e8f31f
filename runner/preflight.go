package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/steps"
)

// look asks every endpoint, and whether the server speaks the flow at all.
func (v *outlook) look(ctx context.Context) error {
	switch {
	case v.standing != nil:
		return v.lookAt(ctx, v.standingSite(), witnessesIn(v.planner.plan, v.runs))
	case v.planner.plan.home != nil:
		org, err := v.on.Admin.Org(ctx, provisioning.SingleOrg)
		if err != nil {
			return fmt.Errorf("the org cannot be read: %w", err)
		}
		return v.lookAt(ctx, org.Site, strangers(org))
	case len(v.runs) == 0:
		return nil
	default:
		return v.lookInside(ctx)
	}
}

// lookInside makes what a scenario needs in which anybody gets in, and one like
// it with the flow off, looks, and removes it.
func (v *outlook) lookInside(ctx context.Context) (err error) {
	list := v.telling()
	planner := newPlanner(v.on.offered(), v.on.Capabilities.Orgs, "check", func() string { return preflightPassword })
	for _, sc := range list {
		planner.add(sc)
	}
	plan := planner.plan
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanLimit)
		defer cancel()
		err = errors.Join(err, plan.remove(ctx, v.on.Admin, 1))
	}()
	plan.prepare(ctx, v.on.Admin, 1)
	if err := plan.fault(); err != nil {
		return fmt.Errorf("the target could not be prepared: %w", err)
	}
	org := plan.casts[list[0]].orgs[steps.TheOrg].org
	seen := witnessesIn(plan, list)
	if len(seen.allowed) == 0 {
		seen = strangers(org)
	}
	return v.lookAt(ctx, org.Site, seen)
}

// telling returns the scenarios whose parties tell whether a server speaks the
// flow; where there is none, one for its org alone.
func (v *outlook) telling() []*Scenario {
	var out []*Scenario
	for _, allowed := range []bool{true, false} {
		if i := slices.IndexFunc(v.runs, func(sc *Scenario) bool { return calm(sc.Need, allowed) }); i >= 0 {
			out = append(out, v.runs[i])
		}
	}
	if len(out) == 0 {
		return v.runs[:1]
	}
	return out
}

// lookAt asks every endpoint of a site. That none answers is an error.
func (v *outlook) lookAt(ctx context.Context, site string, seen witnesses) error {
	if site == "" {
		return nil
	}
	v.forecast.Endpoints = endpoints(ctx, v.on, site)
	if !slices.ContainsFunc(v.forecast.Endpoints, func(e Endpoint) bool { return e.Status != 0 }) {
		return fmt.Errorf("no endpoint of the site %s answers: %s", site, v.forecast.Endpoints[0].Fault)
	}
	v.forecast.Looked = len(seen.allowed) > 0 && !seen.shut
	mute, err := speaks(ctx, v.on, seen)
	v.forecast.Mute = v.on.Secrets.Redact(mute)
	if err != nil {
		return fmt.Errorf("the site %s does not answer: %w", site, err)
	}
	return nil
}

// standingSite returns the first site that the target file lists; empty for none.
func (v *outlook) standingSite() string {
	if len(v.standing.orgs) == 0 {
		return ""
	}
	return v.standing.orgs[0].Site
}

// preflightPassword is that of a user who is made to look, or of none.
const preflightPassword = "Preflight-Password" //#nosec G101 -- it opens nothing once the check has ended

// strangers are a party that the org does not know: it shows no more than
// whether there is an endpoint.
func strangers(org provisioning.Org) witnesses {
	nobody := party{org: org, password: preflightPassword}
	nobody.app.ClientID, nobody.user.Username = "codecred-preflight", "preflight@codecred.example"
	return witnesses{allowed: []party{nobody}, shut: true}
}
