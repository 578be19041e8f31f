package steps

import (
	"context"

	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// Attempt is the result of trying a path of the decision table.
type Attempt struct {
	Reached combination.Stage // the last request that was sent
	*answer
}

func (a *Attempt) accepted() bool { return a.reading.Outcome == flow.Accepted }

// try sends the requests of a path, one after the other, until one is not accepted. need.Combine
// must have planned the path. The error is a *Failure: a request could not be made, or there was no
// complete answer.
func (w *World) try(ctx context.Context, p combination.Path, why purpose) (*Attempt, error) {
	asks := combinedAuthorization(p.Cell)
	var exchanges *flow.TokenRequest
	var r flow.Request = asks
	for stage := combination.Authorization; ; stage++ {
		label := why
		if stage != p.Last {
			label = ""
		}
		a, err := w.sendFor(ctx, label, r)
		if err != nil {
			return nil, err
		}
		got := &Attempt{Reached: stage, answer: a}
		switch {
		case stage == p.Last || !got.accepted():
			return got, nil
		case stage == combination.Authorization:
			exchanges = combinedTokenRequest(asks, p.Cell)
			r = exchanges
		default:
			r = combinedRefresh(exchanges, p.Cell)
		}
	}
}

// placements maps the values of the table to the places of credentials or a secret.
var placements = map[string]flow.Placement{
	combination.None:      {},
	combination.Body:      {Body: true},
	combination.Basic:     {Basic: true},
	combination.BodyBasic: {Body: true, Basic: true},
	combination.Query:     {Query: true},
	combination.Wrong:     {Body: true},
}

// combinedAuthorization is the authorization request of a cell.
func combinedAuthorization(c combination.Cell) *flow.AuthorizationRequest {
	r := flow.NewAuthorization(need.PartiesOf(c), c.Value(combination.Challenge) == combination.S256)
	r.Method = c.Value(combination.Method)
	r.Login.Placement = placements[c.Value(combination.Credentials)]
	return r
}

// combinedTokenRequest returns the token request for the code of a cell's authorization request.
func combinedTokenRequest(from *flow.AuthorizationRequest, c combination.Cell) *flow.TokenRequest {
	r := flow.NewToken(from, false)
	switch c.Value(combination.Verifier) {
	case combination.Wrong:
		r.Params.Set("code_verifier", flow.Of(flow.Random))
	case combination.None:
		r.Params.Remove("code_verifier")
	}
	prove(&r.Client, c.Value(combination.Secret))
	return r
}

// combinedRefresh returns the refresh request for the refresh token of a cell's token request.
func combinedRefresh(from *flow.TokenRequest, c combination.Cell) *flow.RefreshRequest {
	r := flow.NewRefresh(from, false)
	prove(&r.Client, c.Value(combination.RefreshSecret))
	return r
}

// prove puts a secret into the place that a cell asks for.
func prove(client *flow.ClientAuth, secret string) {
	client.Placement = placements[secret]
	if secret == combination.Wrong {
		client.Secret = flow.Of(flow.Random)
	}
}
