package orgstate

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
)

// orgIn is an org with the flow on or off.
func orgIn(on bool) provisioning.Org {
	return provisioning.Org{ID: provisioning.SingleOrg, Settings: settings.Values{settings.AllowFlows: settings.Switch(on)}}
}

// theSwitch is what a scenario wants that depends on the org's switch alone.
func theSwitch(org settings.Values) settings.Values {
	return settings.Values{settings.AllowFlows: org.Effective(settings.AllowFlows)}
}

// changer is a provisioner of which only the change of an org is used.
type changer struct {
	provisioning.Provisioner
	mu      sync.Mutex
	changes []settings.Values
	err     error
}

func (c *changer) ChangeOrg(_ context.Context, id string, change settings.Values) (provisioning.Org, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes = append(c.changes, change)
	return provisioning.Org{ID: id, Settings: change}, c.err
}

func TestTheGateChangesTheOrgWhenNobodyNeedsItAsItIs(t *testing.T) {
	admin := &changer{}
	way := []settings.Values{orgIn(true).Settings, orgIn(false).Settings}
	g := NewBarrier(t.Context(), admin, orgIn(false), way, 20)
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			v := &Participant{Gate: g, Wants: theSwitch}
			defer v.Leave()
			for _, on := range [][]bool{{false, true}, {true, false}, {true}, {false}}[i%4] {
				if !assert.NoError(t, v.Enter(t.Context(), orgIn(on))) {
					return
				}
				g.mu.Lock()
				assert.Equal(t, on, g.Org.Settings.On(settings.AllowFlows), "the org is not as this scenario needs it")
				g.mu.Unlock()
			}
		})
	}
	group.Wait()
	assert.Len(t, admin.changes, 2, "on, and off again")
}

func TestTheGateGivesUpWithItsContext(t *testing.T) {
	g := NewBarrier(t.Context(), &changer{}, orgIn(false), nil, 2) // the second scenario never comes
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- (&Participant{Gate: g, Wants: theSwitch}).Enter(ctx, orgIn(true)) }()
	cancel()
	assert.ErrorIs(t, <-done, context.Canceled)
}

func TestAnOrgThatCannotBeChangedFreesEveryWaiter(t *testing.T) {
	admin := &changer{err: errors.New("no permission")}
	g := NewBarrier(t.Context(), admin, orgIn(false), []settings.Values{orgIn(true).Settings}, 3)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			v := &Participant{Gate: g, Wants: theSwitch}
			defer v.Leave()
			assert.ErrorContains(t, v.Enter(t.Context(), orgIn(true)), "no permission")
		})
	}
	group.Wait()
	assert.Len(t, admin.changes, 1)
}

func TestAWayThatMissesAStateIsAnError(t *testing.T) {
	g := NewBarrier(t.Context(), &changer{}, orgIn(false), nil, 1)
	assert.ErrorContains(t, (&Participant{Gate: g, Wants: theSwitch}).Enter(t.Context(), orgIn(true)), "no way")
}
