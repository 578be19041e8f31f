package reports

// KnownFailureEntry is an entry of the file of known failures, and whether the run
// found it true. It is about a scenario, or about every scenario of a requirement.
type KnownFailureEntry struct {
	Scenario    string     `json:"scenario,omitempty" yaml:"scenario"`       // id; empty where Requirement is not
	Requirement string     `json:"requirement,omitempty" yaml:"requirement"` // id
	Reason      string     `json:"reason" yaml:"reason"`                     // of the failure, exactly as it was reported
	Why         string     `json:"why" yaml:"why"`                           // why it is accepted for now
	Owner       string     `json:"owner" yaml:"owner"`
	Link        string     `json:"link" yaml:"link"`
	Expires     string     `json:"expires" yaml:"expires"` // the last day on which it holds, 2026-12-31, UTC
	State       EntryState `json:"state" yaml:"-"`
	Note        string     `json:"note,omitempty" yaml:"-"` // why it is stale
}

// EntryState says whether an entry is still true.
type EntryState string

// The states of an entry.
const (
	EntrySeen      EntryState = "seen"      // a scenario failed just so
	EntryStale     EntryState = "stale"     // see its note
	EntryUndecided EntryState = "undecided" // its scenarios were not selected or not decided
)

// Subject is the id of the scenario or requirement that the entry is about.
func (e KnownFailureEntry) Subject() string {
	if e.Scenario != "" {
		return e.Scenario
	}
	return e.Requirement
}

// CountStale says how many entries are no longer true.
func CountStale(entries []KnownFailureEntry) int {
	n := 0
	for _, entry := range entries {
		if entry.State == EntryStale {
			n++
		}
	}
	return n
}
