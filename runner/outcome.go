package runner

import (
	"fmt"
	"sync"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
)

// outcome collects the results of a run. Scenarios that run at the same time write to it.
type outcome struct {
	secrets  *redact.Secrets
	progress reports.Progress

	mu          sync.Mutex
	finished    []reports.Scenario // of the current round; at the end, of all rounds
	spoilt      string             // the error that stopped or broke the whole run; empty for none
	missingFlow string             // says that the server does not speak the flow, so that no scenario runs; empty if they run
	notRemoved  []string           // what still exists on the target
}

// finish stores the result of a scenario and shows it.
func (o *outcome) finish(result reports.Scenario) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.finished = append(o.finished, result)
	if o.missingFlow == "" { // the reason is shown once, not for each scenario
		o.progress.Done(result)
	}
}

// spoil records an error that stops or breaks the whole run. No further round starts.
func (o *outcome) spoil(what string, why error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.spoilt = o.secrets.Redact(fmt.Sprintf("%s: %v", what, why))
}

// left records an error about something that could not be removed or closed; nil means none.
func (o *outcome) left(err error) {
	if err != nil {
		o.notRemoved = append(o.notRemoved, o.secrets.Redact(err.Error()))
	}
}

type noProgress struct{}

func (noProgress) Start(int)             {}
func (noProgress) Done(reports.Scenario) {}
func (noProgress) Finish()               {}
