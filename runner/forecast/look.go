package forecast

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/preflight"
	"github.com/codecred/codecred/runner/static"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
)

// look sends a request to every endpoint, and finds out whether the server speaks the flow.
func (f *forecaster) look(ctx context.Context) error {
	switch {
	case f.inventory != nil:
		return f.lookAtListed(ctx)
	case f.planner.Plan.Single != nil:
		org, err := f.on.Provisioner.Org(ctx, provisioning.SingleOrg)
		if err != nil {
			return fmt.Errorf("the org cannot be read: %w", err)
		}
		return f.lookAt(ctx, org.Site, preflight.UnknownParty(org))
	case len(f.runs) == 0:
		return nil
	default:
		return f.lookInside(ctx)
	}
}

// lookAtListed looks at a static target, whose apps and users are asked to log in.
func (f *forecaster) lookAtListed(ctx context.Context) error {
	list := f.inventory.Logins(true)
	if err := f.lookAt(ctx, f.inventory.Site(), preflight.Witnesses{}); err != nil || len(list) == 0 {
		return err
	}
	f.out.Looked = true
	refused, missing, err := preflight.Logins(ctx, f.on, list)
	switch refused = f.on.Secrets.Redact(refused); {
	case err != nil:
		return fmt.Errorf("the site %s does not answer: %w", f.inventory.Site(), err)
	case missing:
		f.out.MissingFlow = refused
	case refused != "":
		return errors.New(refused)
	default:
		f.findSettings(ctx, list)
	}
	return nil
}

// findSettings asks how the server acts for each app, and keeps what the target file says otherwise or not at all.
func (f *forecaster) findSettings(ctx context.Context, list []*plan.Parties) {
	seen, inOrgs := map[string]bool{}, map[string]bool{}
	for _, parties := range list {
		org, app := parties.Orgs[flow.TheOrg].Made, parties.Apps[flow.TheApp].Made
		if seen[org.ID+"\n"+app.ID] {
			continue
		}
		seen[org.ID+"\n"+app.ID] = true
		says := f.inventory.Says(org.ID, app.ID)
		for _, found := range preflight.Findings(ctx, f.on, parties, static.IsPlain(parties.Users[flow.TheUser])) {
			said := says(found.Key)
			inOrg := found.Key == settings.RequirePKCE && found.Value.IsOn() && says(settings.OrgRequirePKCE) == settings.On.YAML()
			if inOrg || said == found.Value.YAML() || !slices.Contains(f.on.Capabilities.Settings, found.Key) {
				continue
			}
			row := reports.FoundSetting{Org: org.ID, App: app.Name, Key: found.Key, Acts: found.Value.YAML(), Says: said, How: f.on.Secrets.Redact(found.How)}
			if setting, _ := settings.Lookup(found.Key); setting.Level.OnOrg() {
				row.App = ""
				if inOrgs[org.ID] {
					continue
				}
				inOrgs[org.ID] = true
			}
			f.out.Settings = append(f.out.Settings, row)
		}
	}
}

// lookInside prepares what two scenarios need, one whose login must be accepted and one with the
// flow off. Then it looks at the site and removes what it prepared.
func (f *forecaster) lookInside(ctx context.Context) (err error) {
	list := f.witnesses()
	planner := plan.NewPlanner(f.on.Offered(), f.on.Capabilities.Orgs, "check", preflight.Password)
	for _, sc := range list {
		planner.Add(sc)
	}
	made := planner.Plan
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), plan.RemovalLimit)
		defer cancel()
		err = errors.Join(err, made.Remove(ctx, f.on.Provisioner, 1))
	}()
	made.Prepare(ctx, f.on.Provisioner, 1)
	if err := made.FirstError(); err != nil {
		return fmt.Errorf("the target could not be prepared: %w", err)
	}
	org := made.Parties[list[0]].Orgs[flow.TheOrg].Made
	seen := preflight.WitnessesIn(made, list)
	if seen.None() {
		seen = preflight.UnknownParty(org)
	}
	return f.lookAt(ctx, org.Site, seen)
}

// witnesses returns the scenarios whose parties show whether a server speaks the flow. If there is
// none, it returns any scenario: its org shows whether the endpoints exist.
func (f *forecaster) witnesses() []*suite.Scenario {
	var out []*suite.Scenario
	for _, allowed := range []bool{true, false} {
		if i := slices.IndexFunc(f.runs, func(sc *suite.Scenario) bool { return preflight.CanWitness(sc.Need, allowed) }); i >= 0 {
			out = append(out, f.runs[i])
		}
	}
	if len(out) == 0 {
		return f.runs[:1]
	}
	return out
}

// lookAt looks at a site. It is an error if no endpoint answers.
func (f *forecaster) lookAt(ctx context.Context, site string, seen preflight.Witnesses) error {
	if site == "" {
		return nil
	}
	f.out.Proxies = f.on.Proxied(site)
	f.out.Endpoints = preflight.Endpoints(ctx, f.on, site)
	if !slices.ContainsFunc(f.out.Endpoints, func(e reports.Endpoint) bool { return e.Status != 0 }) {
		return fmt.Errorf("no endpoint of the site %s answers: %s", site, f.out.Endpoints[0].Error)
	}
	f.out.Looked = seen.Certain()
	missing, err := preflight.MissingFlow(ctx, f.on, seen)
	f.out.MissingFlow = f.on.Secrets.Redact(missing)
	if other, ok := errors.AsType[*preflight.NoAnswerError](err); ok {
		return errors.New(f.on.Secrets.Redact(other.Error()))
	}
	if err != nil {
		return fmt.Errorf("the site %s does not answer: %w", site, err)
	}
	return nil
}
