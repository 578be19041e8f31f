package play

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

func TestLowerSparesWhatIsNoMust(t *testing.T) {
	assert.Equal(t, reports.Failed, lower(reports.Failed, reports.Must))
	assert.Equal(t, reports.Warned, lower(reports.Failed, reports.Should))
	assert.Equal(t, reports.Warned, lower(reports.Failed, reports.Info))
	assert.Equal(t, reports.Errored, lower(reports.Errored, reports.Should))
}

const secret = "a-password-of-nobody"

// ended is a scenario of two lines in which both passed and two requests were sent, the
// second to /second.
func ended(t *testing.T) *Performance {
	t.Helper()
	site := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(site.Close)
	client := wire.NewClient(wire.Options{})
	t.Cleanup(client.Close)
	secrets := redact.New(nil)
	secrets.Register("password", secret)
	world := steps.NewWorld(&steps.Environment{}, client.Session("scenario", secrets), secrets)
	for _, path := range []string{"/first", "/second"} {
		world.Exchanges = append(world.Exchanges, world.Session.Do(t.Context(), wire.Request{Label: path, Method: http.MethodGet, URL: site.URL + path}))
	}
	p := &Performance{World: world, started: time.Unix(100, 0), finished: time.Unix(101, 500_000_000), Scenario: &suite.Scenario{
		ID: "a.feature:1", Steps: []string{"one", "two"}, Need: need.New(),
		Requirements: []features.Requirement{
			{ID: "CC-A-01", Level: features.Must, Profiles: []features.Profile{features.Strict}, Text: "strictly", Source: "RFC"},
			{ID: "CC-A-02", Level: features.Must, Profiles: []features.Profile{features.Salesforce}, Text: "as documented", Source: "Article"},
			{ID: "CC-A-03", Level: features.Must, Profiles: []features.Profile{features.Salesforce}, Text: "besides", Source: "Field"},
		},
	}}
	p.record(t.Context(), "one", nil)
	p.record(t.Context(), "two", nil)
	return p
}

func TestWhatAScenarioMustHaveDoneToPass(t *testing.T) {
	passed := ended(t).Judge(features.Salesforce, Everything)
	assert.Equal(t, reports.Passed, passed.Verdict)
	assert.Empty(t, passed.Reason)
	assert.Equal(t, time.Unix(100, 0), passed.Started)
	assert.InDelta(t, 1500, passed.DurationMS, 0.001)
	assert.Equal(t, []string{"CC-A-02", "CC-A-03"}, passed.Requirements)
	assert.Len(t, passed.Exchanges, 2)
	assert.Nil(t, passed.Failure)

	short := ended(t)
	short.steps = short.steps[:1]
	silent := ended(t)
	silent.World.Exchanges = nil
	once := ended(t)
	once.World.Exchanges = once.World.Exchanges[:1]
	notRun := ended(t)
	notRun.notRun = "the org could not be made"
	for name, tt := range map[string]struct {
		p       *Performance
		verdict reports.Verdict
		reason  string
	}{
		"a line is missing":     {short, reports.Errored, "the harness ran 1 of 2 lines"},
		"nothing was sent":      {silent, reports.Inconclusive, "nothing was sent, so nothing was checked"},
		"one request is enough": {once, reports.Passed, ""},
		"it did not run":        {notRun, reports.NotRun, "the org could not be made"},
	} {
		verdict, reason := tt.p.verdict(reports.Must)
		assert.Equal(t, tt.verdict, verdict, name)
		assert.Equal(t, tt.reason, reason, name)
	}
}

// failedBy is the same scenario in which the second line failed.
func failedBy(t *testing.T, f *steps.Failure) *Performance {
	t.Helper()
	p := ended(t)
	p.steps = p.steps[:1]
	p.record(t.Context(), "two", f)
	return p
}

func TestAFailureTellsWhichRequestShowsIt(t *testing.T) {
	for i, path := range []string{"/first", "/second"} {
		f := &steps.Failure{Verdict: reports.Failed, Expected: "a refusal of " + secret, Observed: "it has " + secret}
		p := failedBy(t, f)
		f.Exchange = p.World.Exchanges[i]
		p.World.Observed = []string{"seen " + secret}
		got := p.Judge(features.Salesforce, Everything)
		assert.Equal(t, reports.Failed, got.Verdict)
		assert.Equal(t, "expected a refusal of [password]; it has [password]", got.Reason)
		assert.Equal(t, []string{"seen [password]"}, got.Observed)
		require.NotNil(t, got.Failure)
		assert.Equal(t, "two", got.Failure.Step)
		assert.Equal(t, "a refusal of [password]", got.Failure.Expected)
		assert.Equal(t, "it has [password]", got.Failure.Observed)
		assert.Contains(t, got.Failure.Sent, path)
		assert.Contains(t, got.Failure.Received, "404")
		assert.Equal(t, "as documented", got.Failure.Statement, "the first of the profile")
		assert.Equal(t, "Article", got.Failure.Source)
	}
}

func TestAFailureNeedsNoRequest(t *testing.T) {
	other := &wire.Exchange{}
	for _, x := range []*wire.Exchange{nil, other} {
		got := failedBy(t, &steps.Failure{Verdict: reports.Failed, Observed: "x", Exchange: x}).Judge(features.Salesforce, Everything)
		require.NotNil(t, got.Failure)
		assert.Empty(t, got.Failure.Sent)
	}
	unsent := failedBy(t, &steps.Failure{Verdict: reports.Failed, Observed: "x"})
	unsent.failure.Exchange = other
	unsent.World.Exchanges = append(unsent.World.Exchanges, other) // which the transcript does not have
	got := unsent.Judge(features.Salesforce, Everything)
	require.NotNil(t, got.Failure)
	assert.Empty(t, got.Failure.Sent)
	nowhere := &Performance{Scenario: unsent.Scenario, failure: &steps.Failure{Verdict: reports.Errored, Observed: secret}}
	assert.Equal(t, secret, nowhere.Judge(features.Salesforce, Everything).Reason, "there is no world that knows it for a secret")
}

func TestDetailIsWhatIsAskedFor(t *testing.T) {
	p := failedBy(t, &steps.Failure{Verdict: reports.Failed, Observed: "it has " + secret})
	reasons := p.Judge(features.Salesforce, Reasons)
	assert.Equal(t, "it has [password]", reasons.Reason)
	assert.Nil(t, reasons.Failure)
	assert.Empty(t, reasons.Steps)
	verdict := p.Judge(features.Salesforce, Verdicts)
	assert.Equal(t, reports.Failed, verdict.Verdict)
	assert.Empty(t, verdict.Reason)
}

func TestLinesThatWereNotReachedAreSkipped(t *testing.T) {
	p := ended(t)
	p.steps = p.steps[:1]
	assert.Equal(t, []reports.Step{{Text: "one", Status: reports.StepPassed}, {Text: "two", Status: reports.StepSkipped}}, p.allSteps())
	p.Scenario.Steps = nil // more lines than the scenario has
	assert.Len(t, p.allSteps(), 1)
}

func TestTheFirstFailureCounts(t *testing.T) {
	p := failedBy(t, &steps.Failure{Verdict: reports.Failed, Observed: "first"})
	p.record(t.Context(), "three", &steps.Failure{Verdict: reports.Failed, Observed: "second"})
	p.record(t.Context(), "four", nil)
	assert.Equal(t, "first", p.failure.Observed)
	assert.Equal(t, "two", p.step)
	assert.Equal(t, reports.StepSkipped, p.steps[2].Status)
	assert.Equal(t, reports.StepSkipped, p.steps[3].Status)

	p = ended(t)
	p.steps = p.steps[:1]
	p.record(t.Context(), "two", assert.AnError)
	verdict, reason := p.verdict(reports.Must)
	assert.Equal(t, reports.Errored, verdict)
	assert.Equal(t, "the harness failed: "+assert.AnError.Error(), reason)
}

// TestAPreconditionThatDoesNotHoldDecidesNothing holds that a line below Given fails no scenario,
// because other scenarios check it. An error of the harness remains one.
func TestAPreconditionThatDoesNotHoldDecidesNothing(t *testing.T) {
	for verdict, want := range map[reports.Verdict]reports.Verdict{
		reports.Failed: reports.Inconclusive, reports.Inconclusive: reports.Inconclusive, reports.Errored: reports.Errored, reports.NotRun: reports.NotRun,
	} {
		p := ended(t)
		p.steps, p.Scenario.Given = p.steps[:1], []bool{false, true}
		broken := &steps.Failure{Verdict: verdict, Observed: "x", Answer: "refused"}
		p.record(t.Context(), "two", broken)
		got, reason := p.verdict(reports.Must)
		assert.Equal(t, want, got)
		assert.Equal(t, "x", reason)
		assert.Equal(t, verdict, broken.Verdict, "the line's own failure does not change")
		assert.Equal(t, "refused", p.Judge(features.Salesforce, Everything).Failure.Answer)
	}
	p := ended(t)
	p.steps, p.Scenario.Given = p.steps[:1], []bool{true, false}
	p.record(t.Context(), "two", &steps.Failure{Verdict: reports.Failed, Observed: "x"})
	got, _ := p.verdict(reports.Must)
	assert.Equal(t, reports.Failed, got)
}

// TestWhatDoesNotApplyIsNoFailure holds that a scenario whose line finds that there is nothing to check has no failed
// line and no failure to describe, as a precondition too.
func TestWhatDoesNotApplyIsNoFailure(t *testing.T) {
	for _, given := range []bool{false, true} {
		p := ended(t)
		p.steps, p.Scenario.Given = p.steps[:1], []bool{true, given}
		p.record(t.Context(), "two", &steps.Failure{Verdict: reports.NotApplicable, Observed: "x"})
		result := p.Judge(features.Salesforce, Everything)
		assert.Equal(t, reports.NotApplicable, result.Verdict)
		assert.Equal(t, "x", result.Reason)
		assert.Equal(t, reports.StepSkipped, result.Steps[1].Status)
		assert.Nil(t, result.Failure)
	}
}

// TestAnInterruptionIsNoErrorOfTheLine holds that a line which fails because the run ends is no
// error. What the target did wrong before that still counts.
func TestAnInterruptionIsNoErrorOfTheLine(t *testing.T) {
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for verdict, want := range map[reports.Verdict]reports.Verdict{reports.Errored: reports.NotRun, reports.Failed: reports.Failed} {
		p := ended(t)
		p.steps = p.steps[:1]
		p.record(over, "two", &steps.Failure{Verdict: verdict, Observed: "x"})
		got, _ := p.verdict(reports.Must)
		assert.Equal(t, want, got)
		p.record(over, "three", nil)
		assert.Equal(t, reports.StepSkipped, p.steps[2].Status)
	}
	passed := ended(t)
	passed.record(over, "three", nil)
	assert.Empty(t, passed.notRun)
}

func TestOnlyTheNextLineIsCarriedOut(t *testing.T) {
	one, err := steps.Find("a private client")
	require.NoError(t, err)
	other, err := steps.Find("a public client")
	require.NoError(t, err)
	p := ended(t)
	p.steps, p.Scenario.Lines = nil, []steps.Line{one}
	assert.EqualError(t, p.line(t.Context(), other, nil), `line 1 of the scenario is not "a public client"`)
	require.NoError(t, p.line(t.Context(), one, nil))
	p.record(t.Context(), one.Text, nil)
	assert.EqualError(t, p.line(t.Context(), one, nil), `line 2 of the scenario is not "a private client"`)
}

// TestWhichErrorsAreAssertions holds that only a judgement of the target, of a line that is not below
// Given, is one: the mutation of assertions deletes these and no others.
func TestWhichErrorsAreAssertions(t *testing.T) {
	line, err := steps.Find("the token request is refused")
	require.NoError(t, err)
	judged := func() *steps.Failure { return &steps.Failure{Verdict: reports.Failed, Site: "lines.go:7"} }
	without, undecided := judged(), judged()
	without.Site, undecided.Verdict = "", reports.Inconclusive
	for name, tt := range map[string]struct {
		err   error
		spoil func(*Performance)
		want  string
	}{
		"a judgement":         {judged(), nil, "lines.go:7 " + line.Expr()},
		"no error":            {nil, nil, ""},
		"another error":       {assert.AnError, nil, ""},
		"no place in code":    {without, nil, ""},
		"nothing was decided": {undecided, nil, ""},
		"a precondition":      {judged(), func(p *Performance) { p.Scenario.Given = []bool{true} }, ""},
		"no line":             {judged(), func(p *Performance) { p.Scenario.Lines = nil }, ""},
	} {
		p := ended(t)
		p.steps, p.Scenario.Lines = nil, []steps.Line{line}
		if tt.spoil != nil {
			tt.spoil(p)
		}
		assert.Equal(t, tt.want, p.assertionOf(tt.err), name)
	}

	p := ended(t)
	p.steps, p.Scenario.Lines = nil, []steps.Line{line}
	require.Error(t, p.line(t.Context(), line, func(*suite.Scenario, string) bool {
		t.Error("that nothing was sent is no judgement of the target")
		return true
	}))
}

func TestNoMoreScenariosAtATimeThanAskedFor(t *testing.T) {
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	for name, engine := range map[string]Engine{"directly": Directly, "through godog": ThroughGodog} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var begun, ended atomic.Int32
				goOn := make(chan struct{})
				e := &Execution{
					List:  PerformancesOf(loaded.Scenarios[:5]),
					Ready: func(*Performance) error { begun.Add(1); <-goOn; return assert.AnError },
					Done:  func(*Performance) { ended.Add(1) },
				}
				go engine(t.Context(), e, 2)
				for _, want := range []int32{2, 4, 5} {
					synctest.Wait() // until each goroutine waits for another
					assert.Equal(t, want, begun.Load())
					for range min(2, want-ended.Load()) {
						goOn <- struct{}{}
					}
				}
				synctest.Wait()
				assert.EqualValues(t, 5, ended.Load(), "each ends once")
			})
		})
	}
}

func TestAScenarioThatGodogDoesNotFindIsAnError(t *testing.T) {
	loaded, err := suite.Load("", suite.Selection{Profile: features.Salesforce})
	require.NoError(t, err)
	moved := *loaded.Scenarios[0]
	moved.ID = "moved.feature:1"
	ended := 0
	p := &Performance{Scenario: &moved, Leave: func() { ended++ }}
	ThroughGodog(t.Context(), &Execution{List: []*Performance{p}, Ready: func(*Performance) error { return nil }, Done: func(*Performance) { ended++ }}, 0)
	verdict, reason := p.verdict(reports.Must)
	assert.Equal(t, reports.Errored, verdict)
	assert.Contains(t, reason, "godog did not run the scenario")
	assert.Equal(t, 2, ended)
}
