package plan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/fixtures/provisioning"
)

// Prepare asks the target for everything in the plan, org by org, several at a time. An org that
// could not be prepared keeps its error, so the scenarios in the other orgs still run.
func (p *Plan) Prepare(ctx context.Context, on provisioning.Provisioner, parallel int) {
	if p.Single != nil {
		p.prepareSingle(ctx, on)
		return
	}
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	var silent atomic.Pointer[error] // the error of an org for which no answer came in time
	for _, org := range p.Orgs {
		group.Go(func() error {
			if before := silent.Load(); before != nil {
				org.err = *before // each further org would wait as long
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

// FirstError returns the first reason for which an org could not be prepared.
func (p *Plan) FirstError() error {
	for _, org := range p.Orgs {
		if org.err != nil {
			return org.err
		}
	}
	return nil
}

func (o *Org) prepare(ctx context.Context, on provisioning.Provisioner) error {
	var err error
	if o.Made, err = on.CreateOrg(ctx); err != nil {
		return fmt.Errorf("an org could not be made: %w", err)
	}
	if len(o.Settings) > 0 {
		if o.Made, err = on.ChangeOrg(ctx, o.Made.ID, o.Settings); err != nil {
			return fmt.Errorf("the org could not be set up: %w", err)
		}
	}
	if err := o.makeApps(ctx, on); err != nil {
		return err
	}
	if err := o.noApp(); err != nil {
		return err
	}
	return o.makeUsers(ctx, on)
}

// batch is how many apps or users one call asks for: a call and its answer must stay well below a
// megabyte.
const batch = 500

// makeApps makes the apps that have not been made yet.
func (o *Org) makeApps(ctx context.Context, on provisioning.Provisioner) error {
	missing := slices.DeleteFunc(slices.Clone(o.Apps), func(app *App) bool { return app.Made.ID != "" })
	for apps := range slices.Chunk(missing, batch) {
		specs := make([]provisioning.AppSpec, len(apps))
		for i, app := range apps {
			specs[i] = app.Spec
		}
		made, err := on.CreateApps(ctx, o.Made.ID, specs)
		refused, some := errors.AsType[*provisioning.RefusedError](err)
		if err != nil && !some {
			return fmt.Errorf("the apps could not be made: %w", err)
		}
		for i, app := range apps {
			app.Made, app.err = made[i], nil
			if some {
				app.err = refused.Refused[i]
			}
		}
	}
	return nil
}

// noApp returns an error if the target refused every app.
func (o *Org) noApp() error {
	if len(o.Apps) == 0 || slices.ContainsFunc(o.Apps, func(app *App) bool { return app.err == nil }) {
		return nil
	}
	return fmt.Errorf("the apps could not be made: %w", o.Apps[0].err)
}

func (o *Org) makeUsers(ctx context.Context, on provisioning.Provisioner) error {
	for users := range slices.Chunk(o.users, batch) {
		specs := make([]provisioning.UserSpec, len(users))
		for i, user := range users {
			specs[i] = user.Spec
			for _, app := range user.approved {
				if app.err == nil {
					specs[i].ApprovedApps = append(specs[i].ApprovedApps, app.Made.ID)
				}
			}
		}
		made, err := on.CreateUsers(ctx, o.Made.ID, specs)
		refused, some := errors.AsType[*provisioning.RefusedError](err)
		if err != nil && !some {
			return fmt.Errorf("the users could not be made: %w", err)
		}
		for i, user := range users {
			user.Made = made[i]
			if some {
				user.err = refused.Refused[i]
			}
		}
	}
	return nil
}

// RemovalLimit is how long an interrupted run may take to clean up, unless the provisioner names a
// time.
const RemovalLimit = 30 * time.Second

// Remove removes what was prepared. Its error says what is still there.
func (p *Plan) Remove(ctx context.Context, on provisioning.Provisioner, parallel int) error {
	left := make([]error, len(p.Orgs))
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	for i, org := range p.Orgs {
		if org.Made.ID == "" {
			continue
		}
		group.Go(func() error {
			if err := on.DeleteOrg(ctx, org.Made.ID); err != nil {
				left[i] = fmt.Errorf("the org %s is still there: %w", org.Made.ID, err)
			}
			return nil
		})
	}
	_ = group.Wait() // each org has its error
	return errors.Join(left...)
}
