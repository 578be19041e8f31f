package runner

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/orgstate"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/preflight"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
)

// prepare asks the target for everything in the plan. The provisioner registers the secrets.
func (r *round) prepare(ctx context.Context) {
	r.plan.Prepare(ctx, r.admin, r.Target.Limits.Parallel)
	if err := r.plan.FirstError(); err != nil && ctx.Err() == nil {
		r.outcome.spoil("the target could not be prepared", err)
	}
}

// checkFlow checks, before the scenarios run, whether the server speaks the flow. If it does not,
// no scenario runs.
func (r *round) checkFlow(ctx context.Context, list []*suite.Scenario) {
	if r.Inventory != nil {
		r.checkLogins(ctx)
		return
	}
	missing, err := preflight.MissingFlow(ctx, r.Target, preflight.WitnessesIn(r.plan, list))
	r.outcome.missingFlow = r.secrets.Redact(missing)
	// Other errors are left to the scenarios: the target was reached when it was prepared.
	if other, ok := errors.AsType[*preflight.NoAnswerError](err); ok && ctx.Err() == nil {
		r.outcome.spoil("no scenario was run", other)
		r.outcome.missingFlow = r.outcome.spoilt
	}
}

// checkLogins checks, on a static target, whether the apps and users of the target file can log in.
// If one cannot, no scenario runs: nobody knows whether the target file or the server is wrong.
func (r *round) checkLogins(ctx context.Context) {
	refused, missing, err := preflight.Logins(ctx, r.Target, r.Inventory.Logins(false))
	switch {
	case ctx.Err() != nil:
	case err != nil:
		r.outcome.spoil("the target could not be reached", err)
		r.outcome.missingFlow = r.outcome.spoilt
	case missing:
		r.outcome.missingFlow = r.secrets.Redact(refused)
	case refused != "":
		r.outcome.spoil("no scenario was run", errors.New(refused))
		r.outcome.missingFlow = r.outcome.spoilt
	}
}

// ready creates the environment of a scenario.
func (r *round) ready(p *play.Performance) error {
	if r.outcome.missingFlow != "" {
		return errors.New(r.outcome.missingFlow)
	}
	participant := r.enter(p)
	env, err := r.plan.Parties[p.Scenario].Environment(p.Scenario.Need, r.Target.Paths, r.admin)
	if err != nil {
		return r.secrets.Error(err) // there is no world whose secrets hide anything
	}
	if r.Inventory == nil {
		if why := r.plan.Overridden(p.Scenario); why != "" {
			return &steps.Failure{Verdict: reports.NotApplicable, Observed: why}
		}
	}
	if participant != nil {
		env.Admin, env.Enter = sharedOrg{r.admin, participant, env.Orgs}, participant.Enter
	}
	env.PlainHTTP = r.Target.PlainHTTP
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
func (r *round) enter(p *play.Performance) *orgstate.Participant {
	r.Inventory.Reserve(p.Scenario, r.number)
	if r.barrier == nil {
		p.Leave = func() { r.Inventory.Release(p.Scenario) }
		return nil
	}
	participant := r.barrier.Join(func(org settings.Values) settings.Values { return r.plan.Required(p.Scenario, org) })
	p.Leave = participant.Leave
	return participant
}

// password returns a random password, so that no two users have the same one.
func password() string {
	b := make([]byte, 18)
	_, _ = rand.Read(b) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b)
}
