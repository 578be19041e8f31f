package runner

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
)

// prepareHome makes every app and user in the single org of a target, in one
// batch each, whatever state of the org they are for.
func (p *plan) prepareHome(ctx context.Context, on provisioning.Provisioner) {
	p.home.err = p.home.fill(ctx, on)
	for _, state := range p.orgs {
		state.err = p.home.err
		state.org = p.home.org
		state.org.Settings = p.home.org.Settings.With(nil)
		for _, s := range settings.All() {
			if s.Level.OnOrg() && p.offered[s.Key] {
				state.org.Settings[s.Key] = state.settings.Effective(s.Key)
			}
		}
	}
}

// wants is what a scenario depends on, of an org with some settings. The single
// org may be in any state that meets it: the rest has no bearing on the scenario.
func (p *plan) wants(sc *Scenario, org settings.Values) settings.Values {
	return wanted(sc.Need, p.offered, org, true)
}

// visits returns the wants of a scenario in the order in which it has them.
func (p *plan) visits(sc *Scenario) []settings.Values {
	var out []settings.Values
	for _, org := range sc.Need.Visits {
		out = append(out, p.wants(sc, org))
	}
	return out
}

// way returns the states that the single org is to take after the present one.
// Scenarios that let time pass run one after the other, when the rest has ended:
// time passes for the whole org.
func (p *plan) way(list []*Scenario) []settings.Values {
	var together [][]settings.Values
	var alone []settings.Values
	for _, sc := range list {
		if visits := p.visits(sc); sc.Need.Clock {
			alone = append(alone, visits...)
		} else {
			together = append(together, visits)
		}
	}
	return walk(p.home.org.Settings, together, alone)
}

func (o *orgPlan) fill(ctx context.Context, on provisioning.Provisioner) error {
	var err error
	if o.org, err = on.Org(ctx, provisioning.SingleOrg); err != nil {
		return fmt.Errorf("the org cannot be read: %w", err)
	}
	if err := o.makeApps(ctx, on); err != nil {
		return err
	}
	return o.makeUsers(ctx, on)
}

// emptyHome removes the apps and users and gives the org its settings back.
func (p *plan) emptyHome(ctx context.Context, on provisioning.Provisioner, now provisioning.Org, parallel int) error {
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	left := make(chan error, len(p.home.users)+len(p.home.apps)+1)
	remove := func(what, id string, call func(context.Context, string, string) error) {
		if id == "" {
			return
		}
		group.Go(func() error {
			if err := call(ctx, p.home.org.ID, id); err != nil && !provisioning.IsNotFound(err) {
				left <- fmt.Errorf("the %s %s is still there: %w", what, id, err)
			}
			return nil
		})
	}
	for _, user := range p.home.users {
		remove("user", user.user.ID, on.DeleteUser)
	}
	for _, app := range p.home.apps {
		remove("app", app.app.ID, on.DeleteApp)
	}
	_ = group.Wait() // what is left is in the channel
	if back := now.Settings.Difference(p.home.org.Settings); len(back) > 0 {
		if _, err := on.ChangeOrg(ctx, p.home.org.ID, back); err != nil {
			left <- fmt.Errorf("the org %s does not have its settings back: %w", p.home.org.ID, err)
		}
	}
	close(left)
	var all []error
	for err := range left {
		all = append(all, err)
	}
	return errors.Join(all...)
}
