package runner

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/wire/redact"
)

// castAll casts every scenario of the selection that could run, those of other
// shards as well: they use the same users.
func (r *run) castAll(times int) {
	if r.standing == nil {
		return
	}
	whole, err := r.Suite.Select(r.Options.Selection)
	if err != nil {
		whole = r.Selected // it was selected before
	}
	r.standing.castAll(slices.DeleteFunc(whole, func(sc *Scenario) bool { return unfit(sc, r.Target) != "" }), times)
}

// prepare asks the target for everything in the plan.
func (r *run) prepare(ctx context.Context, p *plan) {
	r.plan = p
	p.prepare(ctx, r.admin, r.Target.Limits.Parallel)
	r.register()
	if err := p.fault(); err != nil && ctx.Err() == nil {
		r.fault = r.secrets.Redact(fmt.Sprintf("the target could not be prepared: %v", err))
	}
}

// register makes every secret of the plan known before anything is sent.
func (r *run) register() {
	for _, org := range r.plan.all() {
		for _, app := range org.apps {
			r.secrets.Register("client_secret", app.app.ClientSecret)
		}
	}
}

// listen finds out, before the scenarios run, whether there is any sense in them.
func (r *run) listen(ctx context.Context, list []*Scenario) {
	mute, err := speaks(ctx, r.Target, witnessesIn(r.plan, list))
	r.mute = r.secrets.Redact(mute)
	// What cannot be provisioned is found out before; nothing provisions what stands.
	if err != nil && r.standing != nil && ctx.Err() == nil {
		r.fault = r.secrets.Redact(fmt.Sprintf("the target could not be reached: %v", err))
		r.mute = r.fault
	}
}

// ready sets the stage of a scenario.
func (r *run) ready(p *performance) error {
	if r.mute != "" {
		return errors.New(r.mute)
	}
	visitor := r.enter(p)
	cast := r.plan.casts[p.scenario]
	stage, err := cast.stage(r.Target.Paths, r.admin)
	if err != nil {
		return err
	}
	if visitor != nil {
		stage.Admin, stage.Enter = turns{r.admin, visitor, stage.Orgs}, visitor.enter
	}
	cast.people(stage, p.scenario.Need)
	stage.ClientAddress = r.Target.Capabilities.ClientAddress
	secrets := redact.New(r.secrets)
	for _, user := range stage.Users {
		secrets.Register("password", user.Password)
	}
	p.world = steps.NewWorld(stage, r.Target.Wire.Session(p.scenario.ID, secrets), secrets)
	return nil
}

// enter waits until the scenario may have what it shares with others. What it
// returns leads it through the states of a single org; nil on other targets.
func (r *run) enter(p *performance) *visitor {
	r.standing.enter(p.scenario, r.round)
	if r.gate == nil {
		p.leave = func() { r.standing.leave(p.scenario) }
		return nil
	}
	v := &visitor{gate: r.gate, wants: func(org settings.Values) settings.Values { return r.plan.wants(p.scenario, org) }}
	p.leave = v.leave
	return v
}

// password makes a password that no other user has.
func password() string {
	b := make([]byte, 18)
	_, _ = rand.Read(b) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b)
}
