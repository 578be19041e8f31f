package play

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sync"

	"github.com/cucumber/godog"

	"github.com/codecred/codecred/runner/suite"
)

// godogRuns holds one godog suite at a time in this process: it keeps its seed
// in the environment.
var godogRuns sync.Mutex

// portion is how many scenarios godog gets at a time: it keeps some 15 KB of
// each until all have ended.
const portion = 1000

// ThroughGodog is the engine of every run.
func ThroughGodog(ctx context.Context, e *Execution, parallel int) {
	godogRuns.Lock()
	defer godogRuns.Unlock()
	// Scenarios that wait for one another are asked for all at a time.
	for part := range slices.Chunk(e.List, max(portion, parallel)) {
		(&Execution{List: part, Ready: e.Ready, Done: e.Done, Ignore: e.Ignore, Context: e.Context}).playPortion(ctx, parallel)
	}
}

func (e *Execution) playPortion(ctx context.Context, parallel int) {
	scenarios := make([]*suite.Scenario, len(e.List))
	for i, p := range e.List {
		scenarios[i] = p.Scenario
	}
	suite := godog.TestSuite{
		Name:                "codecred",
		ScenarioInitializer: func(sc *godog.ScenarioContext) { e.initialize(ctx, sc) },
		Options: &godog.Options{
			Format: silentFormat, Output: io.Discard, NoColors: true, Strict: true,
			Concurrency: max(1, parallel), DefaultContext: ctx,
			FeatureContents: []godog.Feature{compile(scenarios)},
		},
	}
	suite.Run() // its exit code is not used: what was recorded is
}

// anyLine matches every line: what a line means was found when the scenario was
// planned, and godog would try each definition on each line again.
var anyLine = regexp.MustCompile(`^(.*)$`)

// initialize connects one scenario of godog's with its performance.
func (e *Execution) initialize(ctx context.Context, sc *godog.ScenarioContext) {
	var p *Performance
	sc.Before(func(hook context.Context, s *godog.Scenario) (context.Context, error) {
		n, err := numberOf(s, len(e.List))
		if err != nil {
			return hook, err
		}
		p = e.List[n]
		if p.begin(ctx, e.Ready) != nil {
			return hook, godog.ErrSkip
		}
		if e.Context != nil {
			hook = e.Context(hook, p.Scenario)
		}
		return hook, nil
	})
	sc.Step(anyLine, func(hook context.Context, _ string) error { return p.line(hook, e.Ignore) })
	sc.StepContext().After(func(hook context.Context, step *godog.Step, status godog.StepResultStatus, err error) (context.Context, error) {
		if p != nil {
			p.record(ctx, step.Text, outcome(status, err))
		}
		return hook, nil
	})
	sc.After(func(hook context.Context, _ *godog.Scenario, _ error) (context.Context, error) {
		if p != nil {
			p.end()
			e.Done(p)
		}
		return hook, nil
	})
}

// outcome is godog's word on a line: one that is not said to have passed has an
// error.
func outcome(status godog.StepResultStatus, err error) error {
	if status != godog.StepPassed && err == nil {
		return fmt.Errorf("godog says that the line is %s", status)
	}
	return err
}
