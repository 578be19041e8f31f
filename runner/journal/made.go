package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/settings"
)

// made is one thing that a run has made on a target, by its ids: an org, or an app
// or a user of an org that was there before.
type made struct {
	Org  string `json:"org"`
	App  string `json:"app,omitempty"`
	User string `json:"user,omitempty"`
}

// foundOrg is an org that a run changes and has not made, as it was before.
type foundOrg struct {
	Org      string          `json:"org"`
	Settings settings.Values `json:"settings"`
}

// leftovers are what a run had made and found when it ended without cleaning up.
type leftovers struct {
	made  []made
	found []foundOrg
}

// add notes how an org was found. What a run found that was killed before is older,
// and stands.
func (l *leftovers) add(org foundOrg) {
	if !slices.ContainsFunc(l.found, func(f foundOrg) bool { return f.Org == org.Org }) {
		l.found = append(l.found, org)
	}
}

// watched notes in the journal what is made, so that a run that is killed can be
// cleaned up after. What the target has made and not yet answered is not known, nor
// are users who registered themselves in an org that was there before.
type watched struct {
	provisioning.Provisioner
	journal *Journal

	mu    sync.Mutex
	fresh map[string]bool // orgs that the run has made
}

// Watch puts a journal before a target, where it removes things one by one. One
// that removes everything itself knows alone how. A nil journal notes nothing.
func Watch(j *Journal, on provisioning.Provisioner) provisioning.Provisioner {
	_, itself := on.(provisioning.Remover)
	_, listed := on.(*static.Provisioner)
	if j == nil || itself || listed {
		return on
	}
	return &watched{Provisioner: on, journal: j, fresh: map[string]bool{}}
}

// CreateOrg implements provisioning.Provisioner.
func (n *watched) CreateOrg(ctx context.Context) (provisioning.Org, error) {
	org, err := n.Provisioner.CreateOrg(ctx)
	if err != nil {
		return org, err
	}
	n.mu.Lock()
	n.fresh[org.ID] = true
	n.mu.Unlock()
	return org, n.journal.write(entry{Made: []made{{Org: org.ID}}})
}

// ChangeOrg implements provisioning.Provisioner.
func (n *watched) ChangeOrg(ctx context.Context, org string, change settings.Values) (provisioning.Org, error) {
	if err := n.find(ctx, org); err != nil {
		return provisioning.Org{}, err
	}
	return n.Provisioner.ChangeOrg(ctx, org, change)
}

// find notes the settings of an org that was there before, once until it has them
// back.
func (n *watched) find(ctx context.Context, id string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.fresh[id] || n.journal.found[id] {
		return nil
	}
	org, err := n.Org(ctx, id)
	if err != nil {
		return err
	}
	n.journal.found[id] = true
	return n.journal.write(entry{Found: &foundOrg{Org: id, Settings: org.Settings}})
}

// CreateApps implements provisioning.Provisioner.
func (n *watched) CreateApps(ctx context.Context, org string, specs []provisioning.AppSpec) ([]provisioning.App, error) {
	apps, err := n.Provisioner.CreateApps(ctx, org, specs)
	if err != nil {
		return apps, err
	}
	return apps, note(n, org, apps, func(a provisioning.App) made { return made{Org: org, App: a.ID} })
}

// CreateUsers implements provisioning.Provisioner.
func (n *watched) CreateUsers(ctx context.Context, org string, specs []provisioning.UserSpec) ([]provisioning.User, error) {
	users, err := n.Provisioner.CreateUsers(ctx, org, specs)
	if err != nil {
		return users, err
	}
	return users, note(n, org, users, func(u provisioning.User) made { return made{Org: org, User: u.ID} })
}

// note notes things of an org, unless they go with it.
func note[T any](n *watched, org string, things []T, as func(T) made) error {
	n.mu.Lock()
	fresh := n.fresh[org]
	n.mu.Unlock()
	if fresh || len(things) == 0 {
		return nil
	}
	var line entry
	for _, thing := range things {
		line.Made = append(line.Made, as(thing))
	}
	return n.journal.write(line)
}

// MarkClean says that everything that was made is removed, and that every org has its
// settings back: one that is changed again is noted again.
func (j *Journal) MarkClean() error {
	if j == nil {
		return nil
	}
	clear(j.found)
	return j.write(entry{Clean: true})
}

// RemoveLeftovers removes what the run that is resumed had left, before this one makes the
// like again. Its error says what could not be removed.
func (j *Journal) RemoveLeftovers(ctx context.Context, on provisioning.Provisioner, parallel int) error {
	if j == nil || len(j.left.made)+len(j.left.found) == 0 {
		return nil
	}
	left := j.left
	failed := removeMade(ctx, on, left.made, parallel)
	for _, org := range left.found {
		now, err := on.Org(ctx, org.Org)
		if back := now.Settings.Difference(org.Settings); err == nil && len(back) > 0 {
			_, err = on.ChangeOrg(ctx, org.Org, back)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("the org %s does not have the settings back that it had before the run: %w", org.Org, err))
		}
	}
	if err := errors.Join(failed...); err != nil {
		return err
	}
	return j.MarkClean()
}

// removeMade removes things, several at a time: a run may have left a thousand.
func removeMade(ctx context.Context, on provisioning.Provisioner, things []made, parallel int) []error {
	failed := make([]error, len(things))
	var group errgroup.Group
	group.SetLimit(max(1, parallel))
	for i, thing := range things {
		group.Go(func() error {
			if what, err := removeThing(ctx, on, thing); err != nil && !provisioning.IsNotFound(err) {
				failed[i] = fmt.Errorf("%s of the run before is still there: %w", what, err)
			}
			return nil
		})
	}
	_ = group.Wait() // each thing has its error
	return failed
}

func removeThing(ctx context.Context, on provisioning.Provisioner, thing made) (what string, err error) {
	switch {
	case thing.App != "":
		return "the app " + thing.App, on.DeleteApp(ctx, thing.Org, thing.App)
	case thing.User != "":
		return "the user " + thing.User, on.DeleteUser(ctx, thing.Org, thing.User)
	default:
		return "the org " + thing.Org, on.DeleteOrg(ctx, thing.Org)
	}
}
