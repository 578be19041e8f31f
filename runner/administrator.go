package runner

import (
	"context"
	"time"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
)

// administrator changes what is on a stage through the provisioner.
type administrator struct{ provisioning.Provisioner }

func (a administrator) ChangeOrg(ctx context.Context, org provisioning.Org, change settings.Values) (provisioning.Org, error) {
	return a.Provisioner.ChangeOrg(ctx, org.ID, change)
}

func (a administrator) ChangeApp(ctx context.Context, org provisioning.Org, app provisioning.App, change settings.Values) (provisioning.App, error) {
	changed, err := a.Provisioner.ChangeApp(ctx, org.ID, app.ID, change)
	changed.ClientSecret = app.ClientSecret
	return changed, err
}

func (a administrator) DeleteApp(ctx context.Context, org provisioning.Org, app provisioning.App) error {
	return a.Provisioner.DeleteApp(ctx, org.ID, app.ID)
}

func (a administrator) ChangeUser(ctx context.Context, org provisioning.Org, user provisioning.User, change provisioning.UserChange) (provisioning.User, error) {
	return a.Provisioner.ChangeUser(ctx, org.ID, user.ID, change)
}

func (a administrator) DeleteUser(ctx context.Context, org provisioning.Org, user provisioning.User) error {
	return a.Provisioner.DeleteUser(ctx, org.ID, user.ID)
}

func (a administrator) AdvanceClock(ctx context.Context, org provisioning.Org, by time.Duration) error {
	_, err := a.Provisioner.AdvanceClock(ctx, org.ID, by)
	return err
}

func (a administrator) FindUser(ctx context.Context, org provisioning.Org, username string) ([]provisioning.User, error) {
	return a.Provisioner.FindUser(ctx, org.ID, username)
}

func (a administrator) Outbox(ctx context.Context, org provisioning.Org, to string) ([]provisioning.Message, error) {
	return a.Provisioner.Outbox(ctx, org.ID, to)
}
