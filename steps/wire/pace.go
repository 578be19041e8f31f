package wire

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// pace bounds how many requests are sent in a second, over all sessions. A server that answers 429 gets half as many as before, again
// and again until it does not say so any more. After a while without a 429 the pace rises again.
// Calls of administration keep to the options alone: what was made must be removed in time.
type pace struct {
	limiter *rate.Limiter // of the exchanges of sessions
	bound   *rate.Limiter // of all requests: what the options allow
	most    rate.Limit    // what the options allow
	now     func() time.Time

	mu      sync.Mutex
	changed time.Time  // when the pace was last changed
	lowest  rate.Limit // that there was; 0 if it was never lowered
	began   time.Time  // of the present second
	sent    int        // in the present second
	before  int        // in the second before
}

const (
	// slowest is the pace below which no server brings the client, in requests a second.
	slowest = 1
	// lowerEach is the shortest time between two lowerings: requests that were under way are answered 429 as well.
	lowerEach = time.Second
	// riseAfter is the time without a 429 after which the pace rises.
	riseAfter = 10 * time.Second
)

func newPace(perSecond float64) *pace {
	most := rate.Inf
	if perSecond > 0 {
		most = rate.Limit(perSecond)
	}
	return &pace{limiter: rate.NewLimiter(most, 1), bound: rate.NewLimiter(most, 1), most: most, now: time.Now}
}

// slow returns when the server bears another exchange of a session.
func (p *pace) slow(ctx context.Context) error {
	p.rise()
	return p.limiter.Wait(ctx)
}

// wait returns when the options allow another request.
func (p *pace) wait(ctx context.Context) error {
	if err := p.bound.Wait(ctx); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := p.now(); now.Sub(p.began) >= time.Second {
		p.before, p.sent, p.began = p.sent, 0, now
	}
	p.sent++
	return nil
}

// lower is called when a server says that there are too many requests.
func (p *pace) lower() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, limit := p.now(), p.limiter.Limit()
	if p.lowest > 0 && now.Sub(p.changed) < lowerEach {
		return
	}
	measured := rate.Limit(max(p.sent, p.before))
	p.changed = now
	p.set(max(slowest, min(limit, max(measured, slowest))/2))
	if p.lowest == 0 || p.limiter.Limit() < p.lowest {
		p.lowest = p.limiter.Limit()
	}
}

// rise doubles a pace that was lowered once the server has borne it for a while.
func (p *pace) rise() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if limit := p.limiter.Limit(); limit < p.most && p.now().Sub(p.changed) >= riseAfter {
		p.changed = p.now()
		p.set(min(p.most, 2*limit))
	}
}

// forgive gives up: a server that answers 429 whatever the pace does not become free by waiting.
func (p *pace) forgive() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.set(p.most)
}

func (p *pace) set(limit rate.Limit) { p.limiter.SetLimitAt(p.now(), limit) }

// Slowest returns the lowest pace in requests a second to which answers of 429 have brought the client; 0 if there were none.
func (c *Client) Slowest() float64 {
	c.pace.mu.Lock()
	defer c.pace.mu.Unlock()
	return float64(c.pace.lowest)
}
