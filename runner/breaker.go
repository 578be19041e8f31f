package runner

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/preflight"
)

// errorsInARow is how many scenarios end in an error, one after the other, before it is looked whether the target
// still answers. A target that hangs would take its time-out for each of more than a thousand scenarios.
const errorsInARow = 12

// breaker notices that a target has stopped answering, and ends the run.
type breaker struct {
	end func(*play.EndedError) // ends the run

	mu     sync.Mutex
	inARow int
	ended  bool
}

// scenarioEnded counts a result. After many errors in a row it asks the target for anything; a target
// that answers goes on as before.
func (b *breaker) scenarioEnded(v reports.Verdict, ask func() (silence string)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if v != reports.Errored {
		b.inARow = 0
		return
	}
	b.inARow++
	if b.inARow < errorsInARow || b.ended {
		return
	}
	b.inARow = 0
	if silence := ask(); silence != "" {
		b.ended = true
		b.end(&play.EndedError{Why: fmt.Sprintf("the target stopped answering: %d scenarios in a row ended in an error, and at %s a request without meaning got %s",
			errorsInARow, time.Now().UTC().Format(time.TimeOnly+" UTC"), silence)})
	}
}

// silence sends a site of the target a request without meaning, and says what came in place of an answer; empty for any
// answer that a server which is there gives.
func (r *round) silence(ctx context.Context) string {
	for _, parties := range r.plan.Parties {
		for _, org := range parties.Orgs {
			if org.Made.Site != "" {
				return r.secrets.Redact(preflight.Silence(ctx, r.Target, org.Made.Site))
			}
		}
	}
	return ""
}
