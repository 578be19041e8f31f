package runner

import (
	"crypto/rand"
	"strings"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
)

// results puts a run's results together.
func (r *run) results() *reports.Results {
	scenarios := r.outcome.finished
	known := r.known.Apply(scenarios, r.Suite, time.Now())
	sel := r.Options.Selection
	out := &reports.Results{
		Run: reports.Run{
			ID: r.id, Started: r.started, Finished: time.Now().UTC(), Seed: sel.Seed, Profile: string(sel.Profile),
			Selection: sel.ForResults(r.Suite),
			Harness:   reports.Harness{Version: r.Options.Version, FeaturesDigest: r.Suite.Digest},
			Target:    r.Target.ForResults(),
			Requests:  r.Target.Wire.Requests(), SlowedTo: r.Target.Wire.Slowest(), Parallel: r.Target.Limits.Parallel, NotRemoved: r.outcome.notRemoved,
			Combinations: tried(r.Suite.Table, r.Selected, scenarios),
			Shard:        r.Options.Shard.ForResults(), Repeat: r.Options.Repeat, Error: r.outcome.spoilt, KnownFailures: known,
			Scope: r.scope.forResults(), Pinned: r.pinned(),
		},
		Scenarios: scenarios,
	}
	out.Judge(r.Suite.Statement)
	if r.outcome.missingFlow != "" && out.Verdict == reports.Incomplete {
		out.Reason = r.outcome.missingFlow
	}
	return out
}

// unreached are the results of a run whose target could not be reached: nothing was run.
func unreached(o Options, loaded *suite.Suite, selected []*suite.Scenario, why error) *reports.Results {
	now, sel := time.Now().UTC(), o.Selection
	out := &reports.Results{Run: reports.Run{
		ID: newID(), Started: now, Finished: now, Seed: sel.Seed, Profile: string(sel.Profile), Selection: sel.ForResults(loaded),
		Harness: reports.Harness{Version: o.Version, FeaturesDigest: loaded.Digest},
		Target:  reports.Target{Name: o.Target.Name, Kind: "unreached", Orgs: "unknown", NotSupported: []string{}},
		Shard:   o.Shard.ForResults(), Repeat: o.Repeat, Error: why.Error(),
	}}
	for _, sc := range selected {
		result := sc.NewResult(sel.Profile)
		result.Verdict, result.Reason = reports.NotRun, why.Error()
		out.Scenarios = append(out.Scenarios, result)
	}
	out.Judge(loaded.Statement)
	return out
}

// newID names a run.
func newID() string { return strings.ToLower(rand.Text()[:10]) }
