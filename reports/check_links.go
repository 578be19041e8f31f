package reports

import "fmt"

// link is a requirement's id and the id of a scenario that checks it.
type link struct{ requirement, scenario string }

// checkLinks follows the ids between scenarios and requirements in both directions.
func (r *Results) checkLinks() error {
	scenarios := make(map[string]Verdict, len(r.Scenarios))
	named := map[link]bool{}
	for _, s := range r.Scenarios {
		if _, known := scenarios[s.ID]; known {
			return fmt.Errorf("scenario %s occurs twice", s.ID)
		}
		scenarios[s.ID] = s.Verdict
		for _, id := range s.Requirements {
			named[link{id, s.ID}] = true
		}
	}
	listed := map[link]bool{}
	requirements := make(map[string]bool, len(r.Requirements))
	for _, requirement := range r.Requirements {
		if requirements[requirement.ID] {
			return fmt.Errorf("requirement %s occurs twice", requirement.ID)
		}
		requirements[requirement.ID] = true
		if err := requirement.checkScenarios(scenarios, named, listed); err != nil {
			return err
		}
	}
	return r.checkListed(listed)
}

// checkScenarios compares a requirement with the scenarios it lists, and notes them in listed.
func (r Requirement) checkScenarios(scenarios map[string]Verdict, named, listed map[link]bool) error {
	passed := false
	for _, id := range r.Scenarios {
		if !named[link{r.ID, id}] {
			return fmt.Errorf("requirement %s lists scenario %q, which does not name it", r.ID, id)
		}
		if r.Verdict == Passed && scenarios[id] == Failed {
			return fmt.Errorf("requirement %s passed, but its scenario %s failed", r.ID, id)
		}
		passed = passed || scenarios[id] == Passed
		listed[link{r.ID, id}] = true
	}
	if r.Verdict == Passed && !passed {
		return fmt.Errorf("requirement %s passed, but none of its scenarios passed", r.ID)
	}
	return nil
}

// checkListed says which scenario names a requirement that does not list it.
func (r *Results) checkListed(listed map[link]bool) error {
	for _, s := range r.Scenarios {
		for _, id := range s.Requirements {
			if !listed[link{id, s.ID}] {
				return fmt.Errorf("scenario %s names requirement %q, which does not list it", s.ID, id)
			}
		}
	}
	return nil
}
