package runner

import (
	"context"
	"time"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
)

// administrator changes what is on a stage through the provisioner.
type administrator struct{ target.Provisioner }

func (a administrator) ChangeOrg(ctx context.Context, org target.Org, change settings.Values) (target.Org, error) {
	return a.Provisioner.ChangeOrg(ctx, org.ID, change)
}

func (a administrator) ChangeApp(ctx context.Context, org target.Org, app target.App, change settings.Values) (target.App, error) {
	changed, err := a.Provisioner.ChangeApp(ctx, org.ID, app.ID, change)
	changed.ClientSecret = app.ClientSecret
	return changed, err
}

func (a administrator) DeleteApp(ctx context.Context, org target.Org, app target.App) error {
	return a.Provisioner.DeleteApp(ctx, org.ID, app.ID)
}

func (a administrator) ChangeUser(ctx context.Context, org target.Org, user target.User, change target.UserChange) (target.User, error) {
	return a.Provisioner.ChangeUser(ctx, org.ID, user.ID, change)
}

func (a administrator) DeleteUser(ctx context.Context, org target.Org, user target.User) error {
	return a.Provisioner.DeleteUser(ctx, org.ID, user.ID)
}

func (a administrator) AdvanceClock(ctx context.Context, org target.Org, by time.Duration) error {
	_, err := a.Provisioner.AdvanceClock(ctx, org.ID, by)
	return err
}

func (a administrator) FindUser(ctx context.Context, org target.Org, username string) ([]target.User, error) {
	return a.Provisioner.FindUser(ctx, org.ID, username)
}

func (a administrator) Outbox(ctx context.Context, org target.Org, to string) ([]target.Message, error) {
	return a.Provisioner.Outbox(ctx, org.ID, to)
}
