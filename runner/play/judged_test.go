package play_test

import (
	"context"
	"testing"

	"github.com/cucumber/godog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/suite"
)

var engines = map[string]play.Engine{"directly": play.Directly, "through godog": play.ThroughGodog}

// onFault is a job of the scenarios with a tag, against a server with a fault or "".
func onFault(t *testing.T, tags, fault string, engine play.Engine) runner.Job {
	t.Helper()
	o := runner.Options{Selection: suite.Selection{Profile: features.Salesforce, Tags: tags}}
	loaded, selected, err := suite.LoadSelected("", o.Selection, o.Shard)
	require.NoError(t, err)
	on, err := connect.Open(t.Context(), connect.Options{
		Profile: features.Salesforce, InProcess: true, Reference: refserver.Options{Alterations: faults.With(fault)},
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, on.Close()) })
	return runner.Job{Options: o, Suite: loaded, Selected: selected, Target: on, Engine: engine}
}

const (
	aboutVerifiers   = "@CC-PKCE-06 or @CC-PKCE-07 or @CC-PKCE-08"
	withoutVerifiers = "without-token.verifier-matches"
)

func TestAScenarioThatPassesTellsWhatWasSent(t *testing.T) {
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			results := runner.Play(t.Context(), onFault(t, "@CC-ORG-02", "", engine))
			require.NotEmpty(t, results.Scenarios)
			for _, s := range results.Scenarios {
				assert.Equal(t, reports.Passed, s.Verdict, s.Reason)
				assert.NotEmpty(t, s.Exchanges)
				assert.Nil(t, s.Failure)
				for _, step := range s.Steps {
					assert.Equal(t, reports.StepPassed, step.Status, step.Text)
				}
			}
		})
	}
}

// failed are the results of scenarios about verifiers that a server fails.
func failed(t *testing.T, job runner.Job) []reports.Scenario {
	t.Helper()
	var out []reports.Scenario
	for _, s := range runner.Play(t.Context(), job).Scenarios {
		if s.Verdict == reports.Failed {
			out = append(out, s)
		}
	}
	return out
}

func TestAScenarioThatFailsTellsWhatAVendorNeeds(t *testing.T) {
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			all := failed(t, onFault(t, aboutVerifiers, withoutVerifiers, engine))
			require.NotEmpty(t, all)
			for _, s := range all {
				require.NotNil(t, s.Failure)
				assert.Contains(t, s.Failure.Step, "refused")
				assert.Contains(t, s.Failure.Expected, "to be refused")
				assert.Contains(t, s.Failure.Sent, "code=[code]", "what was sent, without its secrets")
				assert.Contains(t, s.Failure.Received, "[access_token]")
				assert.NotEmpty(t, s.Failure.Statement)
				assert.NotEmpty(t, s.Failure.Source)
				assert.Equal(t, reports.StepSkipped, s.Steps[len(s.Steps)-1].Status, "what comes after a failure")
			}
		})
	}
}

// TestAnAssertionThatIsIgnoredIsTakenForMet holds what the mutation of assertions relies on.
func TestAnAssertionThatIsIgnoredIsTakenForMet(t *testing.T) {
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			job := onFault(t, aboutVerifiers, withoutVerifiers, engine)
			told := make(chan string, 100)
			job.Ignore = func(_ *suite.Scenario, assertion string) bool {
				told <- assertion
				return true
			}
			assert.Empty(t, failed(t, job))
			require.NotEmpty(t, told)
			assert.Regexp(t, `^\w+\.go:\d+ \^.*\$$`, <-told)

			job = onFault(t, aboutVerifiers, withoutVerifiers, engine)
			job.Ignore = func(*suite.Scenario, string) bool { return false }
			assert.NotEmpty(t, failed(t, job), "one that is asked about and not ignored counts")
		})
	}
}

func TestLessDetailTellsLess(t *testing.T) {
	job := onFault(t, aboutVerifiers, withoutVerifiers, play.Directly)
	job.Detail = play.Reasons
	for _, s := range failed(t, job) {
		assert.NotEmpty(t, s.Reason)
		assert.Empty(t, s.Exchanges)
	}
	job.Detail = play.Verdicts
	for _, s := range failed(t, job) {
		assert.Empty(t, s.Reason)
	}
}

func TestNothingBeginsAfterAnInterruption(t *testing.T) {
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			job := onFault(t, "@CC-ORG-02", "", func(ctx context.Context, e *play.Execution, parallel int) {
				cancel()
				engine(ctx, e, parallel)
			})
			for _, s := range runner.Play(ctx, job).Scenarios {
				assert.Equal(t, reports.NotRun, s.Verdict)
				assert.Equal(t, "the run was interrupted", s.Reason)
				require.NotEmpty(t, s.Steps)
				for _, step := range s.Steps {
					assert.Equal(t, reports.StepSkipped, step.Status, step.Text)
				}
			}
		})
	}
}

// TestAHostedScenarioIsJudgedByTheLinesThatRan lets the test run the lines of a
// scenario, all of them or only some.
func TestAHostedScenarioIsJudgedByTheLinesThatRan(t *testing.T) {
	for name, row := range map[string]struct {
		leftOut int
		verdict reports.Verdict
	}{
		"all lines": {0, reports.Passed}, "all but the control": {1, reports.Errored},
	} {
		t.Run(name, func(t *testing.T) {
			hosted := play.NewHosted()
			job := onFault(t, "@CC-ORG-02", "", hosted.Play)
			job.Selected, job.Detail = job.Selected[:1], play.Reasons
			ended := make(chan *reports.Results)
			go func() { ended <- runner.Play(t.Context(), job) }()
			select {
			case <-hosted.Begun():
			case <-ended:
				require.Fail(t, "the scenario ended before it began")
			}
			lines := job.Selected[0].Lines
			for _, line := range lines[:len(lines)-row.leftOut] {
				err := line.Run(t.Context(), hosted.World())
				require.NoError(t, err)
				hosted.Record(line.Text, godog.StepPassed, err)
			}
			hosted.End()
			s := (<-ended).Scenarios[0]
			assert.Equal(t, row.verdict, s.Verdict, s.Reason)
		})
	}
}

// TestEachScenarioHasItsContext holds that the requests of a scenario are sent in its context,
// through which a proof watches them.
func TestEachScenarioHasItsContext(t *testing.T) {
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			job := onFault(t, "@CC-ORG-02", "", engine)
			job.Context = func(ctx context.Context, _ *suite.Scenario) context.Context {
				ended, cancel := context.WithCancel(ctx)
				cancel()
				return ended
			}
			for _, s := range runner.Play(t.Context(), job).Scenarios {
				assert.Equal(t, reports.Errored, s.Verdict, "its requests are cancelled, the run is not")
			}
		})
	}
}
