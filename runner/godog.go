package runner

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sync"

	"github.com/cucumber/godog"
)

// godogRuns holds one godog suite at a time in this process: it keeps its seed
// in the environment.
var godogRuns sync.Mutex

// portion is how many scenarios godog gets at a time: it keeps some 15 KB of
// each until all have ended.
const portion = 1000

// playThroughGodog is the engine of every run.
func playThroughGodog(ctx context.Context, e *execution, parallel int) {
	godogRuns.Lock()
	defer godogRuns.Unlock()
	// Scenarios that wait for one another are asked for all at a time.
	for part := range slices.Chunk(e.list, max(portion, parallel)) {
		(&execution{list: part, ready: e.ready, done: e.done, ignore: e.ignore, context: e.context}).playPortion(ctx, parallel)
	}
}

func (e *execution) playPortion(ctx context.Context, parallel int) {
	scenarios := make([]*Scenario, len(e.list))
	for i, p := range e.list {
		scenarios[i] = p.scenario
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
func (e *execution) initialize(ctx context.Context, sc *godog.ScenarioContext) {
	var p *performance
	sc.Before(func(hook context.Context, s *godog.Scenario) (context.Context, error) {
		n, err := numberOf(s, len(e.list))
		if err != nil {
			return hook, err
		}
		p = e.list[n]
		if p.begin(ctx, e.ready) != nil {
			return hook, godog.ErrSkip
		}
		if e.context != nil {
			hook = e.context(hook, p.scenario)
		}
		return hook, nil
	})
	sc.Step(anyLine, func(hook context.Context, _ string) error { return p.line(hook, e.ignore) })
	sc.StepContext().After(func(hook context.Context, step *godog.Step, status godog.StepResultStatus, err error) (context.Context, error) {
		if p != nil {
			p.record(ctx, step.Text, outcome(status, err))
		}
		return hook, nil
	})
	sc.After(func(hook context.Context, _ *godog.Scenario, _ error) (context.Context, error) {
		if p != nil {
			p.end()
			e.done(p)
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
