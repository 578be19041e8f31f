package wire_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/steps/wire"
)

// TestAServerThatIsBusyForGoodIsWaitedForOnce: until it answers again, each
// exchange has one attempt.
func TestAServerThatIsBusyForGoodIsWaitedForOnce(t *testing.T) {
	var busy atomic.Bool
	turn := hostile.Busy("503 Service Unavailable", "Retry-After: 0\r\n")
	peer := serve(t, func(c *hostile.Conversation) {
		if busy.Load() {
			turn(c)
			return
		}
		hostile.Answers(hostile.Answer("200 OK", "Connection: close\r\n", "ok"))(c)
	})
	session := newSession(t, limited())
	attempts := func() int { return do(t, session, authorization(peer)).Attempts }

	busy.Store(true)
	assert.Equal(t, 3, attempts())
	assert.Equal(t, 1, attempts())
	assert.Equal(t, 1, attempts())
	busy.Store(false)
	assert.Equal(t, 1, attempts())
	busy.Store(true)
	assert.Equal(t, 3, attempts(), "it has answered since")
}

func TestAServerThatIsGoneIsWaitedForOnce(t *testing.T) {
	peer, err := hostile.Start(context.WithoutCancel(t.Context()), nil, hostile.Answers(hostile.OK))
	assert.NoError(t, err)
	peer.Close()
	session := newSession(t, limited())
	assert.Equal(t, 3, do(t, session, authorization(peer)).Attempts)
	x := do(t, session, authorization(peer))
	assert.Equal(t, 1, x.Attempts)
	assert.ErrorContains(t, x.Err, string(wire.Refused))
}

// TestClientsWithDifferentTimeoutsShareTheirLimits lets two clients send at once
// to a server that counts.
func TestClientsWithDifferentTimeoutsShareTheirLimits(t *testing.T) {
	var inFlight, most atomic.Int64
	pair := make(chan struct{})
	peer := serve(t, func(c *hostile.Conversation) {
		if !c.ReadRequest() {
			return
		}
		now := inFlight.Add(1)
		for before := most.Load(); now > before && !most.CompareAndSwap(before, now); before = most.Load() {
		}
		select { // two requests are in flight at a time, each holds on until the other is there
		case pair <- struct{}{}:
		case <-pair:
		}
		<-time.After(5 * time.Millisecond) // in which no third one may come
		inFlight.Add(-1)
		c.Say(hostile.Answer("200 OK", "Connection: close\r\n", "ok"))
	})
	o := limited()
	o.Parallel = 2
	one := newClient(t, o)
	other := one.WithTimeout(time.Minute)
	t.Cleanup(other.Close)
	var all sync.WaitGroup
	for i := range 16 {
		client := []*wire.Client{one, other}[i%2]
		all.Go(func() { assert.NoError(t, do(t, client.Session("a", nil), authorization(peer)).Err) })
	}
	all.Wait()
	assert.EqualValues(t, 2, most.Load())
	assert.Equal(t, 8, one.Requests(), "each counts its own")
}
