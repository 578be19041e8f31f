package preflight

import (
	"context"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// Kind is a kind of client: a private one, which has to send its secret, or a public one.
type Kind struct{ Private bool }

// Has reports whether the app of a scenario is of the kind. A scenario about combinations has many
// apps, of both kinds.
func (k Kind) Has(n *need.Need) bool {
	if app, ok := n.Apps[flow.TheApp]; ok {
		return k.is(app)
	}
	for _, app := range n.Apps {
		if k.is(app) {
			return true
		}
	}
	return false
}

func (k Kind) is(app *need.App) bool { return app.Settings.On(settings.WebServerSecret) == k.Private }

// String names the kind with its article.
func (k Kind) String() string {
	if k.Private {
		return "a private client"
	}
	return "a public client"
}

// RefusedKinds returns the kinds of client whose plainest login the server does not accept. Two parties of a kind must be refused: the first and the last of the scenarios of a plan that
// is prepared.
func RefusedKinds(ctx context.Context, t *connect.Target, p *plan.Plan, list []*suite.Scenario) []Kind {
	var out []Kind
	for _, kind := range []Kind{{Private: true}, {Private: false}} {
		var parties []party
		for _, sc := range list {
			if kind.Has(sc.Need) && CanWitness(sc.Need, true) && !p.Parties[sc].Failed() {
				parties = append(parties, partyOf(p.Parties[sc]))
			}
		}
		if len(parties) > 0 && parties[0].isRefused(ctx, t) && parties[len(parties)-1].isRefused(ctx, t) {
			out = append(out, kind)
		}
	}
	return out
}

func (p party) isRefused(ctx context.Context, t *connect.Target) bool {
	asks := flow.NewAuthorization(flow.Usual(), true)
	sent := send(ctx, t, p, asks, nil)
	if sent.Response == nil {
		return false
	}
	return p.read(asks, sent).Outcome != flow.Accepted
}
