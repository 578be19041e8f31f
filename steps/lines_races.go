package steps

import (
	"context"
	"fmt"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

// A race sends one request at most racers times at the same moment, as the limits of the target
// allow. It is run again raceRounds times, each time with what the request uses up got anew: one
// round may miss a server that looks up a code, and deletes it a millisecond later.
const (
	racers     = 16
	raceRounds = 5
)

// raceLines are the lines about requests at the same moment. The request before them was accepted
// alone: it is the control of those that are refused.
var raceLines = []Definition{
	plain(`of many such requests at the same moment, each time with (?:a new code|a new one-time password), at most one is accepted`, Action{
		Effect: need.Race, Requests: raceRounds * (racers + 2), Repeats: true,
		Run: func(ctx context.Context, w *World) error {
			return w.race(ctx, func(round *round) error {
				if len(round.won) < 2 {
					return nil
				}
				return broken(round.won[1], fmt.Sprintf("at most one %s to be accepted", round.of), "%s", round)
			})
		},
	}),
	plain(`of many such requests at the same moment, each time with new tokens, at most one gives a refresh token that works`, Action{
		Effect: need.Race, Requests: raceRounds * (2*racers + 2), Repeats: true,
		Run: func(ctx context.Context, w *World) error { return w.race(ctx, w.oneLives(ctx)) },
	}),
}

// round is one of the races of a line.
type round struct {
	*wire.Race
	won      []*answer // the accepted ones
	answered int       // the requests that the target dealt with
	of       flow.Kind
}

// String says what became of the requests.
func (r *round) String() string {
	sent := fmt.Sprintf("of %d %ss at the same moment (%s) %d were accepted", len(r.Exchanges), r.of, together(r.LastBytes, r.Within), len(r.won))
	if r.answered < len(r.Exchanges) {
		sent += fmt.Sprintf(", and %d were not answered", len(r.Exchanges)-r.answered)
	}
	return sent
}

// together says how near to one another requests were sent.
func together(lastBytes bool, within time.Duration) string {
	what := "whole requests"
	if lastBytes {
		what = "their last bytes"
	}
	return fmt.Sprintf("%s within %.1f ms", what, float64(within.Microseconds())/1000)
}

// race sends the last request many times at the same moment, again and again, and judges each round.
// A round decides only if the target dealt with several requests and accepted one: requests that are
// all refused may have been refused for their number.
func (w *World) race(ctx context.Context, judge func(*round) error) error {
	alone, err := w.latest()
	if err != nil {
		return err
	}
	if alone.reading.Outcome != flow.Accepted {
		return undecided(alone, "the request to be accepted when it is sent alone", "the %s got %s", alone.request.Kind(), alone.reading.Form)
	}
	if most := w.Session.MostAtOnce(); most < 2 {
		return &Failure{Verdict: reports.NotRun, Observed: fmt.Sprintf(
			"the limit of %d request at a time leaves no race: raise parallel in the target file to 2 at least", most)}
	}
	var last *round
	decided, lastBytes, within := 0, true, time.Duration(0)
	for range raceRounds {
		if last, err = w.raceOnce(ctx, alone.request); err != nil {
			return err
		}
		if err := judge(last); err != nil {
			return err
		}
		if len(last.won) > 0 && last.answered > 1 {
			decided++
		}
		lastBytes, within = lastBytes && last.LastBytes, max(within, last.Within)
	}
	if decided == 0 {
		return undecided(w.last, fmt.Sprintf("one %s of several at the same moment to be accepted and another one to be answered", last.of), "%s", last)
	}
	w.note(fmt.Sprintf("%d %ss at the same moment, %d times (%s): %d times one was accepted",
		len(last.Exchanges), last.of, raceRounds, together(lastBytes, within), decided))
	return nil
}

// raceOnce gets anew what a request uses up, and sends the request many times at the same moment.
func (w *World) raceOnce(ctx context.Context, r flow.Request) (*round, error) {
	r = r.Clone()
	c := r.Common()
	if c.From == nil {
		return nil, errored("the %s uses up nothing", r.Kind())
	}
	from, err := w.again(ctx, c.From, c.Parties)
	if err != nil {
		return nil, err
	}
	c.From = from
	if _, headless := from.(*flow.HeadlessRequest); headless && w.latestValue(flow.OneTimePassword) == "" {
		return nil, undecided(w.last, "a one-time password, which the check rests on", "the outbox has none")
	}
	written, err := w.ready(ctx, r)
	if err != nil {
		return nil, err
	}
	out := &round{Race: w.Session.AtOnce(ctx, written, racers), of: r.Kind()}
	w.Exchanges = append(w.Exchanges, out.Exchanges...)
	for _, x := range out.Exchanges {
		if x.Err != nil || isUnavailable(x.Response.Status) {
			continue
		}
		out.answered++
		if a := w.take(r, x); a.reading.Outcome == flow.Accepted {
			out.won = append(out.won, a)
		}
	}
	if why := unanswered(out.Exchanges[0]); why.Verdict == reports.NotRun {
		return nil, why
	}
	if out.answered == 0 {
		return nil, errored("none of %d requests at the same moment was answered: %v", len(out.Exchanges), out.Exchanges[0].Err).about(out.Exchanges[0])
	}
	return out, nil
}

// oneLives judges a race of refreshes under rotation: of the refresh tokens that they gave, at most
// one may work. Several accepted requests that got the same refresh token are one login still.
func (w *World) oneLives(ctx context.Context) func(*round) error {
	return func(round *round) error {
		if len(round.won) < 2 {
			return nil
		}
		tried, alive := map[string]bool{}, 0
		for _, a := range round.won {
			token := a.reading.Tokens.Refresh
			if token == "" || tried[token] {
				continue
			}
			tried[token] = true
			w.remember(flow.RefreshToken, token)
			got, err := w.send(ctx, a.request.Clone())
			if err != nil {
				return err
			}
			if got.reading.Outcome == flow.Accepted {
				alive++
			}
			if alive > 1 {
				return broken(a, "at most one of the refresh tokens that they gave to work", "%s, and several of their refresh tokens work", round)
			}
		}
		return nil
	}
}
