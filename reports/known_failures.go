package reports

// KnownFailureEntry is an entry of the file of known failures, and whether the run confirmed it. It
// is about one scenario, or about every scenario of a requirement.
type KnownFailureEntry struct {
	Scenario    string     `json:"scenario,omitempty" yaml:"scenario"`       // id; empty if Requirement is set
	Requirement string     `json:"requirement,omitempty" yaml:"requirement"` // id
	Reason      string     `json:"reason" yaml:"reason"`                     // the reason of the failure, exactly as reported
	Why         string     `json:"why" yaml:"why"`                           // why the failure is accepted for now
	Owner       string     `json:"owner" yaml:"owner"`
	Link        string     `json:"link" yaml:"link"`
	Expires     string     `json:"expires" yaml:"expires"` // the last day on which the entry is valid, 2026-12-31, UTC
	State       EntryState `json:"state" yaml:"-"`
	Note        string     `json:"note,omitempty" yaml:"-"` // why the entry is stale
}

// EntryState says whether an entry is still true.
type EntryState string

// The states of an entry.
const (
	EntrySeen      EntryState = "seen"      // a scenario failed exactly like this
	EntryStale     EntryState = "stale"     // the note says why
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
