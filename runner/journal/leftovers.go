package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
)

// made is one object that a run has created on a target, by its ids: an org, or an app or a user of
// an org that existed before.
type made struct {
	Org  string `json:"org"`
	App  string `json:"app,omitempty"`
	User string `json:"user,omitempty"`
}

// foundOrg has the settings of an org that existed before the run and that the run changes.
type foundOrg struct {
	Org      string          `json:"org"`
	Settings settings.Values `json:"settings"`
}

// leftovers are the objects that a run had created, and the orgs that it had found, when it ended
// without cleaning up.
type leftovers struct {
	made  []made
	found []foundOrg
}

// add records the settings of an org before the run. An earlier record takes precedence: it has the
// settings from before the first of several killed runs.
func (l *leftovers) add(org foundOrg) {
	if !slices.ContainsFunc(l.found, func(f foundOrg) bool { return f.Org == org.Org }) {
		l.found = append(l.found, org)
	}
}

// MarkClean records that everything that was created is removed, and that every org has its earlier
// settings. An org that is changed again is recorded again.
func (j *Journal) MarkClean() error {
	if j == nil {
		return nil
	}
	clear(j.found)
	return j.write(entry{Clean: true})
}

// RemoveLeftovers removes what the resumed run has left on the target, several objects at a time.
// Its error says what could not be removed.
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

// removeMade removes objects, several at a time: a run may have left a thousand.
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
	_ = group.Wait() // each object has its error
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
