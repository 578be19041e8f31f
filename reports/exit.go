package reports

import "fmt"

// Exit codes that no verdict stands for, contracts.md section 2.
const (
	ExitUsage  = 2 // usage, configuration or feature file error; nothing was sent
	ExitTarget = 3 // the target could not be reached or provisioned, or the harness failed
	// ExitIncomplete is that of a run which decides nothing, for a check that
	// sees it coming.
	ExitIncomplete = 4
)

// Error is why there is no verdict, with the exit code that it ends a program with.
type Error struct {
	Exit int
	Err  error
}

func (e *Error) Error() string { return e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

func UsageError(err error) error { return &Error{Exit: ExitUsage, Err: err} }

func TargetError(format string, args ...any) error {
	return &Error{Exit: ExitTarget, Err: fmt.Errorf(format, args...)}
}
