package suite

import (
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/features"
)

func TestEveryRequirementHasItsScenarioOrAReason(t *testing.T) {
	loaded := embedded(t)
	for _, r := range loaded.Catalogue.All() {
		serves := 0
		for _, sc := range loaded.Scenarios {
			if sc.Serves([]string{r.ID}) {
				serves++
			}
		}
		if r.Excluded != "" {
			assert.Zero(t, serves, "%s is excluded (%s) and has a scenario", r.ID, r.Excluded)
			continue
		}
		assert.Positive(t, serves, "%s %s has no scenario and no reason: %s", r.Level, r.ID, r.Text)
	}
}

// A requirement that no fault breaks is one of which nobody knows whether the
// suite would notice.
func TestEveryMustIsBrokenByAFault(t *testing.T) {
	broken := map[string]bool{}
	for _, f := range faults.Faults() {
		for _, id := range f.Requirements {
			broken[id] = true
		}
	}
	for _, r := range embedded(t).Catalogue.All() {
		if r.Level == features.Must && r.Excluded == "" {
			assert.True(t, broken[r.ID], "no fault names %s: %s", r.ID, r.Text)
		}
	}
}

func TestFaultsNameRequirementsThatAreJudged(t *testing.T) {
	catalogue := embedded(t).Catalogue
	for _, f := range faults.Faults() {
		judged := 0
		for _, id := range f.Requirements {
			r, ok := catalogue.Lookup(id)
			assert.True(t, ok, "%s names %s, which is not in the catalogue", f.Name, id)
			assert.Empty(t, r.Excluded, "%s names %s, which is excluded", f.Name, id)
			if r.Level != features.Info && (f.Profile == "" || r.In(features.Profile(f.Profile))) {
				judged++
			}
		}
		assert.Positive(t, judged, "%s names nothing that is judged where it shows", f.Name)
	}
}
