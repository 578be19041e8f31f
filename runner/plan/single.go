package plan

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/runner/suite"
)

// Find notes the single org as it is found.
func (p *Plan) Find(now provisioning.Org) { p.Single.Made, p.Begins = now, now }

// first is the change of the single org for which an org that does not allow the flow takes apps that may use it: a real org
// refuses them before. It is empty if there is none.
func (p *Plan) first() settings.Values {
	mayUse := func(app *App) bool { return app.Made.ID == "" && app.Spec.Settings.On(settings.EnableFlow) }
	if !p.offered[settings.AllowFlows] || p.Single.Made.Settings.On(settings.AllowFlows) || !slices.ContainsFunc(p.Single.Apps, mayUse) {
		return nil
	}
	return settings.Values{settings.AllowFlows: settings.On}
}

// prepareSingle makes all apps and users in the single org of a target at once, for all its states.
func (p *Plan) prepareSingle(ctx context.Context, on provisioning.Provisioner) {
	p.Single.err = p.fill(ctx, on)
	for _, state := range p.Orgs {
		state.err = p.Single.err
		state.Made = p.Single.Made
		state.Made.Settings = p.Single.Made.Settings.With(nil)
		for _, s := range settings.All() {
			if s.Level.OnOrg() && p.offered[s.Key] {
				state.Made.Settings[s.Key] = state.Settings.Effective(s.Key)
			}
		}
	}
}

// Required returns the settings of an org on which a scenario depends. The single org
// may have any values in its other settings.
func (p *Plan) Required(sc *suite.Scenario, org settings.Values) settings.Values {
	return Required(sc.Need, p.offered, org, true)
}

// Sequence returns what a scenario requires of the single org, in the order of its
// requests.
func (p *Plan) Sequence(sc *suite.Scenario) []settings.Values {
	var out []settings.Values
	for _, org := range sc.Need.Visits {
		out = append(out, p.Required(sc, org))
	}
	return out
}

// Schedule returns the states that the single org takes after the present one, so that each
// scenario of the list finds what it requires. Scenarios that let time pass come last, one after
// the other, because time passes for the whole org.
func (p *Plan) Schedule(list []*suite.Scenario) []settings.Values {
	var together [][]settings.Values
	var alone []settings.Values
	for _, sc := range list {
		if required := p.Sequence(sc); sc.Need.Clock {
			alone = append(alone, required...)
		} else {
			together = append(together, required)
		}
	}
	return orgstate.Schedule(p.Begins.Settings, together, alone)
}

// fill reads the single org and makes all apps and users in it.
func (p *Plan) fill(ctx context.Context, on provisioning.Provisioner) error {
	now, err := on.Org(ctx, provisioning.SingleOrg)
	if err != nil {
		return fmt.Errorf("the org cannot be read: %w", err)
	}
	p.Find(now)
	if err := p.Single.makeApps(ctx, on); err != nil {
		return err
	}
	if first := p.first(); len(first) > 0 { // some were refused
		if p.Begins, err = on.ChangeOrg(ctx, now.ID, first); err != nil {
			return fmt.Errorf("the org could not be set up: %w", err)
		}
		if err := p.Single.makeApps(ctx, on); err != nil {
			return err
		}
	}
	if err := p.Single.noApp(); err != nil {
		return err
	}
	return p.Single.makeUsers(ctx, on)
}

// EmptySingle removes the apps and users from the single org and gives it its settings back. now is
// the org as it is. Its error says what is still there.
func (p *Plan) EmptySingle(ctx context.Context, on provisioning.Provisioner, now provisioning.Org, parallel int) error {
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	left := make(chan error, len(p.Single.users)+len(p.Single.Apps)+1)
	remove := func(what, id string, call func(context.Context, string, string) error) {
		if id == "" {
			return
		}
		group.Go(func() error {
			if err := call(ctx, p.Single.Made.ID, id); err != nil && !provisioning.IsNotFound(err) {
				left <- fmt.Errorf("the %s %s is still there: %w", what, id, err)
			}
			return nil
		})
	}
	for _, user := range p.Single.users {
		remove("user", user.Made.ID, on.DeleteUser)
	}
	for _, app := range p.Single.Apps {
		remove("app", app.Made.ID, on.DeleteApp)
	}
	_ = group.Wait() // what is left is in the channel
	if back := now.Settings.Difference(p.Single.Made.Settings); len(back) > 0 {
		if _, err := on.ChangeOrg(ctx, p.Single.Made.ID, back); err != nil {
			left <- fmt.Errorf("the org %s does not have its settings back: %w", p.Single.Made.ID, err)
		}
	}
	close(left)
	var all []error
	for err := range left {
		all = append(all, err)
	}
	return errors.Join(all...)
}
