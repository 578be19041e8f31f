package steps

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

// Failure is why a scenario did not pass: what had to happen and what did.
type Failure struct {
	Verdict  reports.Verdict // the verdict of the scenario
	Expected string
	Observed string
	Exchange *wire.Exchange // the exchange that shows it; nil if there is none
	Answer   string         // what became of the request, if that is what was wrong; failures with the same Answer may have one cause
	Site     string         // file and line of the assertion that failed, such as lines_outcomes.go:39
}

const verdictError = reports.Errored

// Error returns what was expected and what was observed.
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

// broken returns a failure: the target did not do what it must.
func broken(a *answer, expected, observed string, args ...any) *Failure {
	return (&Failure{
		Verdict: reports.Failed, Expected: expected, Observed: fmt.Sprintf(observed, args...), Site: caller(),
	}).about(a.exchange)
}

// wrongOutcome returns a failure: the target accepted or refused what it must not.
func wrongOutcome(a *answer, expected string) *Failure {
	f := broken(a, expected, "it was %s: %s", a.reading.Outcome, a.reading.Form)
	f.Answer, f.Site = a.outcome(), caller()
	return f
}

// caller returns the file and line of the assertion that called the function that calls caller.
func caller() string {
	_, file, line, _ := runtime.Caller(2)
	return fmt.Sprintf("%s:%d", filepath.Base(file), line)
}

// OfPrecondition returns the failure as that of a line which only prepares a check: another scenario
// checks the line, so this one decides nothing.
func (f *Failure) OfPrecondition() *Failure {
	if f.Verdict == reports.NotApplicable {
		return f
	}
	out := *f
	out.Verdict = reports.Inconclusive
	return &out
}

// inapplicable returns a failure that decides nothing, since the target does without what is checked, and may.
func inapplicable(a *answer, why string) *Failure {
	return (&Failure{Verdict: reports.NotApplicable, Observed: why, Site: caller()}).about(a.exchange)
}

// unset returns the failure for an error of a change of settings; nil for none. A setting that the target overrides decides
// nothing about it.
func unset(err error, what string) error {
	if err == nil {
		return nil
	}
	if decided, ok := errors.AsType[*provisioning.OverriddenError](err); ok {
		return &Failure{Verdict: reports.NotApplicable, Observed: decided.Error(), Site: caller()}
	}
	return errored("%s: %v", what, err)
}

// undecided returns a failure that decides nothing: a precondition of the check did not hold.
func undecided(a *answer, expected, observed string, args ...any) *Failure {
	f := broken(a, expected, observed, args...)
	f.Verdict, f.Answer = reports.Inconclusive, a.outcome()
	return f
}

// errored returns a failure of the harness or the network, not of the target.
func errored(observed string, args ...any) *Failure {
	return &Failure{Verdict: verdictError, Observed: fmt.Sprintf(observed, args...)}
}

// unaskable turns an error into a failure if the objects on the target do not allow the request; ok
// is false for any other error.
func unaskable(err error) (why *Failure, ok bool) {
	cannot, ok := errors.AsType[*flow.UnaskableError](err)
	if !ok {
		return nil, false
	}
	return &Failure{Verdict: reports.NotRun, Observed: cannot.Why}, true
}
