package reports

import (
	"encoding/json"
	"io"
)

// ProofSchema names the version of the model that proof.json carries.
const ProofSchema = "codecred/proof/v1"

// Proof says what a suite finds: which faults of the reference server make one of its scenarios
// fail, and that harmless variants make none fail. Faults and variants are in the order of their
// tables.
type Proof struct {
	Schema   string          `json:"schema"`
	Faults   []ProvenFault   `json:"faults"`
	Variants []ProvenVariant `json:"variants"` // the first is the unchanged server
	Unkilled []string        `json:"idle"`     // ids of the judged scenarios that no fault made fail; sorted
	Totals   ProofTotals     `json:"totals"`
}

// ProvenFault is one fault and the scenarios that found it.
type ProvenFault struct {
	Name         string   `json:"name"`
	Sentence     string   `json:"sentence"`
	Profile      string   `json:"profile"`
	Requirements []string `json:"requirements"`
	Reason       string   `json:"reason"` // what was expected to show it
	Killed       bool     `json:"killed"`
	KilledBy     []string `json:"killed_by"` // ids of the scenarios that failed or warned; sorted
	AsNamed      bool     `json:"as_named"`  // one of these scenarios checks a requirement that the fault names
}

// ProvenVariant is one variant and the false alarms that it raised.
type ProvenVariant struct {
	Name     string  `json:"name"`
	Sentence string  `json:"sentence"`
	Alarms   []Alarm `json:"alarms"`
}

// Alarm is a scenario that did not pass, although the variant is harmless.
type Alarm struct {
	Scenario string  `json:"scenario"`
	Profile  string  `json:"profile"`
	Verdict  Verdict `json:"verdict"`
	Reason   string  `json:"reason"`
}

// ProofTotals are the figures of a proof.
type ProofTotals struct {
	Faults   int `json:"faults"`
	Killed   int `json:"killed"`
	AsNamed  int `json:"as_named"`
	Variants int `json:"variants"`
	Quiet    int `json:"quiet"`    // variants without an alarm
	Unkilled int `json:"idle"`     // judged scenarios that no fault made fail
	Played   int `json:"played"`   // scenarios, counted for each server
	LeftOut  int `json:"left_out"` // scenarios left out because the fault or variant cannot change their answers; 0 if all were played
}

// ExitCode is 1 if a fault survived or was caught only by scenarios of other requirements, if a
// variant raised an alarm, or if no fault makes some judged scenario fail. Otherwise it is 0.
func (p *Proof) ExitCode() int {
	t := p.Totals
	if t.Killed < t.Faults || t.AsNamed < t.Faults || t.Quiet < t.Variants || t.Unkilled > 0 {
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

// Count computes the totals from the faults, variants and scenarios of the proof. It does not
// change Played and LeftOut.
func (p *Proof) Count() {
	t := ProofTotals{Played: p.Totals.Played, LeftOut: p.Totals.LeftOut, Faults: len(p.Faults), Variants: len(p.Variants), Unkilled: len(p.Unkilled)}
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
