package play

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
)

func TestLowerSparesWhatIsNoMust(t *testing.T) {
	assert.Equal(t, reports.Failed, lower(reports.Failed, reports.Must))
	assert.Equal(t, reports.Warned, lower(reports.Failed, reports.Should))
	assert.Equal(t, reports.Warned, lower(reports.Failed, reports.Info))
	assert.Equal(t, reports.Errored, lower(reports.Errored, reports.Should))
}
