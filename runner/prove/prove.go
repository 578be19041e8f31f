package prove

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"golang.org/x/sync/errgroup"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// Options say what is proven.
type Options struct {
	Features  string   // a folder; empty for the embedded features
	Tags      string   // a tag expression that narrows the suite
	Faults    []string // names; with neither faults nor variants named, all of both
	Variants  []string
	Whole     bool // every scenario against every server, even if the fault or variant cannot change its answers
	Parallel  int  // scenarios at a time; 0 means the limit of the reference server
	Version   string
	Completed func(done, total int) // called after each server; may be nil
}

// Run runs the suite against the reference server with each fault and each variant, some servers at
// a time, inside this process. A kill counts only if the scenario passes on the unchanged server,
// so that server is run first. A server with a variant runs the scenarios whose answers it may
// change, see faults.Reach; the others would pass as before. Of these, a server with a fault runs
// those that claim a requirement which the fault breaks. Then findKillers runs the scenarios that no
// fault has made fail so far. The error is a *reports.Error: an unknown name, features that do not
// parse, or ctx cancelled in the middle.
func Run(ctx context.Context, o Options) (*reports.Proof, error) {
	p, err := newProver(o)
	if err != nil {
		return nil, reports.UsageError(err)
	}
	out := &reports.Proof{Schema: reports.ProofSchema, Unkilled: []string{}}
	if err := p.control(ctx, out); err != nil {
		return nil, err
	}
	if out.Faults, err = each(ctx, p.faults, p.fault); err != nil {
		return nil, err
	}
	if err := p.findKillers(ctx, out.Faults); err != nil {
		return nil, err
	}
	quiet, err := each(ctx, p.variants, p.variant)
	if err != nil {
		return nil, err
	}
	out.Variants = append(out.Variants, quiet...)
	if len(o.Faults)+len(o.Variants) == 0 {
		out.Unkilled = p.unkilled(out.Faults)
	}
	out.Totals.Played, out.Totals.LeftOut = p.played, p.possible-p.played
	out.Count()
	return out, nil
}

// each calls prove for several items at a time, as many as there are processors, and returns the
// results in the order of the items.
func each[T, P any](ctx context.Context, list []T, prove func(context.Context, T) (P, error)) ([]P, error) {
	out := make([]P, len(list))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, item := range list {
		group.Go(func() error {
			var err error
			out[i], err = prove(ctx, item)
			return err
		})
	}
	return out, group.Wait()
}

// asItIs is the name of the unchanged server in the list of variants.
const asItIs = "as-it-is"

// prover is a proof that is running.
type prover struct {
	options  Options
	suites   map[features.Profile]*suite.Suite
	faults   []faults.Fault
	variants []faults.Variant
	selected map[features.Profile][]*suite.Scenario
	passes   map[features.Profile]map[string]bool          // scenarios that find nothing wrong with the unchanged server
	reach    map[features.Profile]map[string]*faults.Reach // by scenario

	mu       sync.Mutex
	done     int // servers
	played   int // scenarios, counted for each server
	possible int // scenarios that the servers done could run
}

func newProver(o Options) (*prover, error) {
	p := &prover{
		options: o, suites: map[features.Profile]*suite.Suite{}, selected: map[features.Profile][]*suite.Scenario{},
		passes: map[features.Profile]map[string]bool{}, reach: map[features.Profile]map[string]*faults.Reach{},
	}
	for _, profile := range profiles {
		sel := suite.Selection{Tags: o.Tags, Profile: profile}
		suite, err := suite.Load(o.Features, sel)
		if err != nil {
			return nil, err
		}
		p.suites[profile] = suite
		if p.selected[profile], err = suite.Select(sel); err != nil {
			return nil, err
		}
	}
	if len(o.Faults)+len(o.Variants) == 0 {
		p.faults, p.variants = faults.Faults(), faults.Variants()
		return p, nil
	}
	return p, p.named()
}

var profiles = []features.Profile{features.Salesforce, features.Strict}

// named finds the faults and variants of the options.
func (p *prover) named() error {
	for _, name := range p.options.Faults {
		f, err := faults.FindFault(name)
		if err != nil {
			return err
		}
		p.faults = append(p.faults, f)
	}
	for _, name := range p.options.Variants {
		v, err := faults.FindVariant(name)
		if err != nil {
			return err
		}
		p.variants = append(p.variants, v)
	}
	return nil
}

// concerned lists the profiles in which something is proven.
func (p *prover) concerned() []features.Profile {
	in := map[features.Profile]bool{}
	for _, f := range p.faults {
		profile, _ := p.profileOf(f)
		in[profile] = true
	}
	for _, v := range p.variants {
		for _, profile := range v.Profiles {
			in[features.Profile(profile)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(profiles), func(profile features.Profile) bool { return !in[profile] })
}

// total is how many servers are run.
func (p *prover) total() int {
	n := 2*len(p.concerned()) + len(p.faults) // the unchanged server, which is also watched
	for _, v := range p.variants {
		n += len(v.Profiles)
	}
	return n
}

// control runs the unchanged server.
func (p *prover) control(ctx context.Context, out *reports.Proof) error {
	quiet := reports.ProvenVariant{Name: asItIs, Sentence: "Nothing differs.", Alarms: []reports.Alarm{}}
	for _, profile := range p.concerned() {
		results, err := p.run(ctx, trial{
			server: "as it is", on: connect.Options{Profile: profile, InProcess: true}, selected: p.selected[profile], reasons: true,
		})
		if err != nil {
			return err
		}
		p.complete(profile)
		p.passes[profile] = map[string]bool{}
		for _, s := range results.Scenarios {
			p.passes[profile][s.ID] = isQuiet(s.Verdict)
		}
		quiet.Alarms = append(quiet.Alarms, p.alarms(results, profile)...)
		if err := p.watch(ctx, profile); err != nil {
			return err
		}
	}
	out.Variants = append(out.Variants, quiet)
	return nil
}

func (p *prover) fault(ctx context.Context, f faults.Fault) (reports.ProvenFault, error) {
	profile, level := p.profileOf(f)
	out := reports.ProvenFault{
		Name: f.Name, Sentence: f.Sentence, Profile: string(profile), Requirements: f.Requirements, Reason: f.Reason, KilledBy: []string{},
	}
	conformant := true
	for _, selected := range p.inTurn(f, profile) {
		results, err := p.against(ctx, f, profile, selected)
		if err != nil {
			return out, err
		}
		conformant = conformant && results.Verdict == reports.Conformant
		for _, s := range results.Scenarios {
			if !p.killed(profile, s) {
				continue
			}
			if !p.reach[profile][s.ID].Has(f.Name) {
				return out, fmt.Errorf("scenario %s fails with the fault %q, and its requests should not reach that: its reach is too narrow (report this)", s.ID, f.Name)
			}
			out.KilledBy = append(out.KilledBy, s.ID)
			if slices.ContainsFunc(s.Requirements, func(id string) bool { return slices.Contains(f.Requirements, id) }) {
				out.AsNamed = true
			}
		}
		if out.AsNamed {
			break
		}
	}
	p.complete(profile)
	slices.Sort(out.KilledBy)
	out.Killed = len(out.KilledBy) > 0 && (level != features.Must || !conformant)
	return out, nil
}

// inTurn lists the scenarios that are run against a fault: those that should find it, and those that
// are run if none of them does, to see what the fault does instead.
func (p *prover) inTurn(f faults.Fault, profile features.Profile) [][]*suite.Scenario {
	reached := p.reached(f.Name, profile)
	if p.options.Whole {
		return [][]*suite.Scenario{reached}
	}
	var serving, others []*suite.Scenario
	for _, sc := range reached {
		if sc.Serves(f.Requirements) {
			serving = append(serving, sc)
		} else {
			others = append(others, sc)
		}
	}
	return [][]*suite.Scenario{serving, others}
}

// against runs scenarios against a server with a fault.
func (p *prover) against(ctx context.Context, f faults.Fault, profile features.Profile, selected []*suite.Scenario) (*reports.Results, error) {
	return p.run(ctx, trial{
		server:   fmt.Sprintf("with the fault %q", f.Name),
		on:       connect.Options{Profile: profile, Reference: refserver.Options{Alterations: f.Alterations()}, InProcess: true},
		selected: selected,
	})
}

// isQuiet reports whether a scenario finds nothing wrong. One may find that the server does without what it is about,
// and does apply where a fault gives the server that.
func isQuiet(v reports.Verdict) bool { return v == reports.Passed || v == reports.NotApplicable }

// killed reports whether a scenario finds what is wrong with a server.
func (p *prover) killed(profile features.Profile, s reports.Scenario) bool {
	return p.passes[profile][s.ID] && (s.Verdict == reports.Failed || s.Verdict == reports.Warned)
}

// profileOf finds the profile in which a fault breaks the most binding of its
// requirements, and how binding that is.
func (p *prover) profileOf(f faults.Fault) (features.Profile, features.Level) {
	levels := []features.Level{features.Must, features.Should}
	for _, level := range levels {
		for _, profile := range profiles {
			if f.Profile != "" && features.Profile(f.Profile) != profile {
				continue
			}
			for _, id := range f.Requirements {
				if r, ok := p.suites[profile].Catalogue.Lookup(id); ok && r.Level == level && r.In(profile) {
					return profile, level
				}
			}
		}
	}
	return features.Profile(f.Profile), features.Info
}

func (p *prover) variant(ctx context.Context, v faults.Variant) (reports.ProvenVariant, error) {
	out := reports.ProvenVariant{Name: v.Name, Sentence: v.Sentence, Alarms: []reports.Alarm{}}
	for _, profile := range v.Profiles {
		results, err := p.run(ctx, trial{
			server: fmt.Sprintf("with the variant %q", v.Name),
			on: connect.Options{
				Profile: features.Profile(profile), Reference: refserver.Options{Alterations: v.Alterations()}, InProcess: !v.Connection,
			},
			selected: p.reached(v.Name, features.Profile(profile)), reasons: true,
		})
		if err != nil {
			return out, err
		}
		p.complete(features.Profile(profile))
		for _, alarm := range p.alarms(results, features.Profile(profile)) {
			if p.passes[features.Profile(profile)][alarm.Scenario] {
				out.Alarms = append(out.Alarms, alarm)
			}
		}
	}
	return out, nil
}

// alarms lists the scenarios of a conforming server that did not pass.
func (p *prover) alarms(results *reports.Results, profile features.Profile) []reports.Alarm {
	var out []reports.Alarm
	for _, s := range results.Scenarios {
		if !isQuiet(s.Verdict) {
			out = append(out, reports.Alarm{Scenario: s.ID, Profile: string(profile), Verdict: s.Verdict, Reason: s.Reason})
		}
	}
	return out
}

// complete counts a server.
func (p *prover) complete(profile features.Profile) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.possible += len(p.selected[profile])
	if p.options.Completed != nil {
		p.options.Completed(p.done, p.total())
	}
}
