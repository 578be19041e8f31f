package reports

import (
	"cmp"
	"slices"
)

// Cause is one failure of a target, and all that it led to. Scenarios have one cause if requests
// got the same wrong outcome in them, and if they check related requirements.
type Cause struct {
	Scenario    string   `json:"scenario"`    // id of the simplest scenario that shows it
	Requirement string   `json:"requirement"` // id of what that scenario checks
	Same        []string `json:"same"`        // ids of the other scenarios that fail in the same way
	Waiting     []string `json:"waiting"`     // ids of the scenarios that could not be decided because of it
}

// findCauses groups the failed scenarios by cause, the simplest first, and tells each scenario that
// was not decided which failure it waits for. It needs the requirements, which must be judged.
func (r *Results) findCauses() {
	related := r.relation()
	simplest := r.bySimplicity()
	var heads []*Scenario     // of each cause, the scenario that names it
	place := map[string]int{} // of the cause of a scenario, by its id
	r.Causes = nil
	for _, s := range simplest {
		if !s.isAccused() {
			continue
		}
		i := slices.IndexFunc(heads, func(head *Scenario) bool { return head.wrong() == s.wrong() && related(head, s) })
		if i < 0 {
			i, heads = len(heads), append(heads, s)
			r.Causes = append(r.Causes, Cause{Scenario: s.ID, Requirement: first(s.Requirements), Same: []string{}, Waiting: []string{}})
		} else {
			r.Causes[i].Same = append(r.Causes[i].Same, s.ID)
		}
		place[s.ID] = i
	}
	for _, s := range simplest {
		if i, accused := place[s.WaitsFor]; accused && s.Failure == nil { // it was not played, since it would have waited
			r.Causes[i].Waiting = append(r.Causes[i].Waiting, s.ID)
			continue
		}
		s.WaitsFor = ""
		if s.Verdict != Inconclusive || s.Failure == nil || s.Failure.Answer == "" {
			continue
		}
		if at := shown(simplest, s, related); at != nil {
			s.WaitsFor = at.ID
			if i, accused := place[at.ID]; accused {
				s.WaitsFor = heads[i].ID
				r.Causes[i].Waiting = append(r.Causes[i].Waiting, s.ID)
			}
		}
	}
	for i := range r.Causes {
		slices.Sort(r.Causes[i].Same)
		slices.Sort(r.Causes[i].Waiting)
	}
}

// bySimplicity lists the scenarios: those that depend on no other requirement first, and of these
// those that send and ask for the least.
func (r *Results) bySimplicity() []*Scenario {
	out := make([]*Scenario, len(r.Scenarios))
	for i := range r.Scenarios {
		out[i] = &r.Scenarios[i]
	}
	size := func(s *Scenario) int { return s.Requests + len(s.Steps) + len(s.Settings) }
	slices.SortFunc(out, func(a, b *Scenario) int {
		return cmp.Or(cmp.Compare(min(len(a.Touches), 1), min(len(b.Touches), 1)), cmp.Compare(size(a), size(b)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// shown returns the scenario that blames the target for the answer on which another one rests: one
// that counts against the target if there is one, and of these one that checks a related
// requirement; the simplest if there are several, nil if there is none.
func shown(simplest []*Scenario, waits *Scenario, related relation) *Scenario {
	var out *Scenario
	rank := func(s *Scenario) int {
		switch {
		case s == nil:
			return 0
		case s.isAccused() && related(s, waits):
			return 3
		case s.isAccused():
			return 2
		}
		return 1
	}
	for _, s := range simplest {
		if s.blames(waits.Failure.Answer) && rank(s) > rank(out) {
			out = s
		}
	}
	return out
}

// isAccused says whether a scenario counts against the target.
func (s *Scenario) isAccused() bool { return s.Verdict == Failed || s.Verdict == Stale }

// blames says whether a scenario blames the target for an answer.
func (s *Scenario) blames(answer string) bool {
	return s.Failure != nil && s.Failure.Answer == answer && (s.isAccused() || s.Verdict == Warned || s.Verdict == KnownFailure)
}

// wrong says what was wrong in a scenario, as it is compared with others.
func (s *Scenario) wrong() string {
	if s.Failure == nil {
		return s.Reason
	}
	return cmp.Or(s.Failure.Answer, s.Failure.Expected+"; "+s.Failure.Observed)
}

// relation says whether what two scenarios check or touch has an area or a setting in common.
type relation func(a, b *Scenario) bool

func (r *Results) relation() relation {
	settings := make(map[string][]string, len(r.Requirements))
	for _, requirement := range r.Requirements {
		settings[requirement.ID] = requirement.Settings
	}
	subjects := func(s *Scenario) (out []string) {
		for _, id := range slices.Concat(s.Requirements, s.Touches) {
			out = append(append(out, Area(id)), settings[id]...)
		}
		return out
	}
	return func(a, b *Scenario) bool {
		others := subjects(b)
		return slices.ContainsFunc(subjects(a), func(x string) bool { return slices.Contains(others, x) })
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
