package orgstate

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
)

// Barrier leads scenarios through the states of a single org together. It changes the
// org only when every scenario waits for another state or has ended, so that the org
// is changed as few times as possible.
type Barrier struct {
	admin provisioning.Provisioner
	run   context.Context

	mu      sync.Mutex
	moved   *sync.Cond
	org     provisioning.Org  // as it is now
	states  []settings.Values // that are still to come
	coming  int               // participants that have not yet said what they require
	inside  int               // participants in the present state
	waiting map[string]*waiters
	missed  []missed // states that the org was changed to and did not take
	err     error
}

// missed is a state that the target did not take as it was asked to.
type missed struct{ state, got settings.Values }

// waiters are the participants that wait for the same settings of the org.
type waiters struct {
	required settings.Values
	count    int
}

// NewBarrier returns the barrier of an org for a number of participants. schedule are the states
// that the org takes after the present one. The org is changed in the context of the run: a change
// must not end because one scenario ends.
func NewBarrier(run context.Context, admin provisioning.Provisioner, org provisioning.Org, schedule []settings.Values, participants int) *Barrier {
	b := &Barrier{admin: admin, run: run, org: org, states: schedule, coming: participants, waiting: map[string]*waiters{}}
	b.moved = sync.NewCond(&b.mu)
	return b
}

// Now returns the org as it is and the states that are still to come. It is called
// when no participant is under way.
func (b *Barrier) Now() (org provisioning.Org, schedule []settings.Values) { return b.org, b.states }

// Participant is one scenario at the barrier. It is used by one goroutine.
type Participant struct {
	barrier  *Barrier
	requires func(org settings.Values) settings.Values
	arrived  bool            // it has said what it requires, or left
	inside   bool            // it is in the present state
	required settings.Values // with which it came inside
}

// Join returns a participant. requires says on which of an org's settings the scenario
// depends; the org may have any values in the others.
func (b *Barrier) Join(requires func(org settings.Values) settings.Values) *Participant {
	return &Participant{barrier: b, requires: requires}
}

// Enter returns when the settings on which the scenario depends have the same values in the org as
// in the given one. The error says why the org could not be changed, or that ctx has ended; it is a *provisioning.OverriddenError if
// the target overrides a setting.
func (p *Participant) Enter(ctx context.Context, org provisioning.Org) error {
	required := p.requires(org.Settings)
	if p.inside && p.required.Meets(required) {
		return nil
	}
	b := p.barrier
	b.mu.Lock()
	defer b.mu.Unlock()
	p.depart()
	p.required = required
	defer b.wait(required)()
	defer context.AfterFunc(ctx, func() { b.mu.Lock(); b.moved.Broadcast(); b.mu.Unlock() })()
	for b.err == nil && ctx.Err() == nil {
		if b.org.Settings.Meets(required) {
			p.inside = true
			b.inside++
			return nil
		}
		if why := b.overridden(required); why != nil {
			return why
		}
		if !b.advance() {
			b.moved.Wait()
		}
	}
	if b.err != nil {
		return b.err
	}
	return ctx.Err()
}

// Leave says that the scenario has ended.
func (p *Participant) Leave() {
	p.barrier.mu.Lock()
	defer p.barrier.mu.Unlock()
	p.depart()
	p.barrier.moved.Broadcast()
}

// depart takes the participant out of the present state. The barrier is locked.
func (p *Participant) depart() {
	if !p.arrived {
		p.arrived = true
		p.barrier.coming--
	}
	if p.inside {
		p.inside = false
		p.barrier.inside--
	}
}

// wait counts a participant as waiting until the returned function is called. The barrier must be
// locked at both calls.
func (b *Barrier) wait(required settings.Values) (end func()) {
	name := required.Canonical()
	if b.waiting[name] == nil {
		b.waiting[name] = &waiters{required: required}
	}
	b.waiting[name].count++
	return func() { b.waiting[name].count-- }
}

// isAwaited reports whether a participant waits for the org to have these settings.
func (b *Barrier) isAwaited(org settings.Values) bool {
	for _, w := range b.waiting {
		if w.count > 0 && org.Meets(w.required) {
			return true
		}
	}
	return false
}

// overridden returns a *provisioning.OverriddenError if the org was to take a state with these settings, and did not.
func (b *Barrier) overridden(required settings.Values) error {
	for _, m := range b.missed {
		if m.state.Meets(required) {
			return provisioning.Overridden(required, m.got)
		}
	}
	return nil
}

// advance changes the org to the next state that a participant waits for, once no
// participant needs the present one. The barrier is locked.
func (b *Barrier) advance() bool {
	if b.coming > 0 || b.inside > 0 || b.isAwaited(b.org.Settings) {
		return false
	}
	for len(b.states) > 0 {
		next := b.states[0]
		b.states = b.states[1:]
		if b.isAwaited(next) {
			b.change(next)
			return true
		}
	}
	b.err = errors.New("the schedule has no state of the org that a scenario waits for")
	b.moved.Broadcast()
	return true
}

func (b *Barrier) change(to settings.Values) {
	changed, err := b.admin.ChangeOrg(b.run, b.org.ID, b.org.Settings.Difference(to))
	if err != nil {
		b.err = fmt.Errorf("the org could not be changed: %w", err)
	} else {
		b.org.Settings = b.org.Settings.With(changed.Settings)
		if !b.org.Settings.Meets(to) {
			b.missed = append(b.missed, missed{to, b.org.Settings})
		}
	}
	b.moved.Broadcast()
}
