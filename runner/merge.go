package runner

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/journal"
)

// Merge merges the results of the shards of one run. It needs each shard exactly once. It computes
// the verdicts again from the scenarios. The error is a *reports.Error and says which shards do not
// belong together or are missing.
func Merge(parts []*reports.Results) (*reports.Results, error) {
	if err := sameRun(parts); err != nil {
		return nil, reports.UsageError(fmt.Errorf("the results cannot be merged: %w", err))
	}
	out := *parts[0]
	out.Run.Shard, out.Run.Requests, out.Run.NotRemoved, out.Scenarios = nil, 0, nil, nil
	statements := map[string]reports.Requirement{}
	for _, part := range parts {
		out.Scenarios = append(out.Scenarios, part.Scenarios...)
		out.Run.Requests += part.Run.Requests
		out.Run.NotRemoved = append(out.Run.NotRemoved, part.Run.NotRemoved...)
		out.Run.Error = cmp.Or(out.Run.Error, part.Run.Error)
		if part.Run.Started.Before(out.Run.Started) {
			out.Run.Started = part.Run.Started
		}
		if part.Run.Finished.After(out.Run.Finished) {
			out.Run.Finished = part.Run.Finished
		}
		for _, r := range part.Requirements {
			r.Verdict, r.Scenarios = "", nil
			statements[r.ID] = r
		}
	}
	out.Run.KnownFailures = mergeKnownFailures(parts)
	out.Run.Combinations = mergeCombinations(parts)
	out.Judge(func(id string) reports.Requirement { return statements[id] })
	return &out, nil
}

// sameRun checks that the results are the shards of one run, each exactly once.
func sameRun(parts []*reports.Results) error {
	if len(parts) == 0 {
		return errors.New("there are none")
	}
	first := parts[0].Run
	seen := map[int]bool{}
	for _, part := range parts {
		run := part.Run
		switch {
		case run.Shard == nil:
			return fmt.Errorf("run %s is not a shard: only runs with --shard I/N can be merged", run.ID)
		case run.Shard.Count != first.Shard.Count:
			return fmt.Errorf("one is of %d shards, another of %d", first.Shard.Count, run.Shard.Count)
		case seen[run.Shard.Index]:
			return fmt.Errorf("shard %d occurs twice", run.Shard.Index)
		}
		seen[run.Shard.Index] = true
		if err := headerOf(first).Compare(headerOf(run)); err != nil {
			return err
		}
	}
	for i := 1; i <= first.Shard.Count; i++ {
		if !seen[i] {
			return fmt.Errorf("shard %d of %d is missing", i, first.Shard.Count)
		}
	}
	if first.Target.Orgs == string(provisioning.OneOrg) {
		return inTurn(parts)
	}
	return nil
}

// inTurn checks that no two shards ran scenarios at the same time: on a single org each changes
// what the other sees, so that one shard may cause a refusal in the other.
func inTurn(parts []*reports.Results) error {
	type span struct {
		shard      int
		start, end time.Time
	}
	var spans []span
	for _, part := range parts {
		for _, s := range part.Scenarios {
			if !s.Started.IsZero() {
				spans = append(spans, span{part.Run.Shard.Index, s.Started, s.Started.Add(time.Duration(s.DurationMS * float64(time.Millisecond)))})
			}
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.start.Compare(b.start) })
	ends := map[int]time.Time{} // the latest, by shard
	for _, one := range spans {
		for shard, end := range ends {
			if shard != one.shard && end.After(one.start) {
				return fmt.Errorf("shards %d and %d ran at the same time on a target with a single org, where each changes what the other sees: run them one after the other",
					min(shard, one.shard), max(shard, one.shard))
			}
		}
		if one.end.After(ends[one.shard]) {
			ends[one.shard] = one.end
		}
	}
	return nil
}

// headerOf returns what must be equal for two runs to be the same run, apart from their shard. The
// name of the target may differ.
func headerOf(run reports.Run) journal.Header {
	return journal.Header{
		Profile: run.Profile, Selection: run.Selection, Harness: run.Harness, Target: run.Target, Repeat: run.Repeat,
	}
}

// mergeKnownFailures merges the states of the same known failures in the shards: an entry is seen
// if one shard saw it, stale if one found it stale, and otherwise undecided.
func mergeKnownFailures(parts []*reports.Results) []reports.KnownFailureEntry {
	weight := []reports.EntryState{reports.EntryUndecided, reports.EntryStale, reports.EntrySeen}
	out := slices.Clone(parts[0].Run.KnownFailures)
	for _, part := range parts[1:] {
		for i, entry := range part.Run.KnownFailures {
			if i < len(out) && slices.Index(weight, entry.State) > slices.Index(weight, out[i].State) {
				out[i] = entry
			}
		}
	}
	return out
}

// mergeCombinations adds the counts of the shards of a run.
func mergeCombinations(parts []*reports.Results) *reports.Combinations {
	var out *reports.Combinations
	for _, part := range parts {
		c := part.Run.Combinations
		if c == nil {
			continue
		}
		if out == nil {
			out = &reports.Combinations{Table: c.Table}
		}
		out.Selected += c.Selected
		out.Tried += c.Tried
	}
	return out
}
