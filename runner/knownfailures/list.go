package knownfailures

import (
	"fmt"
	"slices"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
)

// List lists the failures of a target that are known and accepted for a time.
type List struct {
	Entries []reports.KnownFailureEntry // in the order of the file
}

// Apply turns failures on the list into known failures, and scenarios that no longer fit their
// entry into stale ones. It changes the scenarios and returns the entries with their states. A nil
// list changes nothing.
//
// Entries of scenarios take precedence over those of requirements, and each failure is excused by
// one entry. A scenario that was not decided is never excused.
func (l *List) Apply(scenarios []reports.Scenario, of *suite.Suite, now time.Time) []reports.KnownFailureEntry {
	if l == nil {
		return nil
	}
	out := slices.Clone(l.Entries)
	for i := range out {
		if entry := &out[i]; entry.Scenario != "" {
			_, exists := of.Lookup(entry.Scenario)
			applyToScenario(entry, scenarios, exists, now)
		}
	}
	for i := range out {
		if entry := &out[i]; entry.Scenario == "" {
			exists := slices.ContainsFunc(of.Scenarios, func(sc *suite.Scenario) bool { return sc.Serves([]string{entry.Requirement}) })
			applyToRequirement(entry, scenarios, exists, now)
		}
	}
	return out
}

// applyToScenario compares an entry with its scenario. exists says whether the suite has
// this scenario.
func applyToScenario(entry *reports.KnownFailureEntry, scenarios []reports.Scenario, exists bool, now time.Time) {
	entry.State = reports.EntryUndecided
	i := slices.IndexFunc(scenarios, func(s reports.Scenario) bool { return s.ID == entry.Scenario })
	switch {
	case !exists:
		outdate(entry, nil, "the suite has no such scenario; remove the entry")
	case i < 0:
	case scenarios[i].Verdict == reports.NotApplicable:
		outdate(entry, nil, "the scenario does not apply to this target; remove the entry")
	case scenarios[i].Verdict == reports.Passed:
		outdate(entry, &scenarios[i], "it passed, although the entry says that it fails; remove the entry")
	case !isFailure(scenarios[i]):
	case scenarios[i].Reason != entry.Reason:
		outdate(entry, &scenarios[i], "it failed for another reason than the known one: "+scenarios[i].Reason)
	default:
		excuse(entry, &scenarios[i], now)
	}
}

// applyToRequirement compares an entry with every scenario of its requirement. A failure
// for another reason remains a failure. exists says whether the suite checks the
// requirement.
func applyToRequirement(entry *reports.KnownFailureEntry, scenarios []reports.Scenario, exists bool, now time.Time) {
	entry.State = reports.EntryUndecided
	decided := false
	for i := range scenarios {
		s := &scenarios[i]
		if !slices.Contains(s.Requirements, entry.Requirement) {
			continue
		}
		decided = decided || s.Verdict.Decides() && s.Verdict != reports.Inconclusive && s.Verdict != reports.Unstable
		if isFailure(*s) && s.Reason == entry.Reason {
			excuse(entry, s, now)
		}
	}
	switch {
	case !exists:
		outdate(entry, nil, "no scenario of the suite checks this requirement; remove the entry")
	case decided && entry.State == reports.EntryUndecided:
		outdate(entry, nil, "no scenario of this requirement failed for the known reason; remove the entry")
	}
}

// isFailure reports whether an entry may excuse a scenario.
func isFailure(s reports.Scenario) bool {
	return s.Verdict == reports.Failed || s.Verdict == reports.Warned
}

// excuse turns a failure into a known failure, or into a stale one if its entry has expired.
func excuse(entry *reports.KnownFailureEntry, s *reports.Scenario, now time.Time) {
	if expired(entry, now) {
		outdate(entry, s, fmt.Sprintf("it is known to fail, but that expired on %s: %s", entry.Expires, s.Reason))
		return
	}
	entry.State = reports.EntrySeen
	s.Verdict = reports.KnownFailure
}

// outdate marks an entry as stale and says why. s is the scenario that shows this; nil if there is
// none.
func outdate(entry *reports.KnownFailureEntry, s *reports.Scenario, why string) {
	entry.State, entry.Note = reports.EntryStale, why
	if s != nil {
		s.Verdict, s.Reason = reports.Stale, why
	}
}

// expired reports whether the last day of an entry is over, in UTC.
func expired(entry *reports.KnownFailureEntry, now time.Time) bool {
	day, err := time.Parse(time.DateOnly, entry.Expires)
	return err != nil || !now.Before(day.AddDate(0, 0, 1))
}
