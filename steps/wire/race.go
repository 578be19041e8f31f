package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync"
	"time"
)

// errNoConnections says that there are no connections to stand on.
var errNoConnections = errors.New("the server is within this process")

// Race is one request that was sent several times at the same moment.
type Race struct {
	Exchanges []*Exchange
	// LastBytes says how the requests were sent. If it is true, each request stood on the server
	// except for its last byte, and then the last bytes were sent. Otherwise whole requests were sent,
	// because the server is within this process or speaks no HTTP/1.1.
	LastBytes bool
	// Within is the time from the first of these sends to the last.
	Within time.Duration
}

// MostAtOnce is how many requests the limits allow at the same moment.
func (s *Session) MostAtOnce() int { return s.client.options.Parallel }

// AtOnce sends a request several times at the same moment, but not more often than MostAtOnce. Each
// is sent once, over a connection of its own, and is an exchange of the session. The limits hold for
// a race as for other requests: it waits until all of its requests may be sent.
func (s *Session) AtOnce(ctx context.Context, r Request, times int) *Race {
	race := &Race{}
	racers := make([]*racer, min(times, s.MostAtOnce()))
	for i := range racers {
		racers[i] = s.newRacer(r)
		race.Exchanges = append(race.Exchanges, racers[i].exchange)
	}
	s.client.race(ctx, race, racers)
	for _, racer := range racers {
		racer.end()
		s.record(racer.exchange)
	}
	return race
}

// racer is one of the requests of a race.
type racer struct {
	exchange *Exchange
	request  *http.Request // nil if it cannot be sent as it was asked for
	result   result
	left     departure

	conn net.Conn    // on which the request stands except for its last byte; nil without one
	stop func() bool // releases the connection from the context
}

func (s *Session) newRacer(r Request) *racer {
	out := &racer{exchange: &Exchange{Request: r, Started: time.Now()}, result: result{raw: r.Raw}}
	var err error
	if out.request, err = r.build(s.userAgent); err != nil {
		out.result.failure = &Error{Kind: Unsendable, Call: r.Method + " " + r.URL, Detail: err.Error()}
	}
	return out
}

// end writes into the exchange what became of the request.
func (r *racer) end() {
	x := r.exchange
	x.Attempts, x.Response = r.result.attempts, r.result.response
	if r.result.attempts > 0 {
		x.Started = r.result.started
	}
	x.Duration = time.Since(x.Started)
	if r.result.failure != nil {
		x.Err = r.result.failure
	}
}

// race sends the requests of a race, and reads their answers.
func (c *Client) race(ctx context.Context, race *Race, racers []*racer) {
	if len(racers) == 0 || racers[0].request == nil {
		return
	}
	if err := c.options.own(racers[0].request.URL); err != nil {
		for _, r := range racers {
			r.result.failure = &Error{Kind: Forwarded, Call: call(r.request), Detail: err.Error(), cause: err}
		}
		return
	}
	if err := c.takeTurns(ctx, len(racers)); err != nil {
		for _, r := range racers {
			r.result.failure = &Error{Kind: Cancelled, Call: call(r.request), Detail: "ended while it waited for its turn", cause: err}
		}
		return
	}
	defer c.giveTurns(len(racers))
	attempt, cancel := context.WithTimeout(ctx, c.options.RequestTimeout)
	defer cancel()
	for _, r := range racers {
		r.result.attempts, r.result.started = 1, time.Now()
		r.request = r.request.WithContext(attempt)
	}
	last, err := c.stand(attempt, racers)
	if err != nil {
		c.sendTogether(ctx, attempt, race, racers)
		return
	}
	c.sendLast(ctx, race, racers, last)
}

// takeTurns waits until the limits allow several attempts at the same moment. The caller gives the
// turns back. Only one race takes turns at a time: two would wait for each other's.
func (c *Client) takeTurns(ctx context.Context, times int) error {
	select {
	case c.races <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-c.races }()
	for taken := range times {
		if err := c.takeTurn(ctx); err != nil {
			c.giveTurns(taken)
			return err
		}
	}
	return nil
}

func (c *Client) giveTurns(times int) {
	for range times {
		c.giveTurn()
	}
}

// longestPause bounds how long stand waits for what it has sent to arrive.
const longestPause = 100 * time.Millisecond

// stand opens a connection for each request and sends all of the request but its last byte, which it
// returns. If one of them fails, no request was sent: a server waits for the rest of an HTTP/1.1
// message.
func (c *Client) stand(ctx context.Context, racers []*racer) (last []byte, err error) {
	if c.options.Shortcut != nil {
		return nil, errNoConnections
	}
	raw, err := written(racers[0].request, racers[0].exchange.Request)
	if err != nil {
		return nil, err
	}
	most := len(raw) - 1
	errs := make([]error, len(racers))
	took := make([]time.Duration, len(racers))
	var all sync.WaitGroup
	for i, r := range racers {
		all.Go(func() {
			begun := time.Now()
			conn, err := dialRaw(ctx, c.dialer, r.request.URL)
			if err != nil {
				errs[i] = err
				return
			}
			took[i] = time.Since(begun)
			r.conn = conn
			// It may run beside hangUp, and so reads nothing of the racer.
			r.stop = context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
			r.left.gotConn(httptrace.GotConnInfo{Conn: conn})
			_, errs[i] = conn.Write(raw[:most])
		})
	}
	all.Wait()
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		for _, r := range racers {
			r.hangUp()
			r.left = departure{}
		}
		return nil, errs[i]
	}
	// What was sent is still on its way, at most for the time that connecting took. Nothing tells when
	// it has arrived.
	pause := time.NewTimer(min(slices.Max(took), longestPause))
	defer pause.Stop()
	select {
	case <-pause.C:
	case <-ctx.Done(): // the answers will say so
	}
	return raw[most:], nil
}

// written is the request as net/http writes it.
func written(req *http.Request, asked Request) ([]byte, error) {
	if asked.Raw != nil {
		return asked.Raw, nil
	}
	own := *req
	if len(asked.Body) > 0 { // the body of the racer stays unread
		own.Body = io.NopCloser(bytes.NewReader(asked.Body))
	}
	var out bytes.Buffer
	err := own.Write(&out)
	return out.Bytes(), err
}

// hangUp closes the connection, if there is one.
func (r *racer) hangUp() {
	if r.conn == nil {
		return
	}
	if r.stop != nil {
		r.stop()
	}
	_ = r.conn.Close()
	r.conn = nil
}

// sendLast sends the last bytes of all requests, one right after the other, and reads the answers.
func (c *Client) sendLast(ctx context.Context, race *Race, racers []*racer, last []byte) {
	race.LastBytes = true
	begun := time.Now()
	for _, r := range racers {
		_, _ = r.conn.Write(last) // an error also ends the reading of the answer, which reports it
	}
	race.Within = time.Since(begun)
	var all sync.WaitGroup
	for _, r := range racers {
		all.Go(func() {
			defer r.hangUp()
			resp, err := readRaw(r.conn, r.request, c.transport.MaxResponseHeaderBytes)
			if resp, err = (attempts{c}).receive(ctx, r.request, &r.result, &r.left, resp, err); err == nil { // else the result has the error
				_ = resp.Body.Close()
			}
		})
	}
	all.Wait()
}

// sendTogether sends whole requests in the usual way, all of which wait for the same moment.
func (c *Client) sendTogether(ctx, attempt context.Context, race *Race, racers []*racer) {
	begun := make([]time.Time, len(racers))
	start := make(chan struct{})
	var waiting, all sync.WaitGroup
	waiting.Add(len(racers))
	for i, r := range racers {
		all.Go(func() {
			req := unrepeatable(r.request.WithContext(httptrace.WithClientTrace(attempt, r.left.trace())))
			waiting.Done()
			<-start
			begun[i] = time.Now()
			resp, err := attempts{c}.send(req, r.result.raw)
			if resp, err = (attempts{c}).receive(ctx, r.request, &r.result, &r.left, resp, err); err == nil { // else the result has the error
				_ = resp.Body.Close()
			}
		})
	}
	waiting.Wait()
	close(start)
	all.Wait()
	race.Within = slices.MaxFunc(begun, time.Time.Compare).Sub(slices.MinFunc(begun, time.Time.Compare))
}
