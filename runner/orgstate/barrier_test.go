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

// theSwitch is what a scenario requires that depends on one setting of the org alone.
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

func TestTheOrgChangesWhenNobodyNeedsItAsItIs(t *testing.T) {
	admin := &changer{}
	schedule := []settings.Values{orgIn(true).Settings, orgIn(false).Settings}
	b := NewBarrier(t.Context(), admin, orgIn(false), schedule, 20)
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			p := b.Join(theSwitch)
			defer p.Leave()
			for _, on := range [][]bool{{false, true}, {true, false}, {true}, {false}}[i%4] {
				if !assert.NoError(t, p.Enter(t.Context(), orgIn(on))) {
					return
				}
				b.mu.Lock()
				assert.Equal(t, on, b.org.Settings.On(settings.AllowFlows), "the org is not as this scenario needs it")
				b.mu.Unlock()
			}
		})
	}
	group.Wait()
	assert.Len(t, admin.changes, 2, "on, and off again")
}

func TestAParticipantGivesUpWithItsContext(t *testing.T) {
	b := NewBarrier(t.Context(), &changer{}, orgIn(false), nil, 2) // the second scenario never comes
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- b.Join(theSwitch).Enter(ctx, orgIn(true)) }()
	cancel()
	assert.ErrorIs(t, <-done, context.Canceled)
}

func TestAnOrgThatCannotBeChangedFreesEveryWaiter(t *testing.T) {
	admin := &changer{err: errors.New("no permission")}
	b := NewBarrier(t.Context(), admin, orgIn(false), []settings.Values{orgIn(true).Settings}, 3)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			p := b.Join(theSwitch)
			defer p.Leave()
			assert.ErrorContains(t, p.Enter(t.Context(), orgIn(true)), "no permission")
		})
	}
	group.Wait()
	assert.Len(t, admin.changes, 1)
}

func TestAScheduleThatMissesAStateIsAnError(t *testing.T) {
	b := NewBarrier(t.Context(), &changer{}, orgIn(false), nil, 1)
	assert.ErrorContains(t, b.Join(theSwitch).Enter(t.Context(), orgIn(true)), "no state")
}

// stubborn is a provisioner of an org whose switch stays off.
type stubborn struct{ provisioning.Provisioner }

func (stubborn) ChangeOrg(_ context.Context, id string, _ settings.Values) (provisioning.Org, error) {
	return provisioning.Org{ID: id, Settings: orgIn(false).Settings}, nil
}

// TestAStateThatTheOrgDoesNotTakeIsOverridden holds that those who need it are told so, and that the others go on.
func TestAStateThatTheOrgDoesNotTakeIsOverridden(t *testing.T) {
	b := NewBarrier(t.Context(), stubborn{}, orgIn(false), []settings.Values{orgIn(true).Settings, orgIn(false).Settings}, 9)
	var group sync.WaitGroup
	for i := range 9 {
		group.Go(func() {
			p := b.Join(theSwitch)
			defer p.Leave()
			on := i%3 == 0
			err := p.Enter(t.Context(), orgIn(on))
			if !on {
				assert.NoError(t, err)
				return
			}
			overridden, ok := errors.AsType[*provisioning.OverriddenError](err)
			if assert.True(t, ok, "%v", err) {
				assert.Equal(t, orgIn(true).Settings, overridden.Asked)
				assert.Equal(t, orgIn(false).Settings, overridden.Got)
				assert.EqualError(t, err, "the target overrides settings: org.allow_code_credentials_flows must be on, and is off")
			}
		})
	}
	group.Wait()
}
