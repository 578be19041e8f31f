package ownsuite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v34"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/static"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/need"
)

// Suite prepares a target for the scenarios of a godog suite. It is safe for
// concurrent use, so the suite may play several scenarios at a time.
type Suite struct {
	target    *connect.Target
	profile   features.Profile
	loaded    *suite.Suite      // for the decision table
	inventory *static.Inventory // of a static target; nil for other targets

	// alone is locked by a scenario while it runs, if scenarios could affect each other: on a
	// target with a single org, and on a static target, whose users are shared. nil on other
	// targets.
	alone *sync.Mutex

	mu      sync.Mutex
	skipped []error // scenarios that were skipped before a refusal had its control, for Close
}

// Open opens a target and asks what it offers; the zero Options are the reference
// server inside this process, in the salesforce profile. Its secrets are taken from
// the environment, as the target file says. Close the suite when godog has ended.
func Open(ctx context.Context, o connect.Options) (*Suite, error) {
	o.Profile = cmp.Or(o.Profile, features.Salesforce)
	loaded, err := suite.Load("", suite.Selection{Profile: o.Profile})
	if err != nil {
		return nil, err
	}
	on, err := connect.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	s := &Suite{target: on, profile: o.Profile, loaded: loaded, inventory: static.NewInventory(on)}
	_, removesAll := on.Provisioner.(provisioning.Remover)
	if s.inventory != nil || removesAll || on.Capabilities.Orgs == provisioning.OneOrg {
		s.alone = &sync.Mutex{}
	}
	return s, nil
}

// Close ends what Open started. It also removes what scenarios could not remove. The error says
// what is left, and which scenarios a line ended with godog.ErrSkip although a refusal still waited
// for its control: godog counts such a scenario as passed, whatever a hook says of it.
func (s *Suite) Close() error {
	var left error
	if all, ok := s.target.Provisioner.(provisioning.Remover); ok {
		left = all.RemoveAll(context.Background())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(errors.Join(s.skipped...), left, s.target.Close())
}

// Register registers every line of codecred with a scenario of godog's, and the hooks that prepare
// the target before it and clean up after it. Call it from the ScenarioInitializer; run godog with
// Strict, because undefined lines would pass otherwise.
func (s *Suite) Register(sc *godog.ScenarioContext) {
	var prepared *scenario
	sc.Before(func(ctx context.Context, pickle *godog.Scenario) (context.Context, error) {
		planned, err := s.plan(pickle)
		if planned == nil || err != nil {
			return ctx, err
		}
		if prepared, err = s.prepare(ctx, planned); err != nil {
			return ctx, err
		}
		return steps.WithWorld(ctx, prepared.hosted.World()), nil
	})
	steps.Register(sc)
	sc.StepContext().After(func(ctx context.Context, step *godog.Step, status godog.StepResultStatus, err error) (context.Context, error) {
		if prepared != nil {
			prepared.hosted.Record(step.Text, status, err)
		}
		return ctx, nil
	})
	sc.After(func(ctx context.Context, _ *godog.Scenario, err error) (context.Context, error) {
		if prepared == nil {
			return ctx, nil
		}
		ended := prepared
		prepared = nil
		return ctx, s.end(ended, err)
	})
}

// plan reads what the lines of a scenario need. Other lines need nothing. The scenario is nil if no
// line is a line of codecred.
func (s *Suite) plan(pickle *godog.Scenario) (*suite.Scenario, error) {
	out := &suite.Scenario{
		ID: fmt.Sprintf("%s:%d", pickle.Uri, pickle.Location.Line), Name: pickle.Name, Need: need.New(),
	}
	out.Need.Table, out.Need.Strength = s.loaded.Table, s.loaded.Strength
	ours := false
	for _, step := range pickle.Steps {
		out.Steps = append(out.Steps, step.Text)
		out.Given = append(out.Given, step.Type == messages.PickleStepType_CONTEXT)
		line, err := steps.Find(step.Text)
		if errors.Is(err, steps.ErrUndefined) {
			continue
		}
		if err == nil {
			err = line.Plan(out.Need)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", out.ID, err)
		}
		ours = true
	}
	if !ours {
		return nil, nil
	}
	return out, nil
}

// scenario is a scenario whose target is prepared.
type scenario struct {
	planned *suite.Scenario
	hosted  *play.Hosted
	results chan *reports.Results // receives one value, when the target is clean again
	leave   func()
}

// prepare creates what a scenario needs. Its error says why the target cannot serve it.
func (s *Suite) prepare(ctx context.Context, planned *suite.Scenario) (*scenario, error) {
	out := &scenario{planned: planned, hosted: play.NewHosted(), results: make(chan *reports.Results, 1), leave: func() {}}
	if s.alone != nil {
		s.alone.Lock()
		out.leave = s.alone.Unlock
	}
	alone := *s.loaded
	alone.Scenarios = []*suite.Scenario{planned}
	job := runner.Job{
		Options: runner.Options{Selection: suite.Selection{Profile: s.profile}},
		Suite:   &alone, Selected: []*suite.Scenario{planned}, Target: s.target, Inventory: s.inventory,
		Engine: out.hosted.Play, Detail: play.Reasons, SkipFlowCheck: true,
	}
	go func() { out.results <- runner.Play(ctx, job) }()
	select {
	case <-out.hosted.Begun():
		return out, nil
	case results := <-out.results:
		defer out.leave()
		return nil, errors.Join(unserved(results), left(results))
	}
}

// unserved returns an error that says why a scenario did not begin.
func unserved(results *reports.Results) error {
	for _, s := range results.Scenarios {
		return fmt.Errorf("the target cannot serve the scenario (%s): %s", s.Verdict, s.Reason)
	}
	return errors.New("the target cannot serve the scenario: " + results.Reason)
}

// left returns an error that says what could not be removed.
func left(results *reports.Results) error {
	var all []error
	for _, text := range results.Run.NotRemoved {
		all = append(all, errors.New(text))
	}
	return errors.Join(all...)
}

// end cleans up. outcome is the error with which godog ended the scenario, or nil. If godog does not
// count the scenario as failed although it decided nothing, the error says why.
func (s *Suite) end(ended *scenario, outcome error) error {
	defer ended.leave()
	uncontrolled := ended.hosted.World().Uncontrolled()
	ended.hosted.End()
	results := <-ended.results
	if outcome != nil {
		if errors.Is(outcome, godog.ErrSkip) && len(uncontrolled) > 0 {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.skipped = append(s.skipped, fmt.Errorf("%s: the last line skipped the scenario before the refusal of the %s had its accepted control, "+
				"so the refusal proves nothing: put the control above that line", ended.planned.ID, uncontrolled[0]))
		}
		return left(results)
	}
	for _, judged := range results.Scenarios {
		silent := ended.planned.Need.Requests == 0 // only the team's own lines send requests
		if judged.Verdict != reports.Passed && !silent {
			return errors.Join(fmt.Errorf("the scenario decided nothing (%s): %s", judged.Verdict, judged.Reason), left(results))
		}
	}
	return left(results)
}
