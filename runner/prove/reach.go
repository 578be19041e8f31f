package prove

import (
	"context"
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// watch records which faults and variants reach each scenario. It checks that watching changes no
// verdict.
func (p *prover) watch(ctx context.Context, profile features.Profile) error {
	reach := map[string]*faults.Reach{}
	for _, sc := range p.selected[profile] {
		reach[sc.ID] = &faults.Reach{}
	}
	results, err := p.run(ctx, trial{
		server:   "as it is, and watched",
		on:       connect.Options{Profile: profile, Reference: refserver.Options{Alterations: []refserver.Alteration{faults.Watch()}}, InProcess: true},
		selected: p.selected[profile], reach: reach, reasons: true,
	})
	if err != nil {
		return err
	}
	p.complete(profile)
	for _, s := range results.Scenarios {
		if p.passes[profile][s.ID] != isQuiet(s.Verdict) {
			return fmt.Errorf("scenario %s: %s while the server was watched, and otherwise before: %s (report this)",
				s.ID, s.Verdict, s.Reason)
		}
	}
	p.reach[profile] = reach
	return nil
}

// reached lists the scenarios that a fault or a variant reaches, or all of them in a whole proof.
func (p *prover) reached(name string, profile features.Profile) []*suite.Scenario {
	if p.options.Whole {
		return p.selected[profile]
	}
	reach := p.reach[profile]
	return slices.DeleteFunc(slices.Clone(p.selected[profile]), func(sc *suite.Scenario) bool { return !reach[sc.ID].Has(name) })
}
