package wire

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/time/rate"
)

// TestAPaceFallsAndRises leads a pace through time. Waiting takes no time here: the limiter is full again after each step.
func TestAPaceFallsAndRises(t *testing.T) {
	now := time.Now()
	p := newPace(0)
	p.now = func() time.Time { return now }
	pass := func(d time.Duration) { now = now.Add(d) }
	for range 80 {
		require.NoError(t, p.wait(t.Context()))
	}
	assert.Equal(t, rate.Inf, p.limiter.Limit(), "nobody complained")

	p.lower()
	assert.EqualValues(t, 40, p.limiter.Limit(), "half of what was sent in a second")
	p.lower()
	assert.EqualValues(t, 40, p.limiter.Limit(), "requests that were under way are answered 429 as well")
	for range 10 {
		pass(lowerEach)
		p.lower()
	}
	assert.EqualValues(t, slowest, p.limiter.Limit(), "and no slower")

	p.rise()
	assert.EqualValues(t, slowest, p.limiter.Limit(), "it has just been lowered")
	for range 8 {
		pass(riseAfter)
		p.rise()
	}
	assert.EqualValues(t, 256, p.limiter.Limit())
	assert.EqualValues(t, slowest, p.lowest)
}

func TestAPaceNeverExceedsTheLimit(t *testing.T) {
	now := time.Now()
	p := newPace(10)
	p.now = func() time.Time { return now }
	p.lower() // nothing was sent yet
	assert.EqualValues(t, slowest, p.limiter.Limit())
	for range 9 {
		now = now.Add(riseAfter)
		p.rise()
	}
	assert.EqualValues(t, 10, p.limiter.Limit())
}
