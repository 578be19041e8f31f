package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/steps"
)

// prepare asks the target for everything in the plan, org by org, several at a
// time. An org that cannot be had keeps its error, so that the scenarios in the
// others still run.
func (p *plan) prepare(ctx context.Context, on provisioning.Provisioner, parallel int) {
	if p.home != nil {
		p.prepareHome(ctx, on)
		return
	}
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	var silent atomic.Pointer[error] // that of an org for which no answer came in time
	for _, org := range p.orgs {
		group.Go(func() error {
			if before := silent.Load(); before != nil {
				org.err = *before // each would wait as long
				return nil
			}
			if org.err = org.prepare(ctx, on); isLate(org.err) {
				silent.Store(&org.err)
			}
			return nil
		})
	}
	_ = group.Wait() // each org has its error
}

// isLate reports whether a target did not answer in time.
func isLate(err error) bool {
	failed, ok := errors.AsType[*provisioning.Error](err)
	return ok && failed.Timeout()
}

// fault returns the first reason for which an org could not be prepared.
func (p *plan) fault() error {
	for _, org := range p.orgs {
		if org.err != nil {
			return org.err
		}
	}
	return nil
}

func (o *orgPlan) prepare(ctx context.Context, on provisioning.Provisioner) error {
	var err error
	if o.org, err = on.CreateOrg(ctx); err != nil {
		return fmt.Errorf("an org could not be made: %w", err)
	}
	if len(o.settings) > 0 {
		if o.org, err = on.ChangeOrg(ctx, o.org.ID, o.settings); err != nil {
			return fmt.Errorf("the org could not be set up: %w", err)
		}
	}
	if err := o.makeApps(ctx, on); err != nil {
		return err
	}
	return o.makeUsers(ctx, on)
}

// batch is how many apps or users are asked for in one call: a call with its
// answer has to stay well below a megabyte.
const batch = 500

func (o *orgPlan) makeApps(ctx context.Context, on provisioning.Provisioner) error {
	for apps := range slices.Chunk(o.apps, batch) {
		specs := make([]provisioning.AppSpec, len(apps))
		for i, app := range apps {
			specs[i] = app.spec
		}
		made, err := on.CreateApps(ctx, o.org.ID, specs)
		if err != nil {
			return fmt.Errorf("the apps could not be made: %w", err)
		}
		for i, app := range apps {
			app.app = made[i]
		}
	}
	return nil
}

func (o *orgPlan) makeUsers(ctx context.Context, on provisioning.Provisioner) error {
	for users := range slices.Chunk(o.users, batch) {
		specs := make([]provisioning.UserSpec, len(users))
		for i, user := range users {
			specs[i] = user.spec
			for _, app := range user.approved {
				specs[i].ApprovedApps = append(specs[i].ApprovedApps, app.app.ID)
			}
		}
		made, err := on.CreateUsers(ctx, o.org.ID, specs)
		if err != nil {
			return fmt.Errorf("the users could not be made: %w", err)
		}
		for i, user := range users {
			user.user = made[i]
		}
	}
	return nil
}

// remove takes away what was prepared. Its error says what is still there.
func (p *plan) remove(ctx context.Context, on provisioning.Provisioner, parallel int) error {
	left := make([]error, len(p.orgs))
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	for i, org := range p.orgs {
		if org.org.ID == "" {
			continue
		}
		group.Go(func() error {
			if err := on.DeleteOrg(ctx, org.org.ID); err != nil {
				left[i] = fmt.Errorf("the org %s is still there: %w", org.org.ID, err)
			}
			return nil
		})
	}
	_ = group.Wait() // each org has its error
	return errors.Join(left...)
}

// stage returns the scenario's stage, or why it could not be prepared.
func (c *castPlan) stage(paths map[string]string, admin provisioning.Provisioner) (*steps.Stage, error) {
	stage := &steps.Stage{
		Orgs: map[steps.Role]provisioning.Org{}, Apps: map[steps.Role]steps.App{}, Users: map[steps.Role]steps.User{},
		Paths: paths, Admin: admin,
	}
	for role, org := range c.orgs {
		if org.err != nil {
			return nil, org.err
		}
		stage.Orgs[role] = org.org
	}
	return stage, nil
}

// people puts the apps and users of a scenario on its stage.
func (c *castPlan) people(stage *steps.Stage, need *steps.Need) {
	stage.Trials, stage.Touches = need.Trials, need.Touches
	for role, app := range c.apps {
		stage.Apps[role] = steps.App{App: app.app, Org: need.Apps[role].Org}
	}
	for role, user := range c.users {
		stage.Users[role] = steps.User{User: user.user, Password: user.spec.Password, Org: need.Users[role].Org}
	}
}

// failed reports whether an org of the cast could not be prepared.
func (c *castPlan) failed() bool {
	for _, org := range c.orgs {
		if org.err != nil {
			return true
		}
	}
	return false
}
