package runner

import (
	"time"

	"github.com/codecred/codecred/reports"
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
			Requests:  r.Target.Wire.Requests(), Parallel: r.Target.Limits.Parallel, NotRemoved: r.outcome.notRemoved,
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
