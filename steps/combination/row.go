package combination

import (
	"fmt"
	"slices"
	"strings"
)

// Outcome is what a row says of its cells.
type Outcome string

// The outcomes. An open outcome is observed, never judged.
const (
	Accepted Outcome = "accepted"
	Refused  Outcome = "refused"
	Open     Outcome = "open"
)

// Row is one line of the decision table.
type Row struct {
	Name    string   `yaml:"name"`
	Profile string   `yaml:"profile"` // the only profile that has the row; empty for every profile
	When    When     `yaml:"when"`
	Then    Decision `yaml:"then"`
	Because []string `yaml:"because"` // ids of requirements
	Line    int      `yaml:"-"`       // in the file, from 1

	fits condition
}

// Decision is an outcome, and the request at which the flow ends with it.
type Decision struct {
	Outcome Outcome
	At      Stage // if the outcome is accepted: the last request
}

// UnmarshalYAML reads "accepted", "refused at the token request" and the like.
func (d *Decision) UnmarshalYAML(unmarshal func(any) error) error {
	var text string
	if err := unmarshal(&text); err != nil {
		return err
	}
	outcome, at, ends := strings.Cut(text, " at the ")
	stage := slices.Index(stageNames, at)
	switch o := Outcome(outcome); {
	case o == Accepted && !ends:
		*d = Decision{Accepted, Refresh}
	case (o == Refused || o == Open) && stage >= 0:
		*d = Decision{o, Stage(stage)} //#nosec G115 -- there are three
	default:
		return fmt.Errorf("%q is no decision: write `accepted`, or `refused` or `open` with `at the` and one of %s",
			text, strings.Join(stageNames, ", "))
	}
	return nil
}

// String returns the decision in the words of the table.
func (d Decision) String() string {
	if d.Outcome == Accepted {
		return string(Accepted)
	}
	return fmt.Sprintf("%s at the %s", d.Outcome, d.At)
}

// compile checks the row alone.
func (r *Row) compile() error {
	var err error
	if r.fits, err = r.When.compile(); err != nil {
		return err
	}
	switch at := r.fits.stage(); {
	case r.Name == "":
		return fmt.Errorf("the row has no name")
	case r.Then.Outcome == "":
		return fmt.Errorf("the row %q does not say what happens: add `then`", r.Name)
	case at > r.Then.At:
		return fmt.Errorf("the row %q decides at the %s by what only the %s shows", r.Name, r.Then.At, at)
	case r.Then.Outcome != Open && len(r.Because) == 0:
		return fmt.Errorf("the row %q names no requirement: add `because`, or leave it open", r.Name)
	}
	return nil
}
