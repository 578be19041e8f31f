package journal

import (
	"context"
	"sync"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/static"
	"github.com/codecred/codecred/fixtures/settings"
)

// watched is a provisioner that records in the journal what it creates, so that it can be removed
// after the run was killed. It cannot record objects that the target has created without having
// answered yet, or users who registered themselves in an org that existed before.
type watched struct {
	provisioning.Provisioner
	journal *Journal

	mu    sync.Mutex
	fresh map[string]bool // orgs that the run has created
}

// Watch returns a provisioner that records in the journal what it creates. A Remover needs no
// records and is returned unchanged. A nil journal records nothing.
func (j *Journal) Watch(on provisioning.Provisioner) provisioning.Provisioner {
	_, itself := on.(provisioning.Remover)
	_, listed := on.(*static.Provisioner)
	if j == nil || itself || listed {
		return on
	}
	return &watched{Provisioner: on, journal: j, fresh: map[string]bool{}}
}

// CreateOrg implements provisioning.Provisioner.
func (w *watched) CreateOrg(ctx context.Context) (provisioning.Org, error) {
	org, err := w.Provisioner.CreateOrg(ctx)
	if err != nil {
		return org, err
	}
	w.mu.Lock()
	w.fresh[org.ID] = true
	w.mu.Unlock()
	return org, w.journal.write(entry{Made: []made{{Org: org.ID}}})
}

// ChangeOrg implements provisioning.Provisioner.
func (w *watched) ChangeOrg(ctx context.Context, org string, change settings.Values) (provisioning.Org, error) {
	if err := w.find(ctx, org); err != nil {
		return provisioning.Org{}, err
	}
	return w.Provisioner.ChangeOrg(ctx, org, change)
}

// find records the settings of an org that existed before the run, before the first change since
// they were last restored.
func (w *watched) find(ctx context.Context, id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fresh[id] || w.journal.found[id] {
		return nil
	}
	org, err := w.Org(ctx, id)
	if err != nil {
		return err
	}
	w.journal.found[id] = true
	return w.journal.write(entry{Found: &foundOrg{Org: id, Settings: org.Settings}})
}

// CreateApps implements provisioning.Provisioner.
func (w *watched) CreateApps(ctx context.Context, org string, specs []provisioning.AppSpec) ([]provisioning.App, error) {
	apps, err := w.Provisioner.CreateApps(ctx, org, specs)
	if err != nil {
		return apps, err
	}
	return apps, note(w, org, apps, func(a provisioning.App) made { return made{Org: org, App: a.ID} })
}

// CreateUsers implements provisioning.Provisioner.
func (w *watched) CreateUsers(ctx context.Context, org string, specs []provisioning.UserSpec) ([]provisioning.User, error) {
	users, err := w.Provisioner.CreateUsers(ctx, org, specs)
	if err != nil {
		return users, err
	}
	return users, note(w, org, users, func(u provisioning.User) made { return made{Org: org, User: u.ID} })
}

// note records objects that were created in an org, unless the run has created the org: then they
// are removed with it.
func note[T any](w *watched, org string, things []T, as func(T) made) error {
	w.mu.Lock()
	fresh := w.fresh[org]
	w.mu.Unlock()
	if fresh || len(things) == 0 {
		return nil
	}
	var line entry
	for _, thing := range things {
		line.Made = append(line.Made, as(thing))
	}
	return w.journal.write(line)
}
