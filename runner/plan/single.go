package plan

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/runner/suite"
)

// prepareHome makes every app and user in the single org of a target, in one
// batch each, whatever state of the org they are for.
func (p *Plan) prepareHome(ctx context.Context, on provisioning.Provisioner) {
	p.Home.err = p.Home.fill(ctx, on)
	for _, state := range p.Orgs {
		state.err = p.Home.err
		state.Org = p.Home.Org
		state.Org.Settings = p.Home.Org.Settings.With(nil)
		for _, s := range settings.All() {
			if s.Level.OnOrg() && p.offered[s.Key] {
				state.Org.Settings[s.Key] = state.Settings.Effective(s.Key)
			}
		}
	}
}

// Required is what a scenario depends on, of an org with some settings. The single
// org may be in any state that meets it: the rest has no bearing on the scenario.
func (p *Plan) Required(sc *suite.Scenario, org settings.Values) settings.Values {
	return Required(sc.Need, p.offered, org, true)
}

// Sequence returns the wants of a scenario in the order in which it has them.
func (p *Plan) Sequence(sc *suite.Scenario) []settings.Values {
	var out []settings.Values
	for _, org := range sc.Need.Visits {
		out = append(out, p.Required(sc, org))
	}
	return out
}

// Schedule returns the states that the single org is to take after the present one.
// Scenarios that let time pass run one after the other, when the rest has ended:
// time passes for the whole org.
func (p *Plan) Schedule(list []*suite.Scenario) []settings.Values {
	var together [][]settings.Values
	var alone []settings.Values
	for _, sc := range list {
		if visits := p.Sequence(sc); sc.Need.Clock {
			alone = append(alone, visits...)
		} else {
			together = append(together, visits)
		}
	}
	return orgstate.Schedule(p.Home.Org.Settings, together, alone)
}

func (o *Org) fill(ctx context.Context, on provisioning.Provisioner) error {
	var err error
	if o.Org, err = on.Org(ctx, provisioning.SingleOrg); err != nil {
		return fmt.Errorf("the org cannot be read: %w", err)
	}
	if err := o.makeApps(ctx, on); err != nil {
		return err
	}
	return o.makeUsers(ctx, on)
}

// EmptyHome removes the apps and users and gives the org its settings back.
func (p *Plan) EmptyHome(ctx context.Context, on provisioning.Provisioner, now provisioning.Org, parallel int) error {
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	left := make(chan error, len(p.Home.users)+len(p.Home.Apps)+1)
	remove := func(what, id string, call func(context.Context, string, string) error) {
		if id == "" {
			return
		}
		group.Go(func() error {
			if err := call(ctx, p.Home.Org.ID, id); err != nil && !provisioning.IsNotFound(err) {
				left <- fmt.Errorf("the %s %s is still there: %w", what, id, err)
			}
			return nil
		})
	}
	for _, user := range p.Home.users {
		remove("user", user.User.ID, on.DeleteUser)
	}
	for _, app := range p.Home.Apps {
		remove("app", app.App.ID, on.DeleteApp)
	}
	_ = group.Wait() // what is left is in the channel
	if back := now.Settings.Difference(p.Home.Org.Settings); len(back) > 0 {
		if _, err := on.ChangeOrg(ctx, p.Home.Org.ID, back); err != nil {
			left <- fmt.Errorf("the org %s does not have its settings back: %w", p.Home.Org.ID, err)
		}
	}
	close(left)
	var all []error
	for err := range left {
		all = append(all, err)
	}
	return errors.Join(all...)
}
