package reports_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

// The numbers are a contract: scripts read them.
func TestExitCodesOfVerdicts(t *testing.T) {
	codes := map[reports.RunVerdict]int{}
	for _, verdict := range reports.RunVerdicts {
		codes[verdict] = verdict.ExitCode()
	}
	assert.Equal(t, map[reports.RunVerdict]int{
		reports.Conformant: 0, reports.WithinScope: 0, reports.NonConformant: 1, reports.ErrorRun: 3, reports.Incomplete: 4, reports.StaleRun: 5,
	}, codes)
	assert.Equal(t, 3, reports.RunVerdict("fine").ExitCode(), "an unknown verdict is never green")
}

func TestAnErrorHasAnExitCode(t *testing.T) {
	cause := errors.New("no such file")
	for code, err := range map[int]error{2: reports.UsageError(cause), 3: reports.TargetError("read it: %w", cause)} {
		var typed *reports.Error
		require.ErrorAs(t, err, &typed)
		assert.Equal(t, code, typed.Exit)
		require.ErrorIs(t, err, cause)
		assert.Contains(t, err.Error(), "no such file")
	}
}
