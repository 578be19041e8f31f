package runner

import (
	"context"
	"fmt"
	"sync"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
)

// gate leads the scenarios of a target with a single org through the states of
// that org together, so that the org is changed as seldom as can be: it changes
// only when every scenario waits for another state or has ended.
type gate struct {
	admin provisioning.Provisioner
	run   context.Context

	mu      sync.Mutex
	moved   *sync.Cond
	org     provisioning.Org
	way     []settings.Values // the states still to come
	coming  int               // scenarios that have not said yet what they want
	inside  int               // scenarios in the present state
	waiting map[string]*crowd // scenarios by what they want
	changes int
	err     error
}

// crowd is how many scenarios wait for an org to be as they want it.
type crowd struct {
	want settings.Values
	size int
}

// newGate returns the gate of an org for so many scenarios. way are the states
// that the org is to take after the present one.
func newGate(run context.Context, admin provisioning.Provisioner, org provisioning.Org, way []settings.Values, scenarios int) *gate {
	g := &gate{admin: admin, run: run, org: org, way: way, coming: scenarios, waiting: map[string]*crowd{}}
	g.moved = sync.NewCond(&g.mu)
	return g
}

// visitor is one scenario at the gate. It is used by one goroutine.
type visitor struct {
	gate    *gate
	wants   func(org settings.Values) settings.Values // what the scenario depends on, of an org's settings
	arrived bool
	inside  bool
	want    settings.Values // with which it came inside
}

// enter returns when the org is, in all that the scenario depends on, as its
// settings say.
func (v *visitor) enter(ctx context.Context, org provisioning.Org) error {
	want := v.wants(org.Settings)
	if v.inside && v.want.Meets(want) {
		return nil
	}
	g := v.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	v.depart()
	v.want = want
	defer g.wait(want)()
	defer context.AfterFunc(ctx, func() { g.mu.Lock(); g.moved.Broadcast(); g.mu.Unlock() })()
	for g.err == nil && ctx.Err() == nil {
		if g.org.Settings.Meets(want) {
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
func (g *gate) wait(want settings.Values) (end func()) {
	name := want.Canonical()
	if g.waiting[name] == nil {
		g.waiting[name] = &crowd{want: want}
	}
	g.waiting[name].size++
	return func() { g.waiting[name].size-- }
}

// suits reports whether anyone waits for the org to have these settings.
func (g *gate) suits(org settings.Values) bool {
	for _, c := range g.waiting {
		if c.size > 0 && org.Meets(c.want) {
			return true
		}
	}
	return false
}

// leave ends a scenario's visit.
func (v *visitor) leave() {
	v.gate.mu.Lock()
	defer v.gate.mu.Unlock()
	v.depart()
	v.gate.moved.Broadcast()
}

// depart takes the visitor out of the state that it is in. The gate is locked.
func (v *visitor) depart() {
	if !v.arrived {
		v.arrived = true
		v.gate.coming--
	}
	if v.inside {
		v.inside = false
		v.gate.inside--
	}
}

// advance changes the org to the next state that anyone waits for, when nobody
// needs the present one any more. The gate is locked.
func (g *gate) advance() bool {
	if g.coming > 0 || g.inside > 0 || g.suits(g.org.Settings) {
		return false
	}
	for len(g.way) > 0 {
		next := g.way[0]
		g.way = g.way[1:]
		if g.suits(next) {
			g.change(next)
			return true
		}
	}
	g.err = fmt.Errorf("the plan has no way to the org's state that a scenario waits for")
	g.moved.Broadcast()
	return true
}

func (g *gate) change(to settings.Values) {
	changed, err := g.admin.ChangeOrg(g.run, g.org.ID, g.org.Settings.Difference(to))
	g.changes++
	if err != nil {
		g.err = fmt.Errorf("the org could not be changed: %w", err)
	} else {
		g.org.Settings = g.org.Settings.With(changed.Settings)
	}
	g.moved.Broadcast()
}
