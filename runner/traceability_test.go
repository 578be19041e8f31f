package runner

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestEveryRequirementHasItsScenarioOrAReason(t *testing.T) {
	suite := embedded(t)
	for _, r := range suite.Catalogue.All() {
		serves := 0
		for _, sc := range suite.Scenarios {
			if sc.serves([]string{r.ID}) {
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
