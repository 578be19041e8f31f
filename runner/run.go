package runner

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
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

	Shard         suite.Shard // the part of the selection that runs
	Repeat        int         // how often the suite runs; 0 is once
	KnownFailures string      // path of a ledger; empty for none
	Out           string      // folder of the journal and the transcripts; empty keeps none
	Resume        bool        // go on with the journal in Out
}

// Run selects, plans, prepares, runs and judges. Results are returned also when
// the target cannot be prepared or ctx is cancelled in the middle: then they say
// what was not decided and why. An error is a *reports.Error and means that there is
// nothing to report.
func Run(ctx context.Context, o Options) (*reports.Results, error) {
	loaded, selected, err := suite.LoadSelected(o.Features, o.Selection, o.Shard)
	if err != nil {
		return nil, err
	}
	known, err := knownfailures.Load(o.KnownFailures)
	if err != nil {
		return nil, err
	}
	on, err := connect.Open(ctx, o.Target)
	if err != nil {
		return nil, err
	}
	r := newRun(Job{Options: o, Suite: loaded, Selected: selected, Target: on})
	r.known = known
	if err := r.openJournal(); err != nil {
		return nil, errors.Join(err, on.Close())
	}
	r.outcome.left(r.journal.RemoveLeftovers(ctx, on.Admin, on.Limits.Parallel))
	r.admin = r.journal.Watch(on.Admin)
	r.perform(ctx)
	results := r.results()
	r.outcome.left(errors.Join(r.removeRest(ctx), r.journal.Close(), on.Close()))
	results.Run.NotRemoved = r.outcome.notRemoved
	return results, nil
}

// Job is scenarios that are selected already, the open target on which they run,
// and how they are played.
type Job struct {
	Options  Options // its features, shard and target are not looked at again
	Suite    *suite.Suite
	Selected []*suite.Scenario
	Target   *connect.Target
	// Inventory is that of a target that nobody changes, where several jobs share its
	// users; nil makes one for this job alone.
	Inventory *static.Inventory

	// Engine plays the scenarios; nil is godog, which plays those of every run.
	Engine play.Engine
	Detail play.Detail // how much results tell
	// Ignore is told of every assertion that fails, and says whether it is taken
	// for met; nil ignores none.
	Ignore func(sc *suite.Scenario, assertion string) bool
	// Context returns the context of a scenario's requests; nil leaves it as it is.
	Context func(ctx context.Context, sc *suite.Scenario) context.Context
}

// Play runs the scenarios of a job and judges them, as Run does, but keeps no
// journal and knows no known failures. It leaves the target open.
func Play(ctx context.Context, j Job) *reports.Results {
	r := newRun(j)
	r.perform(ctx)
	return r.results()
}

// run is one run under way.
type run struct {
	Job
	id      string
	started time.Time
	admin   provisioning.Provisioner // of the target; a journal may note what it makes
	secrets *redact.Secrets
	known   *knownfailures.List // nil for none
	journal *journal.Journal    // nil where nothing is kept
	outcome outcome
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
		Job: j, id: strings.ToLower(rand.Text()[:10]), started: time.Now().UTC(),
		admin: j.Target.Admin, secrets: j.Target.Secrets,
		outcome: outcome{secrets: j.Target.Secrets, progress: progress},
	}
}

// profile is what the target is held against.
func (r *run) profile() features.Profile { return r.Options.Selection.Profile }

// perform runs the suite as often as it was asked for. Then every selected
// scenario has its result.
func (r *run) perform(ctx context.Context) {
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

// assignAll assigns parties to every scenario of the selection that could run, also to
// those of other shards: they use the same users. It does nothing on a target that can be
// changed.
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

// openJournal opens the journal of a run, where one is kept. The error is a
// *reports.Error.
func (r *run) openJournal() error {
	o := r.Options
	if o.Out == "" {
		return nil
	}
	j, header, err := journal.Open(o.Out, o.Resume, journal.Header{
		Run: r.id, Started: r.started, Seed: o.Selection.Seed, Profile: string(r.profile()), Selection: o.Selection.ForResults(r.Suite),
		Harness: reports.Harness{Version: o.Version, FeaturesDigest: r.Suite.Digest},
		Target:  r.Target.ForResults(), Shard: o.Shard.ForResults(), Repeat: o.Repeat,
	})
	if err != nil {
		return reports.UsageError(err)
	}
	r.journal, r.started = j, header.Started
	return nil
}
