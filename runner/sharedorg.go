package runner

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/steps"
)

// sharedOrg is the administrator of one scenario on a target with a single org: a
// change of the org is a visit to another of its states.
type sharedOrg struct {
	provisioning.Provisioner
	visitor *orgstate.Participant
	orgs    map[steps.Role]provisioning.Org // as the scenario sees them
}

// ChangeOrg implements provisioning.Provisioner. It returns when the org has the
// settings that the scenario sees, with the change.
func (t sharedOrg) ChangeOrg(ctx context.Context, id string, change settings.Values) (provisioning.Org, error) {
	for _, org := range t.orgs {
		if org.ID == id {
			org.Settings = org.Settings.With(change)
			return org, t.visitor.Enter(ctx, org)
		}
	}
	return t.Provisioner.ChangeOrg(ctx, id, change)
}
