package steps

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/steps/need"
)

// TestALineThatJudgesNeedsSomethingToJudge plays each line that judges as the first
// of its scenario: none panics, and none passes.
func TestALineThatJudgesNeedsSomethingToJudge(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	for line := range judgingLines(t) {
		assert.NotPanics(t, func() {
			needs := need.New()
			needs.Refuse() // or the line would not even be planned, if it is a control
			_, err := on.runWith(t, needs, "a private client", line)
			assert.Error(t, err, "%q passes although nothing was sent", line)
		}, line)
	}
}

// judgingLines are the Then lines of the features, each once.
func judgingLines(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../features/*/*.feature")
	require.NoError(t, err)
	found := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		doc, err := gherkin.ParseGherkinDocument(bytes.NewReader(data), (&messages.Incrementing{}).NewId)
		require.NoError(t, err)
		for _, pickle := range gherkin.Pickles(*doc, file, (&messages.Incrementing{}).NewId) {
			for _, step := range pickle.Steps {
				if step.Type == messages.PickleStepType_OUTCOME {
					found[step.Text] = true
				}
			}
		}
	}
	require.NotEmpty(t, found)
	return found
}
