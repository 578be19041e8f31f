package runner

import (
	"fmt"
	"maps"
	"slices"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
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

// checkPinned returns an error if the target file pins a requirement that the catalogue does not have.
func checkPinned(on *connect.Target, of *suite.Suite) error {
	if on.Pinned == nil {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(on.Pinned.Requirements)) {
		if _, known := of.Catalogue.Lookup(id); !known {
			return reports.UsageError(fmt.Errorf("the target file pins %s, which is no requirement: see codecred list requirements, or run codecred check --pin", id))
		}
	}
	return nil
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
