package runner

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/wire/redact"
)

// Options say what a run does.
type Options struct {
	Features  string // a folder; empty for the embedded features
	Selection Selection
	Target    TargetOptions
	Version   string
	Progress  reports.Progress // nil shows none

	Shard         Shard  // the part of the selection that runs
	Repeat        int    // how often the suite runs; 0 is once
	KnownFailures string // path of a ledger; empty for none
	Out           string // folder of the journal and the transcripts; empty keeps none
	Resume        bool   // go on with the journal in Out
}

// Run selects, plans, prepares, runs and judges. Results are returned also when
// the target cannot be prepared or ctx is cancelled in the middle: then they say
// what was not decided and why. An error is an *Error and means that there is
// nothing to report.
func Run(ctx context.Context, o Options) (*reports.Results, error) {
	suite, selected, err := SelectFrom(o)
	if err != nil {
		return nil, err
	}
	known, err := LoadLedger(o.KnownFailures)
	if err != nil {
		return nil, err
	}
	on, err := OpenTarget(ctx, o.Target)
	if err != nil {
		return nil, err
	}
	r := newRun(o, suite, selected, on)
	r.known = known
	if err := r.record(); err != nil {
		return nil, errors.Join(err, on.Close())
	}
	r.sweep(ctx)
	r.noted()
	r.perform(ctx)
	results := r.results()
	if err := errors.Join(r.journal.close(), on.Close()); err != nil {
		results.Run.NotRemoved = append(results.Run.NotRemoved, r.secrets.Redact(err.Error()))
	}
	return results, nil
}

// run is one run under way.
type run struct {
	options  Options
	id       string
	started  time.Time
	suite    *Suite
	selected []*Scenario
	target   *Target
	engine   engine
	detail   detail                               // how much results tell
	muted    string                               // an assertion that is taken for deleted; empty for none
	reach    map[string]*refserver.Reach          // by scenario, where to note what reaches it
	failed   func(sc *Scenario, assertion string) // told of every assertion that failed; nil for nobody
	profile  features.Profile
	secrets  *redact.Secrets
	plan     *plan
	standing *standing // of a target that nobody changes, nil for others
	gate     *gate     // of a target with a single org, nil for others
	known    *Ledger   // nil for none
	journal  *journal  // nil where nothing is kept
	round    int       // of those that repeat the suite, from 1

	mu         sync.Mutex
	finished   []reports.Scenario
	fault      string // what spoilt the run as a whole; empty for nothing
	registered []steps.Registered
	mute       string // why no scenario makes sense, in one sentence; empty where they do
	notRemoved []string
}

func newRun(o Options, suite *Suite, selected []*Scenario, on *Target) *run {
	return &run{
		options: o, id: strings.ToLower(rand.Text()[:10]), started: time.Now().UTC(), suite: suite, selected: selected,
		target: on, engine: playThroughGodog, profile: o.Selection.Profile, secrets: on.Secrets,
		standing: newStanding(on),
	}
}

// perform runs the suite as often as it was asked for. Then every selected
// scenario has its result.
func (r *run) perform(ctx context.Context) {
	progress := r.options.Progress
	if progress == nil {
		progress = noProgress{}
	}
	times := max(1, r.options.Repeat)
	progress.Start(times * len(r.selected))
	defer progress.Finish()
	r.castAll(times)
	var rounds [][]reports.Scenario
	for r.round = 1; r.round <= times && r.fault == ""; r.round++ {
		r.finished = nil
		r.playRound(ctx, progress)
		rounds = append(rounds, r.finished)
	}
	r.finished = agree(rounds)
}

// playRound prepares the target, runs what applies to it and is not decided yet,
// and cleans up.
func (r *run) playRound(ctx context.Context, progress reports.Progress) {
	planner := newPlanner(r.target.offered(), r.target.Capabilities.Orgs, fmt.Sprintf("%s-%d", r.id, r.round), r.password)
	e := &execution{ready: r.ready, done: func(p *performance) { r.end(p, progress) }}
	for _, sc := range r.selected {
		if before, ok := r.journal.result(visit{r.round, sc.ID}); ok {
			r.finish(before, progress)
			continue
		}
		if verdict, why := r.leftOut(sc); why != "" {
			result := sc.result(r.profile)
			result.Verdict, result.Reason = verdict, why
			r.finish(result, progress)
			continue
		}
		if r.standing != nil {
			planner.plan.casts[sc] = r.standing.casts[sc][r.round-1].plan
		} else {
			planner.add(sc)
		}
		e.list = append(e.list, &performance{scenario: sc, muted: r.muted, reach: r.reach[sc.ID]})
	}
	e.longestFirst()
	r.prepare(ctx, planner.plan)
	if r.round == 1 && r.detail == everything { // a proof has servers that answer nothing as they should, for the suite to find
		r.listen(ctx, e.list)
	}
	r.play(ctx, e)
	r.clean(ctx)
}

// play runs the scenarios. On a target with a single org they go through its
// states together; those that let time pass go last and alone, since time
// passes for the whole org.
func (r *run) play(ctx context.Context, e *execution) {
	if r.plan.home == nil {
		r.engine(ctx, e, r.target.Limits.Parallel)
		return
	}
	all := e.list
	together := slices.DeleteFunc(slices.Clone(all), func(p *performance) bool { return p.scenario.Need.Clock })
	alone := slices.DeleteFunc(slices.Clone(all), func(p *performance) bool { return !p.scenario.Need.Clock })
	now, way := r.plan.home.org, r.plan.way(all)
	for _, part := range []struct {
		list     []*performance
		parallel int
	}{{together, len(together)}, {alone, 1}} {
		r.gate = newGate(ctx, r.target.Admin, now, way, min(part.parallel, len(part.list)))
		e.list = part.list
		r.engine(ctx, e, part.parallel)
		now, way = r.gate.org, r.gate.way
	}
}

// end judges a scenario that has ended.
func (r *run) end(p *performance, progress reports.Progress) {
	if p.visitor != nil {
		p.visitor.leave()
	}
	r.standing.leave(p.scenario)
	if p.world != nil {
		r.mu.Lock()
		r.registered = append(r.registered, p.world.Registered...)
		r.mu.Unlock()
	}
	if r.failed != nil && p.assertion != "" {
		r.failed(p.scenario, p.assertion)
	}
	result := p.judge(r.profile, r.detail)
	p.world = nil // it holds every exchange, and a run is long
	r.keep(&result)
	r.finish(result, progress)
}

// prepare asks the target for everything in the plan.
func (r *run) prepare(ctx context.Context, p *plan) {
	r.plan = p
	p.prepare(ctx, r.target.Admin, r.target.Limits.Parallel)
	r.register()
	if err := p.fault(); err != nil && ctx.Err() == nil {
		r.fault = r.secrets.Redact(fmt.Sprintf("the target could not be prepared: %v", err))
	}
}

// leftOut says why a scenario is not run, and with which verdict; an empty
// reason runs it.
func (r *run) leftOut(sc *Scenario) (reports.Verdict, string) {
	if why := inapplicable(sc.Need, r.target); why != "" {
		return reports.NotApplicable, why
	}
	return reports.NotRun, cmp.Or(beyondLimit(sc, r.target), r.standing.why(sc))
}

// castAll casts every scenario of the selection that could run, those of other
// shards as well: they use the same users.
func (r *run) castAll(times int) {
	if r.standing == nil {
		return
	}
	whole, err := r.suite.Select(r.options.Selection)
	if err != nil {
		whole = r.selected // it was selected before
	}
	r.standing.castAll(slices.DeleteFunc(whole, func(sc *Scenario) bool { return unfit(sc, r.target) != "" }), times)
}

// finish keeps a result and shows it.
func (r *run) finish(result reports.Scenario, progress reports.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.finished = append(r.finished, result)
	if r.mute == "" { // which is said once, not once a scenario
		progress.Done(result)
	}
}

// register makes every secret of the plan known before anything is sent.
func (r *run) register() {
	for _, org := range r.plan.all() {
		for _, app := range org.apps {
			r.secrets.Register("client_secret", app.app.ClientSecret)
		}
	}
}

// ready sets the stage of a scenario.
func (r *run) ready(p *performance) error {
	if r.mute != "" {
		return errors.New(r.mute)
	}
	r.standing.enter(p.scenario, r.round)
	if r.gate != nil {
		p.visitor = &visitor{gate: r.gate, wants: func(org settings.Values) settings.Values { return r.plan.wants(p.scenario, org) }}
	}
	cast := r.plan.casts[p.scenario]
	stage, err := cast.stage(r.target.Paths, r.target.Admin)
	if err != nil {
		return err
	}
	if p.visitor != nil {
		stage.Admin, stage.Enter = turns{stage.Admin, p.visitor, stage.Orgs}, p.visitor.enter
	}
	cast.people(stage, p.scenario.Need)
	stage.ClientAddress = r.target.Capabilities.ClientAddress
	secrets := redact.New(r.secrets)
	for _, user := range stage.Users {
		secrets.Register("password", user.Password)
	}
	p.world = steps.NewWorld(stage, r.target.Wire.Session(p.scenario.ID, secrets), secrets)
	return nil
}

// cleanLimit bounds how long a run that was interrupted still cleans up, where a
// provisioner does not know better.
const cleanLimit = 30 * time.Second

// clean removes what was prepared, also after the run was interrupted. A
// provisioner that removes everything itself tries again, when it is closed, what
// it could not remove, and says then what is left.
func (r *run) clean(ctx context.Context) {
	if all, ok := r.target.Admin.(provisioning.Remover); ok {
		_ = all.RemoveAll(context.WithoutCancel(ctx)) // closing says what is left
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanLimit)
	defer cancel()
	err := r.remove(ctx)
	if err == nil && len(r.notRemoved) == 0 { // what is left stays in the journal, for --resume to try again
		err = r.journal.forget()
	}
	if err != nil {
		r.notRemoved = append(r.notRemoved, r.secrets.Redact(err.Error()))
	}
}

func (r *run) remove(ctx context.Context) error {
	if r.plan.home == nil {
		return r.plan.remove(ctx, r.target.Admin, r.target.Limits.Parallel)
	}
	return errors.Join(r.dismiss(ctx), r.plan.emptyHome(ctx, r.target.Admin, r.gate.org, r.target.Limits.Parallel))
}

// password makes a password that no other user has.
func (r *run) password() string {
	b := make([]byte, 18)
	_, _ = rand.Read(b) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b)
}

type noProgress struct{}

func (noProgress) Start(int)             {}
func (noProgress) Done(reports.Scenario) {}
func (noProgress) Finish()               {}
