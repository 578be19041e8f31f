package runner

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/preflight"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
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

// askAgain looks, where a scenario on a static target was not passed, whether its users can still log
// in. They could before. If somebody was locked out in between, or changed a password, the scenarios
// of that user prove nothing.
func (r *round) askAgain(ctx context.Context) {
	spoilt := func(s reports.Scenario) bool {
		return slices.Contains([]reports.Verdict{reports.Failed, reports.Warned, reports.Inconclusive}, s.Verdict)
	}
	if r.Inventory == nil || r.outcome.missingFlow != "" || ctx.Err() != nil || !slices.ContainsFunc(r.outcome.finished, spoilt) {
		return
	}
	out := map[string]string{} // users who are out, with the sentence that says so
	for _, parties := range r.Inventory.Logins(false) {
		refused, _, err := preflight.Logins(ctx, r.Target, []*plan.Parties{parties})
		if err != nil {
			refused = err.Error()
		}
		if refused != "" {
			out[parties.Users[flow.TheUser].Made.Username] = refused
		}
	}
	users := map[string][]string{} // of a scenario, by its id
	for sc, parties := range r.plan.Parties {
		for _, user := range parties.Users {
			users[sc.ID] = append(users[sc.ID], user.Made.Username)
		}
	}
	for i, s := range r.outcome.finished {
		for _, user := range users[s.ID] {
			if out[user] == "" || !spoilt(s) {
				continue
			}
			s.Verdict, s.Failure = reports.Errored, nil
			s.Reason = r.secrets.Redact(fmt.Sprintf("this proves nothing, since %q could log in before the scenarios ran and could not afterwards: %s", user, out[user]))
			r.outcome.finished[i] = s
			break
		}
	}
}
