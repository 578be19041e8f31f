package steps

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

// Failure is why a scenario did not pass: what had to happen and what did.
type Failure struct {
	Verdict  reports.Verdict // what it makes of the scenario
	Expected string
	Observed string
	Exchange *wire.Exchange // the exchange that shows it; nil where there is none
	Site     string         // of what the target did wrong: the file and line that says so, lines_outcomes.go:39
}

const verdictError = reports.Errored

func (f *Failure) Error() string {
	if f.Expected == "" {
		return f.Observed
	}
	return fmt.Sprintf("expected %s; %s", f.Expected, f.Observed)
}

func (f *Failure) about(x *wire.Exchange) *Failure {
	f.Exchange = x
	return f
}

// broken says that the target did not do what it must.
func broken(a *answer, expected, observed string, args ...any) *Failure {
	return (&Failure{
		Verdict: reports.Failed, Expected: expected, Observed: fmt.Sprintf(observed, args...), Site: caller(),
	}).about(a.exchange)
}

// caller is the file and line that called the caller of broken's.
func caller() string {
	_, file, line, _ := runtime.Caller(2)
	return fmt.Sprintf("%s:%d", filepath.Base(file), line)
}

// undecided says that what a check rests on did not hold, so it decided nothing.
func undecided(a *answer, expected, observed string, args ...any) *Failure {
	f := broken(a, expected, observed, args...)
	f.Verdict = reports.Inconclusive
	return f
}

// errored says that the harness or the network failed, not the target.
func errored(observed string, args ...any) *Failure {
	return &Failure{Verdict: verdictError, Observed: fmt.Sprintf(observed, args...)}
}

// unaskable says that what stands on the target does not let the scenario ask; ok
// is false where an error says something else.
func unaskable(err error) (why *Failure, ok bool) {
	cannot, ok := errors.AsType[*flow.UnaskableError](err)
	if !ok {
		return nil, false
	}
	return &Failure{Verdict: reports.NotRun, Observed: cannot.Why}, true
}
