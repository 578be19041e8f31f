package runner

import (
	"context"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/steps/flow"
)

// sharedOrg is the provisioner of one scenario on a target with a single org. Scenarios share this
// org, so a change waits until the barrier reaches a state with the change.
type sharedOrg struct {
	provisioning.Provisioner
	participant *orgstate.Participant
	orgs        map[flow.Role]provisioning.Org // as the scenario sees them
}

// ChangeOrg implements provisioning.Provisioner. It returns when the org has the
// settings that the scenario sees, with the change.
func (s sharedOrg) ChangeOrg(ctx context.Context, id string, change settings.Values) (provisioning.Org, error) {
	for _, org := range s.orgs {
		if org.ID == id {
			org.Settings = org.Settings.With(change)
			return org, s.participant.Enter(ctx, org)
		}
	}
	return s.Provisioner.ChangeOrg(ctx, id, change)
}
