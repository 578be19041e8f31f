package reports

import "fmt"

// Exit codes of the command codecred. A run ends with the code of its verdict,
// see [RunVerdict.ExitCode].
const (
	ExitConformant    = 0
	ExitNonConformant = 1
	ExitUsage         = 2 // usage, configuration or feature file error; nothing was sent
	ExitTarget        = 3 // the target could not be reached or provisioned, or the harness failed
	ExitIncomplete    = 4 // also when the command check expects that a run would decide nothing
	ExitStale         = 5
)

// Error says why there is no verdict, and with which exit code the program ends.
type Error struct {
	Exit int // one of the exit codes
	Err  error
}

// Error is the text of Err.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// UsageError says that the usage, the configuration or a feature file is wrong.
func UsageError(err error) error { return &Error{Exit: ExitUsage, Err: err} }

// TargetError says that the target could not be used, or that the harness failed.
// Its text is formatted as by [fmt.Errorf].
func TargetError(format string, args ...any) error {
	return &Error{Exit: ExitTarget, Err: fmt.Errorf(format, args...)}
}
