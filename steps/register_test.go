package steps

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/cucumber/godog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/steps/need"
)

const ownFeature = `Feature: ours
  Scenario: mixed
    When the app asks for authorization with a wrong password
    Then the authorization request is refused
`

// runGodog lets godog match and run the lines of a feature.
func runGodog(ctx context.Context, t *testing.T, register func(sc *godog.ScenarioContext)) (int, string) {
	t.Helper()
	var out strings.Builder
	status := godog.TestSuite{
		ScenarioInitializer: register,
		Options: &godog.Options{
			Format: "pretty", Output: &out, NoColors: true, Strict: true, DefaultContext: ctx,
			FeatureContents: []godog.Feature{{Name: "own.feature", Contents: []byte(ownFeature)}},
		},
	}.Run()
	return status, out.String()
}

func TestGodogRunsLinesInTheWorldOfTheContext(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	world, err := on.run(t, "a private client", "the app asks for authorization")
	require.NoError(t, err)
	status, out := runGodog(WithWorld(t.Context(), world), t, Register)
	assert.Zero(t, status, out)
	assert.NotEmpty(t, world.Uncontrolled(), "the refusal has no control yet")

	status, out = runGodog(t.Context(), t, Register)
	assert.NotZero(t, status)
	assert.Contains(t, out, "the context carries no world")
}

// The lines that were bound before are those that run.
func TestGodogMatchesTheLinesThatAreBound(t *testing.T) {
	var lines []Line
	for _, text := range []string{"the app asks for authorization with a wrong password", "the authorization request is refused"} {
		line, err := Find(text)
		require.NoError(t, err)
		lines = append(lines, line)
	}
	var ran []string
	status, out := runGodog(t.Context(), t, func(sc *godog.ScenarioContext) {
		RegisterLines(sc, append(lines, lines...), func(_ context.Context, matched Line) error {
			ran = append(ran, matched.Text)
			return matched.Plan(need.New())
		})
	})
	assert.Zero(t, status, out)
	assert.Equal(t, []string{lines[0].Text, lines[1].Text}, ran)

	status, _ = runGodog(t.Context(), t, func(sc *godog.ScenarioContext) {
		RegisterLines(sc, lines, func(context.Context, Line) error { return errors.New("stop") })
	})
	assert.NotZero(t, status)
}

func TestGodogIsHandedTheWholeVocabulary(t *testing.T) {
	var out strings.Builder
	godog.TestSuite{ScenarioInitializer: Register, Options: &godog.Options{
		Format: "pretty", ShowStepDefinitions: true, Output: &out, NoColors: true,
	}}.Run()
	for _, d := range Definitions() {
		assert.Contains(t, out.String(), d.Expr.String())
	}
}

func TestErrorsThatGodogShowsHoldNoSecret(t *testing.T) {
	secrets := redact.New(nil)
	secrets.Register("password", "hunter2-hunter2")
	reason := errors.New("it was hunter2-hunter2")
	err := shown(reason, secrets)
	assert.EqualError(t, err, "it was [password]")
	assert.ErrorIs(t, err, reason)
	assert.NoError(t, shown(nil, secrets))
	assert.EqualError(t, shown(errors.New("\x1b[2J\n::error::x"), secrets), `\x1b[2J`+"\n"+`\u003a:error::x`, "it steers neither a terminal nor a pipeline")
}
