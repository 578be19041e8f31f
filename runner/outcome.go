package runner

import (
	"fmt"
	"sync"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
)

// outcome gathers what comes of a run. Scenarios that run at the same time write to it.
type outcome struct {
	secrets  *redact.Secrets
	progress reports.Progress

	mu          sync.Mutex
	finished    []reports.Scenario // of the present round, at the end of all rounds
	spoilt      string             // what spoilt the run as a whole; empty for nothing
	missingFlow string             // why no scenario runs: the server does not speak the flow; empty where they run
	notRemoved  []string           // what is still on the target
}

// finish keeps the result of a scenario and shows it.
func (o *outcome) finish(result reports.Scenario) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.finished = append(o.finished, result)
	if o.missingFlow == "" { // which is said once, not once a scenario
		o.progress.Done(result)
	}
}

// spoil says what spoilt the run as a whole. No further round is played then.
func (o *outcome) spoil(what string, why error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.spoilt = o.secrets.Redact(fmt.Sprintf("%s: %v", what, why))
}

// left notes what could not be removed, or not be closed; nil is nothing.
func (o *outcome) left(err error) {
	if err != nil {
		o.notRemoved = append(o.notRemoved, o.secrets.Redact(err.Error()))
	}
}

type noProgress struct{}

func (noProgress) Start(int)             {}
func (noProgress) Done(reports.Scenario) {}
func (noProgress) Finish()               {}
