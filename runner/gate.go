package runner

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
)

// gate leads the scenarios of a target with a single org through the states of
// that org together, so that the org is changed as seldom as can be: it changes
// only when every scenario waits for another state or has ended.
type gate struct {
	admin target.Provisioner
	run   context.Context

	mu      sync.Mutex
	moved   *sync.Cond
	org     target.Org
	way     []settings.Values // the states still to come
	coming  int               // scenarios that have not said yet what they want
	inside  int               // scenarios in the present state
	waiting map[string]int    // scenarios by the state that they wait for
	changes int
	err     error
}

// newGate returns the gate of an org for so many scenarios. way are the states
// that the org is to take after the present one.
func newGate(run context.Context, admin target.Provisioner, org target.Org, way []settings.Values, scenarios int) *gate {
	g := &gate{admin: admin, run: run, org: org, way: way, coming: scenarios, waiting: map[string]int{}}
	g.moved = sync.NewCond(&g.mu)
	return g
}

// visitor is one scenario at the gate. It is used by one goroutine.
type visitor struct {
	gate    *gate
	arrived bool
	state   string // where it is inside; empty for nowhere
}

// enter returns when the org is in the state that its settings say.
func (v *visitor) enter(ctx context.Context, org target.Org) error {
	want := stateOf(org.Settings)
	if v.state == want {
		return nil
	}
	g := v.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	v.depart()
	g.waiting[want]++
	defer func() { g.waiting[want]-- }()
	defer context.AfterFunc(ctx, func() { g.mu.Lock(); g.moved.Broadcast(); g.mu.Unlock() })()
	for g.err == nil && ctx.Err() == nil {
		if stateOf(g.org.Settings) == want {
			v.state = want
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
	if v.state != "" {
		v.state = ""
		v.gate.inside--
	}
}

// advance changes the org to the next state that anyone waits for, when nobody
// needs the present one any more. The gate is locked.
func (g *gate) advance() bool {
	if g.coming > 0 || g.inside > 0 || g.waiting[stateOf(g.org.Settings)] > 0 {
		return false
	}
	for len(g.way) > 0 {
		next := g.way[0]
		g.way = g.way[1:]
		if g.waiting[stateOf(next)] > 0 {
			g.change(next)
			return true
		}
	}
	g.err = fmt.Errorf("the plan has no way to the org's state that a scenario waits for")
	g.moved.Broadcast()
	return true
}

func (g *gate) change(to settings.Values) {
	changed, err := g.admin.ChangeOrg(g.run, g.org.ID, difference(g.org.Settings, to))
	g.changes++
	if err != nil {
		g.err = fmt.Errorf("the org could not be changed: %w", err)
	} else {
		g.org.Settings = g.org.Settings.With(changed.Settings)
	}
	g.moved.Broadcast()
}

// difference returns the settings of to that from does not have yet.
func difference(from, to settings.Values) settings.Values {
	out := settings.Values{}
	for key := range to {
		if !from.Effective(key).Equal(to.Effective(key)) {
			out[key] = to[key]
		}
	}
	return out
}

// stateOf names a state of an org by its settings that are not at their default.
func stateOf(org settings.Values) string {
	out := settings.Values{}
	for key := range org {
		s, ok := settings.Lookup(key)
		if value := org.Effective(key); ok && s.Level.OnOrg() && !value.Equal(s.Default) {
			out[key] = value
		}
	}
	return out.Canonical()
}

// states returns the way for the sequences of scenarios, beginning after start.
func states(start settings.Values, sequences [][]settings.Values) []settings.Values {
	byName := map[string]settings.Values{}
	var names [][]string
	for _, seq := range sequences {
		var line []string
		for _, state := range seq {
			name := stateOf(state)
			byName[name] = state
			line = append(line, name)
		}
		names = append(names, slices.Compact(line))
	}
	var out []settings.Values
	for _, name := range walk(stateOf(start), names)[1:] {
		out = append(out, byName[name])
	}
	return out
}
