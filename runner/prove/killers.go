package prove

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
)

// findKillers runs the judged scenarios that no fault has made fail against other faults, until one
// does or all that reach the scenario were tried. It adds what they find to the faults. Faults that
// reach few scenarios come first, since they are more likely to make one of these fail.
func (p *prover) findKillers(ctx context.Context, found []reports.ProvenFault) error {
	if p.options.Whole || len(p.options.Faults)+len(p.options.Variants) > 0 {
		return nil // everything was run, or some faults cannot make all scenarios fail
	}
	candidates := p.candidates()
	for next, number := 0, 2; ; next, number = next+number, number*2 {
		wanted := p.unkilled(found)
		chosen := make([][]*suite.Scenario, len(found)) // by fault
		some := false
		for at, list := range candidates {
			if !slices.Contains(wanted, at.scenario.ID) {
				continue
			}
			for _, fault := range list[min(next, len(list)):min(next+number, len(list))] {
				chosen[fault] = append(chosen[fault], at.scenario)
				some = true
			}
		}
		if !some {
			return nil
		}
		if err := p.runChosen(ctx, found, chosen); err != nil {
			return err
		}
	}
}

// place is a scenario in a profile.
type place struct {
	profile  features.Profile
	scenario *suite.Scenario
}

// candidates lists by scenario the faults, by their numbers, that reach it and were not run with it.
func (p *prover) candidates() map[place][]int {
	out := map[place][]int{}
	extent := make([]int, len(p.faults))
	for i, f := range p.faults {
		profile, _ := p.profileOf(f)
		reached := p.reached(f.Name, profile)
		extent[i] = len(reached)
		for _, sc := range reached {
			if !sc.Serves(f.Requirements) {
				out[place{profile, sc}] = append(out[place{profile, sc}], i)
			}
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(extent[a], extent[b]) })
	}
	return out
}

// runChosen runs the scenarios that were chosen for each fault, and adds those that fail to what was
// found.
func (p *prover) runChosen(ctx context.Context, found []reports.ProvenFault, chosen [][]*suite.Scenario) error {
	type choice struct {
		fault    int
		selected []*suite.Scenario
	}
	var list []choice
	for fault, selected := range chosen {
		if len(selected) > 0 {
			slices.SortFunc(selected, func(a, b *suite.Scenario) int { return cmp.Compare(a.ID, b.ID) })
			list = append(list, choice{fault, selected})
		}
	}
	_, err := each(ctx, list, func(ctx context.Context, c choice) (struct{}, error) {
		f := p.faults[c.fault]
		profile, _ := p.profileOf(f)
		results, err := p.against(ctx, f, profile, c.selected)
		if err != nil {
			return struct{}{}, err
		}
		for _, s := range results.Scenarios {
			if p.killed(profile, s) && !slices.Contains(found[c.fault].KilledBy, s.ID) {
				found[c.fault].KilledBy = append(found[c.fault].KilledBy, s.ID)
			}
		}
		slices.Sort(found[c.fault].KilledBy)
		return struct{}{}, nil
	})
	return err
}

// unkilled lists the judged scenarios that passed against every fault.
func (p *prover) unkilled(faults []reports.ProvenFault) []string {
	judged := map[string]bool{}
	for _, profile := range profiles {
		for _, sc := range p.selected[profile] {
			if sc.Level(profile) != reports.Info {
				judged[sc.ID] = true
			}
		}
	}
	for _, f := range faults {
		for _, id := range f.KilledBy {
			delete(judged, id)
		}
	}
	return append([]string{}, slices.Sorted(maps.Keys(judged))...)
}
