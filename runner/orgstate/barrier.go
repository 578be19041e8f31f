package orgstate

import (
	"context"
	"fmt"
	"sync"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
)

// Barrier leads the scenarios of a target with a single org through the states of
// that org together, so that the org is changed as seldom as can be: it changes
// only when every scenario waits for another state or has ended.
type Barrier struct {
	admin provisioning.Provisioner
	run   context.Context

	mu       sync.Mutex
	moved    *sync.Cond
	Org      provisioning.Org
	Schedule []settings.Values   // the states still to come
	coming   int                 // scenarios that have not said yet what they want
	inside   int                 // scenarios in the present state
	waiting  map[string]*waiters // scenarios by what they want
	changes  int
	err      error
}

// waiters is how many scenarios wait for an org to be as they want it.
type waiters struct {
	want settings.Values
	size int
}

// NewBarrier returns the gate of an org for so many scenarios. way are the states
// that the org is to take after the present one.
func NewBarrier(run context.Context, admin provisioning.Provisioner, org provisioning.Org, way []settings.Values, scenarios int) *Barrier {
	g := &Barrier{admin: admin, run: run, Org: org, Schedule: way, coming: scenarios, waiting: map[string]*waiters{}}
	g.moved = sync.NewCond(&g.mu)
	return g
}

// Participant is one scenario at the gate. It is used by one goroutine.
type Participant struct {
	Gate    *Barrier
	Wants   func(org settings.Values) settings.Values // what the scenario depends on, of an org's settings
	arrived bool
	inside  bool
	want    settings.Values // with which it came inside
}

// Enter returns when the org is, in all that the scenario depends on, as its
// settings say.
func (v *Participant) Enter(ctx context.Context, org provisioning.Org) error {
	want := v.Wants(org.Settings)
	if v.inside && v.want.Meets(want) {
		return nil
	}
	g := v.Gate
	g.mu.Lock()
	defer g.mu.Unlock()
	v.depart()
	v.want = want
	defer g.wait(want)()
	defer context.AfterFunc(ctx, func() { g.mu.Lock(); g.moved.Broadcast(); g.mu.Unlock() })()
	for g.err == nil && ctx.Err() == nil {
		if g.Org.Settings.Meets(want) {
			v.inside = true
			g.inside++
			return nil
		}
		if !g.advance() {
			g.moved.Wait()
		}
	}
	if g.err != nil {
		return g.err
	}
	return ctx.Err()
}

// wait counts a scenario as one that waits, until what it returns is called. The
// gate is locked at both times.
func (g *Barrier) wait(want settings.Values) (end func()) {
	name := want.Canonical()
	if g.waiting[name] == nil {
		g.waiting[name] = &waiters{want: want}
	}
	g.waiting[name].size++
	return func() { g.waiting[name].size-- }
}

// suits reports whether anyone waits for the org to have these settings.
func (g *Barrier) suits(org settings.Values) bool {
	for _, c := range g.waiting {
		if c.size > 0 && org.Meets(c.want) {
			return true
		}
	}
	return false
}

// Leave ends a scenario's visit.
func (v *Participant) Leave() {
	v.Gate.mu.Lock()
	defer v.Gate.mu.Unlock()
	v.depart()
	v.Gate.moved.Broadcast()
}

// depart takes the visitor out of the state that it is in. The gate is locked.
func (v *Participant) depart() {
	if !v.arrived {
		v.arrived = true
		v.Gate.coming--
	}
	if v.inside {
		v.inside = false
		v.Gate.inside--
	}
}

// advance changes the org to the next state that anyone waits for, when nobody
// needs the present one any more. The gate is locked.
func (g *Barrier) advance() bool {
	if g.coming > 0 || g.inside > 0 || g.suits(g.Org.Settings) {
		return false
	}
	for len(g.Schedule) > 0 {
		next := g.Schedule[0]
		g.Schedule = g.Schedule[1:]
		if g.suits(next) {
			g.change(next)
			return true
		}
	}
	g.err = fmt.Errorf("the plan has no way to the org's state that a scenario waits for")
	g.moved.Broadcast()
	return true
}

func (g *Barrier) change(to settings.Values) {
	changed, err := g.admin.ChangeOrg(g.run, g.Org.ID, g.Org.Settings.Difference(to))
	g.changes++
	if err != nil {
		g.err = fmt.Errorf("the org could not be changed: %w", err)
	} else {
		g.Org.Settings = g.Org.Settings.With(changed.Settings)
	}
	g.moved.Broadcast()
}
