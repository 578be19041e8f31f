package steps

import (
	"context"
	"sync"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

// racers is how many requests are sent at the same moment.
const racers = 5

// raceLines are the lines about requests at the same moment.
var raceLines = []Definition{
	plain(`of 5 token requests for the code at the same moment, at most one is accepted`, Action{
		Effect: need.Reuse, Requests: racers,
		Run: func(ctx context.Context, w *World) error {
			if w.code == nil {
				return errored("there is no code to exchange: a line must get one first")
			}
			return w.raceForTokens(ctx, w.usualTokenRequest())
		},
	}),
}

// raceForTokens sends a token request several times at once.
func (w *World) raceForTokens(ctx context.Context, r *flow.TokenRequest) error {
	written, err := w.write(r)
	if err != nil {
		return err
	}
	var won []*answer
	for _, exchange := range w.atOnce(ctx, written) {
		if exchange.Err != nil {
			return errored("no whole answer: %v", exchange.Err)
		}
		a := w.take(r, exchange)
		if a.reading.Outcome == flow.Accepted {
			won = append(won, a)
		}
	}
	switch len(won) {
	case 0:
		return undecided(w.last, "one of the token requests to be accepted", "all were refused")
	case 1:
		return nil
	default:
		return broken(won[1], "the code to be exchanged once", "%d of %d token requests were accepted", len(won), racers)
	}
}

// atOnce sends a request several times at the same moment.
func (w *World) atOnce(ctx context.Context, r wire.Request) []*wire.Exchange {
	exchanges := make([]*wire.Exchange, racers)
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range exchanges {
		all.Go(func() {
			<-start
			exchanges[i] = w.Session.Do(ctx, r)
		})
	}
	close(start)
	all.Wait()
	w.Exchanges = append(w.Exchanges, exchanges...)
	return exchanges
}
