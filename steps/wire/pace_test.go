package wire

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
	assert.Greater(t, float64(p.limiter.Limit()), 1e300, "nobody complained")

	p.lower()
	assert.InDelta(t, 40, float64(p.limiter.Limit()), 0.001, "half of what was sent in a second")
	p.lower()
	assert.InDelta(t, 40, float64(p.limiter.Limit()), 0.001, "requests that were under way are answered 429 as well")
	for range 10 {
		pass(lowerEach)
		p.lower()
	}
	assert.InDelta(t, slowest, float64(p.limiter.Limit()), 0.001, "and no slower")

	p.rise()
	assert.InDelta(t, slowest, float64(p.limiter.Limit()), 0.001, "it has just been lowered")
	for range 8 {
		pass(riseAfter)
		p.rise()
	}
	assert.InDelta(t, 256, float64(p.limiter.Limit()), 0.001)
	assert.InDelta(t, slowest, float64(p.lowest), 0.001)
}

func TestAPaceNeverExceedsTheLimit(t *testing.T) {
	now := time.Now()
	p := newPace(10)
	p.now = func() time.Time { return now }
	p.lower() // nothing was sent yet
	assert.InDelta(t, slowest, float64(p.limiter.Limit()), 0.001)
	for range 9 {
		now = now.Add(riseAfter)
		p.rise()
	}
	assert.InDelta(t, 10, float64(p.limiter.Limit()), 0.001)
}
