package plan

import (
	"maps"
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps/flow"
)

// Overridden says on which settings a scenario depends that the target has not taken over, though it was asked to;
// empty if there are none. The scenario does not apply then: the target decides these settings by itself.
func (p *Plan) Overridden(sc *suite.Scenario) string {
	var found []Lack
	parties := p.Parties[sc]
	if p.Single == nil { // the states of a single org are changed while scenarios run
		for _, role := range slices.SortedFunc(maps.Keys(parties.Orgs), flow.Role.Compare) {
			required := Required(sc.Need, p.offered, sc.Need.Orgs[role].Settings, true)
			found = append(found, LacksOfOrg(sc.Need, required, asMade(parties.Orgs[role].Made.Settings, required))...)
		}
	}
	for _, role := range slices.SortedFunc(maps.Keys(parties.Apps), flow.Role.Compare) {
		asked := sc.Need.Apps[role].Settings
		required := Required(sc.Need, p.offered, asked, false)
		found = append(found, LacksOfApp(sc.Need, required, asked, asMade(parties.Apps[role].Made.Settings, asked))...)
	}
	if len(found) == 0 {
		return ""
	}
	return "the target overrides settings: " + Sentence(found)
}

// asMade are the settings of an object as the target says that they are. What it does not say is as it was asked for.
func asMade(says, asked settings.Values) Known {
	return Known{Settings: asked.With(says), Says: func(string) bool { return true }}
}
