package runner

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/preflight"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/wire/redact"
)

// assignAll assigns parties to every scenario of the selection that could run, also to
// those of other shards: they use the same users. It does nothing on a target that can be
// changed.
func (r *run) assignAll(times int) {
	if r.Inventory == nil {
		return
	}
	whole, err := r.Suite.Select(r.Options.Selection)
	if err != nil {
		whole = r.Selected // it was selected before
	}
	r.Inventory.AssignAll(slices.DeleteFunc(whole, func(sc *suite.Scenario) bool { return plan.Excluded(sc, r.Target) != "" }), times)
}

// prepare asks the target for everything in the plan.
func (r *run) prepare(ctx context.Context, p *plan.Plan) {
	r.plan = p
	p.Prepare(ctx, r.admin, r.Target.Limits.Parallel)
	r.register()
	if err := p.FirstError(); err != nil && ctx.Err() == nil {
		r.spoilt = r.secrets.Redact(fmt.Sprintf("the target could not be prepared: %v", err))
	}
}

// register makes every secret of the plan known before anything is sent.
func (r *run) register() {
	for _, org := range r.plan.All() {
		for _, app := range org.Apps {
			r.secrets.Register("client_secret", app.Made.ClientSecret)
		}
	}
}

// checkFlow finds out, before the scenarios run, whether there is any sense in them.
func (r *run) checkFlow(ctx context.Context, list []*suite.Scenario) {
	missing, err := preflight.MissingFlow(ctx, r.Target, preflight.WitnessesIn(r.plan, list))
	r.missingFlow = r.secrets.Redact(missing)
	// A target that is provisioned was reached before; one that is not is reached here first.
	if err != nil && r.Inventory != nil && ctx.Err() == nil {
		r.spoilt = r.secrets.Redact(fmt.Sprintf("the target could not be reached: %v", err))
		r.missingFlow = r.spoilt
	}
}

// ready makes the environment of a scenario.
func (r *run) ready(p *play.Performance) error {
	if r.missingFlow != "" {
		return errors.New(r.missingFlow)
	}
	participant := r.enter(p)
	env, err := r.plan.Parties[p.Scenario].Environment(p.Scenario.Need, r.Target.Paths, r.admin)
	if err != nil {
		return err
	}
	if participant != nil {
		env.Admin, env.Enter = sharedOrg{r.admin, participant, env.Orgs}, participant.Enter
	}
	env.ClientAddress = r.Target.Capabilities.ClientAddress
	secrets := redact.New(r.secrets)
	for _, user := range env.Users {
		secrets.Register("password", user.Password)
	}
	p.World = steps.NewWorld(env, r.Target.Wire.Session(p.Scenario.ID, secrets), secrets)
	return nil
}

// enter reserves what the scenario shares with others, until it leaves. The participant
// leads it through the states of a single org; it is nil on other targets.
func (r *run) enter(p *play.Performance) *orgstate.Participant {
	r.Inventory.Reserve(p.Scenario, r.round)
	if r.barrier == nil {
		p.Leave = func() { r.Inventory.Release(p.Scenario) }
		return nil
	}
	participant := r.barrier.Join(func(org settings.Values) settings.Values { return r.plan.Required(p.Scenario, org) })
	p.Leave = participant.Leave
	return participant
}

// password makes a password that no other user has.
func password() string {
	b := make([]byte, 18)
	_, _ = rand.Read(b) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b)
}
