package runner

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/codecred/codecred/reports"
)

// results puts a run's results together.
func (r *run) results() *reports.Results {
	scenarios := r.finished
	slices.SortFunc(scenarios, func(a, b reports.Scenario) int { return cmp.Compare(a.ID, b.ID) })
	known := r.known.judge(scenarios, r.Suite, time.Now())
	verdict, reason := judgeRun(scenarios, r.fault, reports.CountStale(known))
	if r.mute != "" && verdict == reports.Incomplete {
		reason = r.mute
	}
	sel := r.Options.Selection
	return &reports.Results{
		Schema: reports.Schema, Verdict: verdict, ExitCode: verdict.ExitCode(), Reason: reason,
		Run: reports.Run{
			ID: r.id, Started: r.started, Finished: time.Now().UTC(), Seed: sel.Seed, Profile: string(sel.Profile),
			Selection: sel.report(r.Suite),
			Harness:   reports.Harness{Version: r.Options.Version, FeaturesDigest: r.Suite.Digest},
			Target:    r.Target.report(),
			Counts:    reports.Count(scenarios),
			Requests:  r.Target.Wire.Requests(), Parallel: r.Target.Limits.Parallel, NotRemoved: r.notRemoved,
			Combinations: tried(r.Suite.Table, r.Selected, scenarios),
			Shard:        r.Options.Shard.report(), Repeat: r.Options.Repeat, Error: r.fault, KnownFailures: known,
		},
		Scenarios:    scenarios,
		Requirements: judgeRequirements(r.Suite.statement, scenarios),
	}
}

// judgeRun gives a run its verdict. What failed weighs most; then what the
// harness or the network spoilt; then what was not decided. fault is what spoilt
// the run as a whole, empty for nothing; stale counts the known failures that
// are no longer true.
func judgeRun(scenarios []reports.Scenario, fault string, stale int) (reports.RunVerdict, string) {
	must, all := map[reports.Verdict]int{}, reports.Count(scenarios)
	for _, s := range scenarios {
		if s.Level == reports.Must {
			must[s.Verdict]++
		}
	}
	open := must[reports.NotRun] + must[reports.Inconclusive] + must[reports.Unstable]
	switch {
	case must[reports.Failed] > 0:
		return reports.NonConformant, fmt.Sprintf("%d MUST scenarios failed", must[reports.Failed])
	case fault != "":
		return reports.ErrorRun, fault
	case all[reports.Errored] > 0:
		return reports.ErrorRun, fmt.Sprintf("%d scenarios ended in an error of the harness or the network", all[reports.Errored])
	case open > 0:
		return reports.Incomplete, fmt.Sprintf("%d MUST scenarios were not decided", open)
	case all[reports.Stale]+stale > 0:
		return reports.StaleRun, fmt.Sprintf("%d known failures are stale", max(all[reports.Stale], stale))
	case all[reports.Passed]+all[reports.Warned]+all[reports.KnownFailure] == 0:
		return reports.Incomplete, "nothing was decided"
	case must[reports.NotApplicable] > 0 && must[reports.Passed]+must[reports.KnownFailure] == 0:
		return reports.Incomplete, fmt.Sprintf("none of the %d MUST scenarios applies to this target", must[reports.NotApplicable])
	default:
		return reports.Conformant, "every selected MUST was decided and met"
	}
}

// gravity orders verdicts for a requirement: the gravest of its scenarios counts.
var gravity = []reports.Verdict{
	reports.Failed, reports.Errored, reports.Stale, reports.Unstable, reports.Inconclusive, reports.NotRun,
	reports.KnownFailure, reports.Warned, reports.Passed, reports.NotApplicable,
}

// judgeRequirements gathers what the scenarios say of each requirement, which
// statement describes.
func judgeRequirements(statement func(id string) reports.Requirement, scenarios []reports.Scenario) []reports.Requirement {
	byID := map[string]*reports.Requirement{}
	for _, s := range scenarios {
		for _, id := range s.Requirements {
			entry, ok := byID[id]
			if !ok {
				described := statement(id)
				described.Verdict, described.Scenarios = reports.NotApplicable, nil
				entry = &described
				byID[id] = entry
			}
			entry.Scenarios = append(entry.Scenarios, s.ID)
			if slices.Index(gravity, s.Verdict) < slices.Index(gravity, entry.Verdict) {
				entry.Verdict = s.Verdict
			}
		}
	}
	out := make([]reports.Requirement, 0, len(byID))
	for _, entry := range byID {
		out = append(out, *entry)
	}
	slices.SortFunc(out, func(a, b reports.Requirement) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
