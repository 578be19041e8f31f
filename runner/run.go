package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/journal"
	"github.com/codecred/codecred/runner/knownfailures"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/static"
	"github.com/codecred/codecred/runner/suite"
)

// Options say what a run does.
type Options struct {
	Features  string // a folder; empty for the embedded features
	Selection suite.Selection
	Target    connect.Options
	Version   string
	Progress  reports.Progress // nil shows none

	Shard         suite.Shard   // the part of the selection that runs
	Repeat        int           // how often the suite runs; 0 means once
	KnownFailures string        // path of a file of known failures; empty for none
	Out           string        // folder of the journal and the transcripts; empty means that none are written
	Resume        bool          // continue the run whose journal is in Out
	Scope         Scope         // what the run must decide; empty is Pinned
	TimeLimit     time.Duration // how long the run may take before what is left is not run; 0 for no limit
}

// Run selects, plans, prepares, runs and judges. It also returns results if the target cannot be
// prepared or ctx is cancelled during the run: then they say what was not decided and why. An error
// is a *reports.Error. If the target could not be reached, there are results with it, in which nothing was run; with any other
// error there are none.
func Run(ctx context.Context, o Options) (*reports.Results, error) {
	if o.TimeLimit > 0 {
		limited, cancel := context.WithTimeoutCause(ctx, o.TimeLimit, &play.EndedError{Why: fmt.Sprintf("the time limit of %s was over", o.TimeLimit)})
		defer cancel()
		ctx = limited
	}
	loaded, selected, err := suite.LoadSelected(o.Features, o.Selection, o.Shard)
	if err != nil {
		return nil, err
	}
	known, err := knownfailures.Load(o.KnownFailures)
	if err != nil {
		return nil, err
	}
	on, err := connect.Open(ctx, o.Target)
	if failed, ok := errors.AsType[*reports.Error](err); ok && failed.Exit == reports.ExitTarget {
		return unreached(o, loaded, selected, err), err
	}
	if err != nil {
		return nil, err
	}
	scope, err := o.inForce(on)
	if err == nil && o.Features == "" {
		err = checkPinned(on, loaded)
	}
	if err != nil {
		return nil, on.Secrets.Error(errors.Join(err, on.Close()))
	}
	r := newRun(Job{Options: o, Suite: loaded, Selected: selected, Target: on})
	r.known, r.scope = known, scope
	if err := r.openJournal(); err != nil {
		return nil, on.Secrets.Error(errors.Join(err, on.Close()))
	}
	r.outcome.left(r.journal.RemoveLeftovers(ctx, on.Provisioner, on.Limits.Parallel))
	r.admin = r.journal.Watch(on.Provisioner)
	r.perform(ctx)
	results := r.results()
	r.outcome.left(errors.Join(r.removeRest(ctx), r.journal.Close(), on.Close()))
	results.Run.NotRemoved = r.outcome.notRemoved
	return results, nil
}

// Job has scenarios that are already selected, the open target on which they run, and options for
// running them.
type Job struct {
	Options  Options // its features, shard and target are not used again
	Suite    *suite.Suite
	Selected []*suite.Scenario
	Target   *connect.Target
	// Inventory is the inventory of a static target if several jobs share its users; nil makes one
	// for this job only.
	Inventory *static.Inventory

	// Engine plays the scenarios; nil means godog, as in every run.
	Engine play.Engine
	Detail play.Detail // how much detail the results have
	// SkipFlowCheck leaves out the look, before the first scenario, whether the server speaks the
	// flow: a proof has servers that answer everything wrongly on purpose.
	SkipFlowCheck bool
	// Ignore is called for every assertion that fails, and returns true if the assertion counts as
	// met; nil ignores none.
	Ignore func(sc *suite.Scenario, assertion string) bool
	// Context returns the context of a scenario's requests; nil means the given context.
	Context func(ctx context.Context, sc *suite.Scenario) context.Context
}

// Play runs the scenarios of a job and judges them, like Run, but without a journal and without
// known failures. It does not close the target.
func Play(ctx context.Context, j Job) *reports.Results {
	r := newRun(j)
	r.perform(ctx)
	return r.results()
}

// run is one run that has started.
type run struct {
	Job
	id      string
	started time.Time
	admin   provisioning.Provisioner // of the target; with a journal, created objects are recorded
	secrets *redact.Secrets
	known   *knownfailures.List // nil for none
	scope   Scope
	journal *journal.Journal // nil if there is no journal
	outcome outcome
	breaker breaker
}

func newRun(j Job) *run {
	if j.Engine == nil {
		j.Engine = play.ThroughGodog
	}
	if j.Inventory == nil {
		j.Inventory = static.NewInventory(j.Target)
	}
	progress := j.Options.Progress
	if progress == nil {
		progress = noProgress{}
	}
	return &run{
		Job: j, scope: All, id: newID(), started: time.Now().UTC(),
		admin: j.Target.Provisioner, secrets: j.Target.Secrets,
		outcome: outcome{secrets: j.Target.Secrets, progress: progress},
	}
}

// profile returns the profile by which the target is judged.
func (r *run) profile() features.Profile { return r.Options.Selection.Profile }

// perform runs the suite as often as Repeat says. Afterwards every selected scenario has its
// result.
func (r *run) perform(ctx context.Context) {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	r.breaker.end = func(why *play.EndedError) { end(why) }
	times := max(1, r.Options.Repeat)
	r.outcome.progress.Start(times * len(r.Selected))
	defer r.outcome.progress.Finish()
	r.assignAll(times)
	var rounds [][]reports.Scenario
	for number := 1; number <= times && r.outcome.spoilt == ""; number++ {
		r.outcome.finished = nil
		(&round{run: r, number: number}).perform(ctx)
		rounds = append(rounds, r.outcome.finished)
	}
	r.outcome.finished = combineRounds(rounds)
}

// assignAll assigns parties to every scenario of the selection that could run, also to those of
// other shards: they use the same users. It does nothing unless the target is static.
func (r *run) assignAll(times int) {
	if r.Inventory == nil {
		return
	}
	whole, err := r.Suite.Select(r.Options.Selection)
	if err != nil {
		whole = r.Selected // it was selected before
	}
	r.Inventory.AssignAll(slices.DeleteFunc(whole, func(sc *suite.Scenario) bool { return plan.Excluded(sc, r.Target) != "" }), times)
}

// openJournal opens the journal of a run, if the run has one. The error is a *reports.Error.
func (r *run) openJournal() error {
	o := r.Options
	if o.Out == "" {
		return nil
	}
	j, header, err := journal.Open(o.Out, o.Resume, journal.Header{
		Run: r.id, Started: r.started, Seed: o.Selection.Seed, Profile: string(r.profile()), Selection: o.Selection.ForResults(r.Suite),
		Harness: reports.Harness{Version: o.Version, FeaturesDigest: r.Suite.Digest},
		Target:  r.Target.ForResults(), Declared: r.Target.Declared, Scope: string(r.scope), Shard: o.Shard.ForResults(), Repeat: o.Repeat,
	})
	if err != nil {
		return reports.UsageError(err)
	}
	r.journal, r.started = j, header.Started
	return nil
}
