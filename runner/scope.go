package runner

import (
	"fmt"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// Scope says what a run must decide.
type Scope string

// The scopes of a run.
const (
	Pinned   Scope = "pinned"   // what the target file pins; all if it pins nothing
	All      Scope = "all"      // every selected scenario
	Possible Scope = "possible" // what the target can show
)

// inForce returns the scope of a run on a target: Pinned is All if the target file pins nothing. The
// error is a *reports.Error: what is pinned is of one profile.
func (o Options) inForce(on *connect.Target) (Scope, error) {
	if o.Scope != Pinned && o.Scope != "" {
		return o.Scope, nil
	}
	if on.Pinned == nil {
		return All, nil
	}
	if on.Pinned.Profile != string(o.Selection.Profile) {
		return "", reports.UsageError(fmt.Errorf("the target file pins what is decided by profile %s, and the run is of profile %s: "+
			"choose the profile, or write --scope possible", on.Pinned.Profile, o.Selection.Profile))
	}
	return Pinned, nil
}

// pinned returns what the run must decide of each requirement; nil if it is not of the whole suite, of
// which the target file speaks.
func (r *run) pinned() map[string]int {
	if r.scope != Pinned || !r.Options.Selection.IsWhole() || r.Options.Features != "" {
		return nil
	}
	return r.Target.Pinned.Requirements
}

// forResults returns the scope as results have it, empty for all.
func (s Scope) forResults() string {
	if s == All {
		return ""
	}
	return string(s)
}
