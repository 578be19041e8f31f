package play

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/cucumber/godog"

	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
)

// godogRuns makes sure that only one godog suite runs at a time in this process, because godog
// keeps its seed in the environment.
var godogRuns sync.Mutex

// portion is how many scenarios godog gets at a time: it keeps about 25 KB for each until all have
// ended.
const portion = 1000

// ThroughGodog is the engine of every run: godog reads the features, matches each
// line with the step definitions and runs them.
func ThroughGodog(ctx context.Context, e *Execution, parallel int) {
	godogRuns.Lock()
	defer godogRuns.Unlock()
	// Scenarios that wait for one another must run at the same time, so a portion is at least as
	// large as parallel.
	for part := range slices.Chunk(e.List, max(portion, parallel)) {
		e.playPortion(ctx, part, parallel)
	}
}

func (e *Execution) playPortion(ctx context.Context, list []*Performance, parallel int) {
	byID := map[string]*Performance{}
	for _, p := range list {
		byID[p.Scenario.ID] = p
	}
	suite := godog.TestSuite{
		Name:                "codecred",
		ScenarioInitializer: func(sc *godog.ScenarioContext) { e.initialize(ctx, sc, byID) },
		Options: &godog.Options{
			Format: silentFormat, Output: io.Discard, NoColors: true, Strict: true,
			Concurrency: max(1, parallel), DefaultContext: ctx,
			FeatureContents: contents(list),
		},
	}
	suite.Run() // the verdict comes from what was recorded, not from the exit code
	for _, p := range list {
		if p.finished.IsZero() {
			p.record(ctx, "", fmt.Errorf("godog did not run the scenario"))
			e.end(p)
		}
	}
}

// contents returns the feature files of some scenarios, without the other scenarios in them: godog
// can only select by tags, and keeps the scenarios that it leaves out in memory. The files are in
// the order of their first scenario in the list, because godog plays file by file and long
// scenarios should begin early.
func contents(list []*Performance) []godog.Feature {
	wanted := map[*suite.File]map[*suite.Scenario]bool{}
	var files []*suite.File
	for _, p := range list {
		file := p.Scenario.File
		if wanted[file] == nil {
			wanted[file] = map[*suite.Scenario]bool{}
			files = append(files, file)
		}
		wanted[file][p.Scenario] = true
	}
	out := make([]godog.Feature, len(files))
	for i, file := range files {
		out[i] = godog.Feature{Name: file.Path, Contents: file.Only(wanted[file])}
	}
	return out
}

// initialize connects one godog scenario with its performance, and registers only the definitions
// that its lines need: matching each line with the whole vocabulary takes longer than running it.
// When the suite was loaded, it was checked that no other definition matches these lines.
func (e *Execution) initialize(ctx context.Context, sc *godog.ScenarioContext, byID map[string]*Performance) {
	var p *Performance
	sc.Before(func(hook context.Context, s *godog.Scenario) (context.Context, error) {
		id := fmt.Sprintf("%s:%d", s.Uri, s.Location.Line)
		if p = byID[id]; p == nil {
			return hook, fmt.Errorf("godog ran a scenario that it was not given: %s", id)
		}
		steps.RegisterLines(sc, p.Scenario.Lines, func(ctx context.Context, matched steps.Line) error {
			return p.line(ctx, matched, e.Ignore)
		})
		if p.begin(ctx, e.Ready) != nil {
			return hook, godog.ErrSkip
		}
		if e.Context != nil {
			hook = e.Context(hook, p.Scenario)
		}
		return hook, nil
	})
	sc.StepContext().After(func(hook context.Context, step *godog.Step, status godog.StepResultStatus, err error) (context.Context, error) {
		if p != nil {
			p.record(ctx, step.Text, outcome(status, err))
		}
		return hook, nil
	})
	sc.After(func(hook context.Context, _ *godog.Scenario, _ error) (context.Context, error) {
		if p != nil {
			e.end(p)
		}
		return hook, nil
	})
}

// outcome returns the error of a line. A line that did not pass according to godog always has an
// error.
func outcome(status godog.StepResultStatus, err error) error {
	if status != godog.StepPassed && err == nil {
		return fmt.Errorf("godog says that the line is %s", status)
	}
	return err
}
