package runner

import (
	"time"

	"github.com/codecred/codecred/reports"
)

// results puts a run's results together.
func (r *run) results() *reports.Results {
	scenarios := r.finished
	known := r.known.judge(scenarios, r.Suite, time.Now())
	sel := r.Options.Selection
	out := &reports.Results{
		Run: reports.Run{
			ID: r.id, Started: r.started, Finished: time.Now().UTC(), Seed: sel.Seed, Profile: string(sel.Profile),
			Selection: sel.report(r.Suite),
			Harness:   reports.Harness{Version: r.Options.Version, FeaturesDigest: r.Suite.Digest},
			Target:    r.Target.report(),
			Requests:  r.Target.Wire.Requests(), Parallel: r.Target.Limits.Parallel, NotRemoved: r.notRemoved,
			Combinations: tried(r.Suite.Table, r.Selected, scenarios),
			Shard:        r.Options.Shard.report(), Repeat: r.Options.Repeat, Error: r.fault, KnownFailures: known,
		},
		Scenarios: scenarios,
	}
	out.Judge(r.Suite.statement)
	if r.mute != "" && out.Verdict == reports.Incomplete {
		out.Reason = r.mute
	}
	return out
}
