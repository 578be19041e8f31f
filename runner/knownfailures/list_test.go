package knownfailures

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
)

const (
	leak  = "a.feature:1" // serves CC-A-01
	other = "a.feature:2" // serves CC-A-01 and CC-A-02
	plain = "a.feature:3" // serves CC-A-03
)

// known is a suite of three scenarios.
func known() *suite.Suite {
	requirements := func(ids ...string) (out []features.Requirement) {
		for _, id := range ids {
			out = append(out, features.Requirement{ID: id})
		}
		return out
	}
	return &suite.Suite{Scenarios: []*suite.Scenario{
		{ID: leak, Requirements: requirements("CC-A-01")},
		{ID: other, Requirements: requirements("CC-A-01", "CC-A-02")},
		{ID: plain, Requirements: requirements("CC-A-03")},
	}}
}

// ran returns the results of the scenarios of known. Every reason is "it leaked".
func ran(first, second, third reports.Verdict) []reports.Scenario {
	return []reports.Scenario{
		{ID: leak, Requirements: []string{"CC-A-01"}, Verdict: first, Reason: "it leaked"},
		{ID: other, Requirements: []string{"CC-A-01", "CC-A-02"}, Verdict: second, Reason: "it leaked"},
		{ID: plain, Requirements: []string{"CC-A-03"}, Verdict: third, Reason: "it leaked"},
	}
}

var lastDay = time.Date(2030, 1, 31, 23, 59, 59, 0, time.UTC)

func entry(scenario, requirement, reason string) reports.KnownFailureEntry {
	return reports.KnownFailureEntry{Scenario: scenario, Requirement: requirement, Reason: reason, Expires: "2030-01-31"}
}

// applied applies entries to scenarios and returns the verdicts, and the entries.
func applied(scenarios []reports.Scenario, now time.Time, entries ...reports.KnownFailureEntry) ([]reports.Verdict, []reports.KnownFailureEntry) {
	out := (&List{Entries: entries}).Apply(scenarios, known(), now)
	var verdicts []reports.Verdict
	for _, s := range scenarios {
		verdicts = append(verdicts, s.Verdict)
	}
	return verdicts, out
}

func TestAnEntryOfAScenario(t *testing.T) {
	for name, tt := range map[string]struct {
		verdict reports.Verdict
		reason  string // of the entry
		now     time.Time
		want    reports.Verdict
		state   reports.EntryState
		note    string
	}{
		"it failed as known":         {reports.Failed, "it leaked", lastDay, reports.KnownFailure, reports.EntrySeen, ""},
		"it warned as known":         {reports.Warned, "it leaked", lastDay, reports.KnownFailure, reports.EntrySeen, ""},
		"it failed otherwise":        {reports.Failed, "it hung", lastDay, reports.Stale, reports.EntryStale, "it failed for another reason than the known one: it leaked"},
		"the day after":              {reports.Failed, "it leaked", lastDay.Add(time.Second), reports.Stale, reports.EntryStale, "it is known to fail, but that expired on 2030-01-31: it leaked"},
		"it passed":                  {reports.Passed, "it leaked", lastDay, reports.Stale, reports.EntryStale, "it passed, although the entry says that it fails; remove the entry"},
		"it does not apply":          {reports.NotApplicable, "it leaked", lastDay, reports.NotApplicable, reports.EntryStale, "the scenario does not apply to this target; remove the entry"},
		"it was not run":             {reports.NotRun, "it leaked", lastDay, reports.NotRun, reports.EntryUndecided, ""},
		"it ended in an error":       {reports.Errored, "it leaked", lastDay, reports.Errored, reports.EntryUndecided, ""},
		"its control was refused":    {reports.Inconclusive, "it leaked", lastDay, reports.Inconclusive, reports.EntryUndecided, ""},
		"it was not always the same": {reports.Unstable, "it leaked", lastDay, reports.Unstable, reports.EntryUndecided, ""},
	} {
		t.Run(name, func(t *testing.T) {
			verdicts, entries := applied(ran(tt.verdict, reports.Failed, reports.Passed), tt.now, entry(leak, "", tt.reason))
			assert.Equal(t, []reports.Verdict{tt.want, reports.Failed, reports.Passed}, verdicts, "only its own scenario changes")
			assert.Equal(t, tt.state, entries[0].State)
			assert.Equal(t, tt.note, entries[0].Note)
		})
	}
}

func TestAStaleScenarioSaysWhy(t *testing.T) {
	scenarios := ran(reports.Passed, reports.Passed, reports.Passed)
	_, entries := applied(scenarios, lastDay, entry(leak, "", "it leaked"))
	assert.Equal(t, entries[0].Note, scenarios[0].Reason)
}

func TestAnEntryOfARequirement(t *testing.T) {
	const gone = "no scenario of this requirement failed for the known reason; remove the entry"
	for name, tt := range map[string]struct {
		first, second reports.Verdict
		reason        string
		now           time.Time
		want          []reports.Verdict
		state         reports.EntryState
		note          string
	}{
		"both failed": {
			reports.Failed, reports.Warned, "it leaked", lastDay,
			[]reports.Verdict{reports.KnownFailure, reports.KnownFailure}, reports.EntrySeen, "",
		},
		"one failed": {
			reports.Passed, reports.Failed, "it leaked", lastDay,
			[]reports.Verdict{reports.Passed, reports.KnownFailure}, reports.EntrySeen, "",
		},
		"one failed before the other passed": {
			reports.Failed, reports.Passed, "it leaked", lastDay,
			[]reports.Verdict{reports.KnownFailure, reports.Passed}, reports.EntrySeen, "",
		},
		"both passed": {
			reports.Passed, reports.Passed, "it leaked", lastDay,
			[]reports.Verdict{reports.Passed, reports.Passed}, reports.EntryStale, gone,
		},
		"one passed, the other was not run": {
			reports.Passed, reports.NotRun, "it leaked", lastDay,
			[]reports.Verdict{reports.Passed, reports.NotRun}, reports.EntryStale, gone,
		},
		"one was not run, the other passed": {
			reports.NotRun, reports.Passed, "it leaked", lastDay,
			[]reports.Verdict{reports.NotRun, reports.Passed}, reports.EntryStale, gone,
		},
		"it failed for another reason": {
			reports.Failed, reports.Failed, "it hung", lastDay,
			[]reports.Verdict{reports.Failed, reports.Failed}, reports.EntryStale, gone,
		},
		"nothing was decided": {
			reports.Inconclusive, reports.Unstable, "it leaked", lastDay,
			[]reports.Verdict{reports.Inconclusive, reports.Unstable}, reports.EntryUndecided, "",
		},
		"nothing was run": {
			reports.NotRun, reports.Errored, "it leaked", lastDay,
			[]reports.Verdict{reports.NotRun, reports.Errored}, reports.EntryUndecided, "",
		},
		"it has expired": {
			reports.Failed, reports.Passed, "it leaked", lastDay.Add(time.Second),
			[]reports.Verdict{reports.Stale, reports.Passed}, reports.EntryStale, "it is known to fail, but that expired on 2030-01-31: it leaked",
		},
	} {
		t.Run(name, func(t *testing.T) {
			verdicts, entries := applied(ran(tt.first, tt.second, reports.Failed), tt.now, entry("", "CC-A-01", tt.reason))
			assert.Equal(t, append(tt.want, reports.Failed), verdicts, "scenarios of other requirements stay as they are")
			assert.Equal(t, tt.state, entries[0].State)
			assert.Equal(t, tt.note, entries[0].Note)
		})
	}
}

func TestAnEntryOfARequirementFindsItsScenarioAmongOthers(t *testing.T) {
	verdicts, entries := applied(ran(reports.Failed, reports.Failed, reports.Failed), lastDay, entry("", "CC-A-03", "it leaked"))
	assert.Equal(t, []reports.Verdict{reports.Failed, reports.Failed, reports.KnownFailure}, verdicts)
	assert.Equal(t, reports.EntrySeen, entries[0].State)
}

func TestAnEntryMustBeOfTheSuite(t *testing.T) {
	verdicts, entries := applied(ran(reports.Failed, reports.Failed, reports.Failed), lastDay,
		entry("b.feature:1", "", "it leaked"), entry("", "CC-B-01", "it leaked"))
	assert.Equal(t, []reports.Verdict{reports.Failed, reports.Failed, reports.Failed}, verdicts)
	assert.Equal(t, reports.EntryStale, entries[0].State)
	assert.Contains(t, entries[0].Note, "no such scenario")
	assert.Equal(t, reports.EntryStale, entries[1].State)
	assert.Contains(t, entries[1].Note, "no scenario of the suite checks this requirement")
}

func TestAScenarioThatWasNotSelectedLeavesItsEntryUndecided(t *testing.T) {
	_, entries := applied(ran(reports.Passed, reports.Passed, reports.Passed)[:2], lastDay,
		entry(plain, "", "it leaked"), entry("", "CC-A-03", "it leaked"))
	assert.Equal(t, reports.EntryUndecided, entries[0].State)
	assert.Equal(t, reports.EntryUndecided, entries[1].State)
}

// TestAScenariosEntryComesFirst has the entry of the requirement first in the file. It may excuse
// only the failures that no entry of a scenario excuses.
func TestAScenariosEntryComesFirst(t *testing.T) {
	of := []reports.KnownFailureEntry{entry("", "CC-A-01", "it leaked"), entry(leak, "", "it hung")}
	verdicts, entries := applied(ran(reports.Failed, reports.Failed, reports.Passed), lastDay, of...)
	assert.Equal(t, []reports.Verdict{reports.Stale, reports.KnownFailure, reports.Passed}, verdicts)
	require.Len(t, entries, 2)
	assert.Equal(t, "CC-A-01", entries[0].Requirement, "in the order of the file")
	assert.Equal(t, reports.EntrySeen, entries[0].State)
	assert.Equal(t, reports.EntryStale, entries[1].State)
	assert.Empty(t, of[0].State, "the list itself stays as it was read")
}

func TestAnEntryWithoutADayHasExpired(t *testing.T) {
	undated := entry(leak, "", "it leaked")
	undated.Expires = "someday"
	verdicts, _ := applied(ran(reports.Failed, reports.Passed, reports.Passed), lastDay, undated)
	assert.Equal(t, reports.Stale, verdicts[0])
}

func TestNoListChangesNothing(t *testing.T) {
	scenarios := ran(reports.Failed, reports.Passed, reports.Passed)
	assert.Nil(t, (*List)(nil).Apply(scenarios, known(), lastDay))
	assert.Equal(t, ran(reports.Failed, reports.Passed, reports.Passed), scenarios)
}
