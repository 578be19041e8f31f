package reports

import "time"

// Schema names the version of the model that results.json carries.
const Schema = "codecred/results/v1"

// Results is a whole run. Everything in it is free of secrets.
type Results struct {
	Schema       string        `json:"schema"`
	Verdict      RunVerdict    `json:"verdict"`
	ExitCode     int           `json:"exit_code"`
	Reason       string        `json:"reason,omitempty"` // one sentence: why this verdict
	Run          Run           `json:"run"`
	Scenarios    []Scenario    `json:"scenarios"`    // sorted by ID
	Requirements []Requirement `json:"requirements"` // sorted by ID
	Causes       []Cause       `json:"causes"`       // the simplest first; empty if nothing failed
}

// Run says what was run against what, when and with which result.
type Run struct {
	ID         string          `json:"id"`
	Started    time.Time       `json:"started"`
	Finished   time.Time       `json:"finished"`
	Seed       int64           `json:"seed"`
	Profile    string          `json:"profile"` // salesforce or strict
	Selection  Selection       `json:"selection"`
	Harness    Harness         `json:"harness"`
	Target     Target          `json:"target"`
	Counts     map[Verdict]int `json:"counts"` // every scenario verdict, also those with 0
	Requests   int             `json:"requests"`
	SlowedTo   float64         `json:"slowed_to,omitempty"` // requests a second, the lowest pace to which answers of 429 have brought the run; 0 for none
	Parallel   int             `json:"parallel"`
	NotRemoved []string        `json:"not_removed,omitempty"` // what the run created on the target and could not remove

	Combinations  *Combinations       `json:"combinations,omitempty"`   // nil if no scenario about combinations was selected
	Shard         *Shard              `json:"shard,omitempty"`          // nil for a whole run
	Repeat        int                 `json:"repeat,omitempty"`         // how often the suite ran; 0 means once
	Error         string              `json:"fault,omitempty"`          // the error that stopped or broke the whole run, such as a target that could not be prepared
	KnownFailures []KnownFailureEntry `json:"known_failures,omitempty"` // the file of known failures, in its order
	Scope         string              `json:"scope,omitempty"`          // possible or pinned, where what the target cannot show is out of scope
	Pinned        map[string]int      `json:"pinned,omitempty"`         // scenarios of each requirement that the target file wants to be decided
}

// Shard says which part of a divided run this run is.
type Shard struct {
	Index int `json:"index"` // from 1 to Count
	Count int `json:"count"`
}

// Selection is what the run was asked to run; empty members select everything.
type Selection struct {
	Features     string   `json:"features"` // "embedded" or a folder
	Tags         string   `json:"tags"`
	Name         string   `json:"name"`
	Requirements []string `json:"requirements"`
	Strength     string   `json:"strength"` // how much of the decision table is tried: 2, 3 or full
}

// Combinations says how much of the decision table was tried.
type Combinations struct {
	Table    int `json:"table"`    // all different combinations of the table in the profile
	Selected int `json:"selected"` // the combinations that the strength asks for, in the selected scenarios
	Tried    int `json:"tried"`    // the combinations of the scenarios that were decided
}

// Harness is the program that judged.
type Harness struct {
	Version        string `json:"version"`
	FeaturesDigest string `json:"features_digest"` // sha256 of features and catalogue, hex
}

// Target is the server that was judged.
type Target struct {
	Name           string   `json:"name"`
	Kind           string   `json:"kind"` // embedded, container, http, …
	Implementation string   `json:"implementation"`
	Version        string   `json:"version"`
	Site           string   `json:"site,omitempty"` // the site, or the first of several
	Orgs           string   `json:"orgs"`           // many or one
	NotSupported   []string `json:"not_supported"`
}

// Scenario is the result of one scenario.
type Scenario struct {
	ID           string         `json:"id"` // file and line, features/settings/pkce.feature:12
	Name         string         `json:"name"`
	Feature      string         `json:"feature"`
	Rule         string         `json:"rule,omitempty"`
	Requirements []string       `json:"requirements"`      // that it checks
	Touches      []string       `json:"touches,omitempty"` // requirements that it depends on and does not check
	Level        Level          `json:"level"`
	Verdict      Verdict        `json:"verdict"`
	Reason       string         `json:"reason"` // one sentence; empty when passed
	Failure      *Failure       `json:"failure,omitempty"`
	WaitsFor     string         `json:"waits_for,omitempty"` // id of the scenario that shows why this one could not be decided
	Observed     []string       `json:"observed,omitempty"`  // what was seen where the documents leave the behaviour open
	Requests     int            `json:"requests"`            // how many it sends at most
	DurationMS   float64        `json:"duration_ms"`
	Started      time.Time      `json:"started"`
	Settings     map[string]any `json:"settings"`   // what the scenario asked of org and app, by key
	Transcript   string         `json:"transcript"` // path of the HAR file, relative to the folder of results.json; empty when nothing was sent
	Steps        []Step         `json:"steps"`
	Exchanges    []Exchange     `json:"-"` // written to Transcript
}

// Step is one line of a scenario and its outcome.
type Step struct {
	Text   string     `json:"text"`
	Status StepStatus `json:"status"`
}

// StepStatus is the outcome of a step.
type StepStatus string

// The outcomes of a step.
const (
	StepPassed  StepStatus = "passed"
	StepFailed  StepStatus = "failed"
	StepSkipped StepStatus = "skipped"
)

// Failure holds what a vendor needs to find and repair a defect.
type Failure struct {
	Step      string `json:"step"`             // the step that failed
	Expected  string `json:"expected"`         // what had to happen
	Observed  string `json:"observed"`         // what did happen
	Answer    string `json:"answer,omitempty"` // what became of the request, if that is what was wrong
	Sent      string `json:"sent"`             // the request, redacted, as it was on the wire
	Received  string `json:"received"`         // the answer, redacted
	Statement string `json:"statement"`        // the sentence of the catalogue that is broken
	Source    string `json:"source"`           // document and section of that sentence
}

// Requirement is one sentence of the catalogue and its verdict in the run.
type Requirement struct {
	ID        string   `json:"id"`
	Level     Level    `json:"level"`
	Statement string   `json:"statement"`
	Source    string   `json:"source"`
	Verdict   Verdict  `json:"verdict"`
	Settings  []string `json:"settings,omitempty"` // keys of the settings that it speaks of
	Scenarios []string `json:"scenarios"`          // ids
}
