package steps

import (
	"context"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/wire"
)

// Attempt is what came of trying a path.
type Attempt struct {
	Reached  combination.Stage // the last request that was sent
	Accepted bool
	Refused  bool           // neither where an answer is no clear refusal
	Form     string         // what the last answer looks like
	Exchange *wire.Exchange // the last
	answer   *answer
}

// Try sends the requests of a path, one after the other, until one is not
// accepted. What Combine has planned for the path must be on the stage. The
// error is a *Failure: a request could not be made, or no whole answer came.
func (w *World) Try(ctx context.Context, p combination.Path) (*Attempt, error) {
	r := combinedAuthorization(p.Cell)
	for stage := combination.Authorization; ; stage++ {
		a, err := w.send(ctx, r)
		if err != nil {
			return nil, err
		}
		got := &Attempt{
			Reached: stage, Accepted: a.reading.outcome == accepted, Refused: a.reading.outcome == refused,
			Form: a.reading.form, Exchange: a.exchange, answer: a,
		}
		switch {
		case stage == p.Last || !got.Accepted:
			return got, nil
		case stage == combination.Authorization:
			r = combinedTokenRequest(r, p.Cell)
		default:
			r = combinedRefresh(r, p.Cell)
		}
	}
}

// Combine notes what paths need: an org for each state of its switch, an app
// for each combination of settings, and a user in each org who may use them.
func (n *Need) Combine(paths ...combination.Path) {
	for _, p := range paths {
		want, org, parties := p.Cell.Settings(), orgOf(p.Cell), partiesOf(p.Cell)
		if _, there := n.Orgs[org]; !there {
			n.Orgs[org] = &OrgNeed{Settings: want.Pick(true)}
			n.Users[parties.user] = &UserNeed{Org: org, State: provisioning.Active}
		}
		n.Apps[parties.app] = &AppNeed{Org: org, Settings: baseSettings.With(want.Pick(false))}
		n.name(want)
		n.visit(want.Pick(true))
		n.Touches.add(settings.Codes)
		n.Requests += int(p.Last) + 1
	}
}

// inTurn orders trials so that the org's switch is turned once at the most.
func inTurn(trials []combination.Trial) []combination.Trial {
	off := func(t combination.Trial) int {
		if orgOf(t.Cell) == TheOrg {
			return 1
		}
		return 0
	}
	return slices.SortedStableFunc(slices.Values(trials), func(a, b combination.Trial) int { return off(a) - off(b) })
}

// orgOf names the org in which a cell is tried.
func orgOf(c combination.Cell) Role {
	if c.Value(settings.AllowFlows) == combination.On {
		return TheOrg
	}
	return TheOrg + " that does not allow the flow"
}

// partiesOf names the app and the user of a cell.
func partiesOf(c combination.Cell) cast {
	user := TheUser
	if org := orgOf(c); org != TheOrg {
		user += " of " + org
	}
	return cast{app: "the app with " + Role(c.Settings().Canonical()), user: user}
}
