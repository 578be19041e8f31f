package runner

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/preflight"
	"github.com/codecred/codecred/runner/suite"
)

// accepts is the line of a scenario that shows that a login is accepted.
const accepts = "the authorization request is accepted"

// askFirst plays, where the server refuses the plainest login of a kind of client, one scenario that
// says so. If it fails, the other scenarios with such a client wait for it: what they would find is a
// consequence. It returns the scenarios that are left to be played.
//
// Users of a static target have logged in before. A single org is not in the state that a login needs.
func (r *round) askFirst(ctx context.Context, list []*suite.Scenario) []*suite.Scenario {
	if r.SkipFlowCheck || r.Inventory != nil || r.plan.Single != nil || r.outcome.missingFlow != "" {
		return list
	}
	for _, kind := range preflight.RefusedKinds(ctx, r.Target, r.plan, list) {
		witness := plainest(list, kind, r.profile())
		if witness == nil {
			continue
		}
		r.play(ctx, []*suite.Scenario{witness})
		result := r.outcome.finished[len(r.outcome.finished)-1]
		left := slices.DeleteFunc(slices.Clone(list), func(sc *suite.Scenario) bool { return sc == witness })
		if result.Verdict != reports.Failed {
			list = left
			continue
		}
		list = nil
		for _, sc := range left {
			if !kind.Has(sc.Need) {
				list = append(list, sc)
				continue
			}
			waits := sc.NewResult(r.profile())
			waits.Verdict, waits.WaitsFor = reports.Inconclusive, witness.ID
			waits.Reason = fmt.Sprintf("the server refuses the plainest login of %s, see %s", kind, witness.ID)
			r.outcome.finish(waits)
		}
	}
	return list
}

// asks is the line of a scenario that sends the usual request.
const asks = "the app asks for authorization"

// plainest returns the scenario that shows with the fewest requests and lines that a login of a kind
// of client is accepted, and that breaks a MUST otherwise; nil if there is none.
func plainest(list []*suite.Scenario, kind preflight.Kind, profile features.Profile) *suite.Scenario {
	var out *suite.Scenario
	for _, sc := range list {
		if !kind.Has(sc.Need) || !preflight.CanWitness(sc.Need, true) || !slices.Contains(sc.Steps, asks) || !slices.Contains(sc.Steps, accepts) || sc.Level(profile) != reports.Must {
			continue
		}
		if out == nil || cmp.Or(cmp.Compare(sc.Need.Requests, out.Need.Requests), cmp.Compare(len(sc.Steps), len(out.Steps)), cmp.Compare(sc.ID, out.ID)) < 0 {
			out = sc
		}
	}
	return out
}
