package suite

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/combination"
)

// Selection says which scenarios of a suite run. Empty members select everything.
type Selection struct {
	Tags         string // a tag expression
	Name         string // a regular expression on scenario names
	Requirements []string
	Profile      features.Profile
	Strength     combination.Strength // how much is tried of the decision table
	Seed         int64                // 0 keeps the written order, others shuffle
}

// IsWhole reports whether the selection has every scenario of a profile.
func (s Selection) IsWhole() bool {
	return s.Tags == "" && s.Name == "" && len(s.Requirements) == 0
}

// Select returns the scenarios that a selection names. A selection that matches nothing is an
// error: otherwise a misspelt name would end in a green run.
func (s *Suite) Select(sel Selection) ([]*Scenario, error) {
	tags, err := parseTags(sel.Tags)
	if err != nil {
		return nil, err
	}
	name, err := regexp.Compile(sel.Name)
	if err != nil {
		return nil, fmt.Errorf("the name %q is no regular expression: %w", sel.Name, err)
	}
	if err := s.known(sel.Requirements); err != nil {
		return nil, err
	}
	var out []*Scenario
	for _, sc := range s.Scenarios {
		if tags(sc.Tags) && name.MatchString(sc.Name) && sc.Serves(sel.Requirements) && sc.in(sel.Profile) {
			out = append(out, sc)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("the selection (tags %q, name %q, requirements %q, profile %s) matches none of the %d scenarios: see `codecred list`",
			sel.Tags, sel.Name, sel.Requirements, sel.Profile, len(s.Scenarios))
	}
	if sel.Seed != 0 {
		order := rand.New(rand.NewPCG(uint64(sel.Seed), 0)) //#nosec G404 G115 -- an order to be repeated, not a secret
		order.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	}
	return out, nil
}

// ForResults describes the selection, of a suite, in the form of the results.
func (s Selection) ForResults(of *Suite) reports.Selection {
	return reports.Selection{
		Features: of.Source, Tags: s.Tags, Name: s.Name, Requirements: append([]string{}, s.Requirements...),
		Strength: s.Strength.String(),
	}
}

// known makes sure that every requirement asked for is in the catalogue and has a scenario.
func (s *Suite) known(ids []string) error {
	var problems []error
	for _, id := range ids {
		r, ok := s.Catalogue.Lookup(id)
		switch {
		case !ok:
			problems = append(problems, fmt.Errorf("the catalogue has no requirement %q: see `codecred list requirements`", id))
		case r.Excluded != "":
			problems = append(problems, fmt.Errorf("the requirement %s is not tested: %s", id, r.Excluded))
		case !slices.ContainsFunc(s.Scenarios, func(sc *Scenario) bool { return sc.Serves([]string{id}) }):
			problems = append(problems, fmt.Errorf("the requirement %s has no scenario", id))
		}
	}
	return errors.Join(problems...)
}

// Serves reports whether the scenario checks one of the requirements. It is true for an empty list.
func (s *Scenario) Serves(ids []string) bool {
	return len(ids) == 0 || slices.ContainsFunc(s.Requirements, func(r features.Requirement) bool {
		return slices.Contains(ids, r.ID)
	})
}

// in reports whether one of the scenario's requirements belongs to a profile.
func (s *Scenario) in(p features.Profile) bool {
	return slices.ContainsFunc(s.Requirements, func(r features.Requirement) bool { return r.In(p) })
}

// LoadSelected loads the features of a folder, or the embedded ones if dir is empty, and selects
// scenarios. A run does this before it sends anything to its target. The error is a *reports.Error.
func LoadSelected(dir string, sel Selection, shard Shard) (*Suite, []*Scenario, error) {
	loaded, err := Load(dir, sel)
	if err != nil {
		return nil, nil, reports.UsageError(err)
	}
	selected, err := loaded.Select(sel)
	if err != nil {
		return nil, nil, reports.UsageError(err)
	}
	return loaded, shard.Part(selected), nil
}
