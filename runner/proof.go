package runner

import (
	"encoding/json"
	"io"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
)

// ProofSchema names the version of the model that proof.json carries.
const ProofSchema = "codecred/proof/v1"

// Proof is the kill matrix of a suite: which faults of the reference server it
// finds, and that it leaves harmless variants alone. Faults and variants stand
// in the order of their tables.
type Proof struct {
	Schema   string         `json:"schema"`
	Faults   []ProvenFault  `json:"faults"`
	Variants []QuietVariant `json:"variants"` // the first is the server as it is
	Idle     []string       `json:"idle"`     // ids of the judged scenarios that no fault made fail; sorted
	Totals   ProofTotals    `json:"totals"`
}

// ProvenFault is one fault and what found it.
type ProvenFault struct {
	Name         string           `json:"name"`
	Sentence     string           `json:"sentence"`
	Profile      features.Profile `json:"profile"`
	Requirements []string         `json:"requirements"`
	Reason       string           `json:"reason"` // what was expected to show it
	Killed       bool             `json:"killed"`
	KilledBy     []string         `json:"killed_by"` // ids of the scenarios that failed or warned; sorted
	AsNamed      bool             `json:"as_named"`  // one of them is of a requirement that the fault names
}

// QuietVariant is one variant and the false alarms that it raised.
type QuietVariant struct {
	Name     string  `json:"name"`
	Sentence string  `json:"sentence"`
	Alarms   []Alarm `json:"alarms"`
}

// Alarm is a scenario that a harmless difference kept from passing.
type Alarm struct {
	Scenario string           `json:"scenario"`
	Profile  features.Profile `json:"profile"`
	Verdict  reports.Verdict  `json:"verdict"`
	Reason   string           `json:"reason"`
}

// ProofTotals are the figures of a proof.
type ProofTotals struct {
	Faults   int `json:"faults"`
	Killed   int `json:"killed"`
	AsNamed  int `json:"as_named"`
	Variants int `json:"variants"`
	Quiet    int `json:"quiet"` // variants without an alarm
	Idle     int `json:"idle"`
	Played   int `json:"played"`   // scenarios, counted for each server
	LeftOut  int `json:"left_out"` // scenarios that the server at hand could not answer otherwise; 0 where all were played
}

// ExitCode is 1 where a fault survived or was caught only by scenarios of other
// requirements, a variant raised an alarm, or no fault makes a judged scenario fail.
func (p *Proof) ExitCode() int {
	t := p.Totals
	if t.Killed < t.Faults || t.AsNamed < t.Faults || t.Quiet < t.Variants || t.Idle > 0 {
		return 1
	}
	return 0
}

// WriteJSON writes the proof as proof.json has it.
func (p *Proof) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(p)
}

// total counts what the proof holds.
func (p *Proof) total() {
	t := ProofTotals{Played: p.Totals.Played, LeftOut: p.Totals.LeftOut, Faults: len(p.Faults), Variants: len(p.Variants), Idle: len(p.Idle)}
	for _, f := range p.Faults {
		if f.Killed {
			t.Killed++
		}
		if f.AsNamed {
			t.AsNamed++
		}
	}
	for _, v := range p.Variants {
		if len(v.Alarms) == 0 {
			t.Quiet++
		}
	}
	p.Totals = t
}
