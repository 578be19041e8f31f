package steps

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
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

// TestLinesThatPrepareAreNoThen holds which lines check something against what our features do with them: a line that
// stands below Then somewhere checks something, and one that never does prepares.
func TestLinesThatPrepareAreNoThen(t *testing.T) {
	onlyGiven := "request is not accepted" // a precondition of scenarios that look at what became of it
	below, judges := map[string]bool{}, map[string]bool{}
	for text, then := range linesOfFeatures(t) {
		line, err := Find(text)
		require.NoError(t, err)
		below[line.Expr()] = below[line.Expr()] || then
		judges[line.Expr()] = line.Judges()
	}
	for expr, then := range below {
		if !strings.Contains(expr, onlyGiven) {
			assert.Equal(t, then, judges[expr], "%s", expr)
		}
	}
}

// judgingLines are the Then lines of the features, each once.
func judgingLines(t *testing.T) map[string]bool {
	t.Helper()
	lines := linesOfFeatures(t)
	maps.DeleteFunc(lines, func(_ string, then bool) bool { return !then })
	require.NotEmpty(t, lines)
	return lines
}

// linesOfFeatures are the lines of the features, each once, and whether it stands below Then somewhere.
func linesOfFeatures(t *testing.T) map[string]bool {
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
				found[step.Text] = found[step.Text] || step.Type == messages.PickleStepType_OUTCOME
			}
		}
	}
	return found
}
